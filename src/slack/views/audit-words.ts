import { type AuditEntry, refusedAct } from '../../invites/audit.ts';
import { wordsFor } from '../../words/words.ts';
import { escaped } from '../kit.ts';
import { type Audience, addressFor } from './invite-line.ts';

/** "invited", for `ada invited bob@x.io`; an entry of a kind not named here is told by its own name. */
const deeds: Record<string, string> = {
  'invite.sent': 'invited',
  'invite.refused': 'could not invite',
  'invite.unsure': 'may have invited (ROQ’s answer was lost)',
  'resend.done': 'resent the invite of',
  'resend.refused': 'could not resend the invite of',
  'resend.unsure': 'may have resent the invite of (ROQ’s answer was lost)',
  'cancel.done': 'canceled the invite of',
  'cancel.refused': 'could not cancel the invite of',
  'cancel.unsure': 'may have canceled the invite of (ROQ’s answer was lost)',
  'batch.made': 'handed invites over',
  'batch.stopped': 'stopped the rest of a batch',
  'batch.rechecked': 'had a batch looked up again',
  'request.made': 'asked for an invite of',
  'request.approved': 'approved the invite of',
  'request.declined': 'declined the invite of',
  'request.expired': 'was not answered about the invite of',
  'link.started': 'asked for a code to link an account',
  'link.proved': 'linked an account',
  'link.failed': 'gave a wrong code',
  'link.removed': 'removed the link to an account',
  'favour.asked': 'asked a colleague for help',
  'settings.saved': 'changed the settings',
  'address.forgotten': 'had an address forgotten',
  'audit.exported': 'exported the audit log',
  [refusedAct]: 'was refused',
};

/** "<@U1> resent the invite of b•••@y.io: already accepted". */
export function actLine(entry: AuditEntry, audience: Audience): string {
  const who = entry.slackUserId ? `<@${escaped(entry.slackUserId)}>` : 'Somebody';
  const deed = deeds[entry.what] ?? escaped(entry.what.replaceAll(/[._]/g, ' '));
  const whom = entry.email === undefined ? '' : ` ${escaped(addressFor(wordsFor(undefined), entry.email, audience))}`;
  return `${who} ${deed}${whom}${reasonWords(entry)}`;
}

const reasonWords = ({ reason }: AuditEntry): string =>
  reason === undefined ? '' : `: ${escaped(reason.replaceAll('_', ' '))}`;
