/** Every reason a person may hear. A new code without a sentence in `slack/failures.ts` does not compile. */
export type ProblemCode =
  | 'not_a_member' // a bot, a guest, or a person of another workspace
  | 'not_installed' // the app is gone from this workspace, or Slack took its access back
  | 'email_unknown' // Slack does not show us an e-mail address for this person
  | 'not_linked' // no ROQ user stands behind this Slack user
  | 'link_first' // this workspace asks for proof of a ROQ account by a mailed code
  | 'link_code_wrong' // a one-time code that does not fit; `left` tries
  | 'link_code_closed' // no code is open: used, expired or replaced
  | 'link_paused' // too many wrong codes; `until`
  | 'link_too_many' // too many codes asked for; `until`
  | 'access_lost' // the linked ROQ user was deactivated or moved
  | 'forbidden' // ROQ refuses this act to this person
  | 'role_forbidden' // the role is not one this person may grant
  | 'no_roles' // this person may grant no role at all
  | 'invite_not_found' // no such invite in the person's tenant
  | 'invite_not_pending' // the invite is already accepted, canceled or expired
  | 'invite_busy' // somebody is resending or canceling it right now
  | 'cooldown' // this address was mailed a short while ago
  | 'domain_denied' // a rule of the workspace is against addresses of this domain; see `why`
  | 'role_not_from_slack' // the workspace does not let this role be given from Slack
  | 'needs_approval' // a rule of the workspace asks for a second person
  | 'over_quota' // more than this person may invite today
  | 'over_cap' // more pending invites than the workspace wants
  | 'no_approvers' // nobody in this workspace could approve it
  | 'request_not_found'
  | 'own_request' // whoever asked may not decide
  | 'request_decided' // approved, declined or expired already
  | 'draft_gone' // the form's draft is sent, dropped or another person's
  | 'nothing_to_send'
  | 'file_unusable' // an uploaded file cannot be read as a list of people; see `why`
  | 'roq_unavailable' // ROQ did not answer; nothing was changed
  | 'roq_unclear' // ROQ may or may not have done it
  | 'roq_misconfigured' // our credentials are refused
  | 'slack_unavailable' // Slack did not take what we wanted to show
  | 'settings_forbidden'
  | 'channel_unusable' // the bot may not post in the chosen channel
  | 'address_busy' // an invite or an act of the address has no outcome yet
  | 'address_changed' // the address in the field is not the one that is shown
  | 'view_expired'; // the trigger or the view is gone

export type ProblemContext = Readonly<Record<string, string | number | undefined>>;

/** The one error whose meaning a person is told; its wording lives in `slack/failures.ts`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly code: ProblemCode,
    readonly context: ProblemContext = {},
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }
}
