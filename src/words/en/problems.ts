import type { ProblemFacts } from '../problem-facts.ts';

const standings: Record<string, string> = {
  guest: 'Guests of this workspace cannot invite people from Slack. Please ask a full member.',
  bot: 'Only people can invite people.',
  stranger: 'This belongs to another workspace, so I cannot act for you here. Please ask somebody of that workspace.',
  deactivated: 'Your Slack account is deactivated, so I cannot act for you.',
};

const forbiddenActs: Record<string, string> = {
  invite: 'invite people',
  list: 'see invites',
  see_batch: 'see these invites',
  stop_batch: 'stop these invites',
  resend: 'resend this invite',
  cancel: 'cancel this invite',
  snooze: 'snooze this invite',
  audit: 'see what others did',
  approve: 'approve these invites',
  see_request: 'see this request',
};

/** Every problem a person may have, in one sentence or two: what happened, and what to do next. */
export const problems = {
  not_a_member: ({ standing }: ProblemFacts) => standings[standing] ?? 'Only members of this workspace can use this.',
  not_installed: () =>
    'This app is no longer installed in this workspace, or Slack took its access back. Nothing was done; please ask an admin to install it again.',
  email_unknown: ({ command }: ProblemFacts) =>
    `Slack does not show me your e-mail address, so I cannot find your account. Please link it: \`${command} link\`.`,
  not_linked: ({ command }: ProblemFacts) =>
    `I found no account that matches your Slack e-mail address. If yours has another address, link it: \`${command} link\`. If you have none, ask an admin to add you to the product, then type \`${command}\` again.`,
  link_first: ({ ended, command }: ProblemFacts) =>
    `${ended ? 'Your link to a ROQ account has ended, because that account no longer counts here.' : 'In this workspace I need proof of your ROQ account first.'} Please link it, which takes a minute: \`${command} link\`.`,
  link_code_wrong: ({ left }: ProblemFacts) =>
    `That code does not fit, or cannot be used any more. You have ${left === 1 ? 'one try' : `${left} tries`} left.`,
  link_code_closed: () =>
    'That code cannot be used any more: a code works once, within 10 minutes. Please ask for a new one.',
  link_paused: ({ until }: ProblemFacts) => `Too many codes did not fit. Please wait; you can go on ${until}.`,
  link_too_many: ({ until }: ProblemFacts) => `You have asked for many codes. You can ask for the next ${until}.`,
  access_lost: () => 'Your account in the product is no longer active. Please ask an admin to restore it.',
  forbidden: ({ act }: ProblemFacts) =>
    `Your role does not allow you to ${forbiddenActs[act] ?? 'do this'}. Please ask an admin.`,
  role_forbidden: ({ role }: ProblemFacts) =>
    `You may not give the role “${role}”. Nothing was sent; please choose another role or ask an admin.`,
  no_roles: () => 'Your role does not allow you to invite anybody. Please ask an admin.',
  invite_not_found: () => 'That invite does not exist, or is not one you may see. Nothing was changed.',
  invite_not_pending: ({ status, email, act }: ProblemFacts) =>
    `${email ? `The invite of ${email}` : 'This invite'} is ${status || 'not pending'} already, so there is nothing to ${act || 'change'}.`,
  invite_busy: ({ by, act, email }: ProblemFacts) =>
    `${by} is just about to ${act} the invite of ${email}. Please look again in a moment.`,
  cooldown: ({ email, mailedAt, until }: ProblemFacts) =>
    `${email} was mailed ${mailedAt || 'a short while ago'}. To spare them, the next mail can go out ${until || 'a little later'}.`,
  domain_denied: ({ domain, why }: ProblemFacts) =>
    why === 'outside'
      ? `This workspace allows invites to certain domains only, and ${domain} is none of them. Nothing was sent.`
      : `A rule of this workspace forbids invites to ${domain}. Nothing was sent.`,
  role_not_from_slack: ({ role }: ProblemFacts) =>
    `A rule of this workspace does not let the role “${role}” be given from Slack. Nothing was sent; please choose another role.`,
  needs_approval: ({ command }: ProblemFacts) =>
    `A rule of this workspace asks for a second person here, so nothing was sent. Please type \`${command}\` with the address to ask for it.`,
  over_quota: ({ left, limit }: ProblemFacts) =>
    `That is more than your quota of today: ${left} of ${limit} invites are left. Nothing was sent.`,
  over_cap: ({ left, limit }: ProblemFacts) =>
    `That would be more pending invites than this workspace wants: ${left} of ${limit} may still go. Nothing was sent; canceling old ones makes room.`,
  no_approvers: () =>
    'I know of nobody in this workspace who could approve this. Please ask an admin to type the command once, or to choose a channel for approvals in the settings.',
  request_not_found: () => 'That request does not exist, or is not one you may see. Nothing was changed.',
  own_request: () => 'This is your own request, so somebody else has to decide it.',
  request_decided: ({ state, by }: ProblemFacts) =>
    by
      ? `${by} has ${state} this request already, so nothing more was done.`
      : `This request ${state === 'withdrawn' ? 'was withdrawn' : 'has expired'}, so nothing more was done.`,
  draft_gone: ({ command }: ProblemFacts) =>
    `This form was sent already or is no longer open. Type \`${command}\` to begin a new one.`,
  nothing_to_send: () => 'Nobody on this sheet is ready, so nothing was sent. Please edit the list.',
  file_unusable: ({ file }: ProblemFacts) => file,
  roq_unavailable: () => 'ROQ is not answering. Nothing was changed; please try again in a few minutes.',
  roq_unclear: () => 'ROQ’s answer was lost, so I do not know whether it happened. Please press Refresh in a minute.',
  roq_misconfigured: () =>
    'This app’s access to ROQ does not work. Nothing was changed; please tell whoever runs this app.',
  slack_unavailable: () =>
    'Slack is not answering me properly right now, and nothing more was done. Please try again in a minute.',
  settings_forbidden: () =>
    'Settings can be changed by people who may manage everybody’s invites. Please ask an admin.',
  channel_unusable: ({ channel, reason }: ProblemFacts) =>
    `I may not post in ${channel} (${reason}). Please add me to that channel, or choose another.`,
  address_busy: () =>
    'An invite, resend or cancel of that address has no outcome yet, so nothing was forgotten. Please try again in a minute.',
  address_changed: () =>
    'The address in the field is another one by now. Please press “Look up” first; nothing was done.',
  view_expired: ({ command }: ProblemFacts) =>
    `That took too long or comes from an older version. Please type \`${command}\` again.`,
};

/** What is said around a problem, or of one that nobody knows. */
export const troubles = {
  withReference: (sentence: string, reference: string) => `${sentence} (reference ${reference})`,
  unknown: (reference: string) =>
    `Something went wrong on our side, and nothing more was done. Please try again; if it stays, give this reference to whoever runs this app: ${reference}.`,
};
