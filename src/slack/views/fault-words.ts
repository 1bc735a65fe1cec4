import type { Recipient, RefusedWhy } from '../../invites/batch.ts';
import type { RecipientFault } from '../../invites/recipients.ts';

const faults: Record<RecipientFault, string> = {
  no_at: 'there is no @ in it.',
  no_domain: 'nothing follows the @.',
  bad_domain: 'what follows the @ is not a domain.',
  bad_local: 'what stands before the @ is not possible.',
  mention: 'it names somebody in Slack; please give their e-mail address.',
  too_long: 'it is longer than an address can be.',
};

/** Why a piece of text is no address; ends with a full stop. */
export const faultSentence = (fault: string | undefined): string =>
  faults[fault as RecipientFault] ?? 'it is not an e-mail address.';

const refusals: Record<RefusedWhy, string> = {
  already_invited: 'There is an open invite for this address already; it can be resent from the list.',
  already_member: 'ROQ already has an account for this address.',
  already_accepted: 'An invite for this address was accepted before.',
  invalid_email: 'ROQ does not take this for an e-mail address.',
  role_forbidden: 'You may not give this role.',
  forbidden: 'ROQ does not let you invite.',
  unavailable: 'ROQ could not be reached for an hour; nothing was sent.',
  access_lost: 'Your ROQ account is no longer active.',
  cooldown: 'They were mailed a short while ago.',
  other: 'ROQ refused it.',
};

export function refusalSentence(recipient: Pick<Recipient, 'refusal' | 'code'>): string {
  const sentence = refusals[recipient.refusal ?? 'other'];
  return recipient.refusal === 'other' && recipient.code ? `${sentence} (${recipient.code})` : sentence;
}
