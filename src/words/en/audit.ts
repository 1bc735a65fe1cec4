import { say } from './say.ts';

const entries = { one: 'entry', other: 'entries' };
const acts = { one: 'act', other: 'acts' };
const moreActs = { one: 'more act', other: 'more acts' };

/** " of ada@x.io", where an act is told with its address. */
const of = (whom: string): string => (whom ? ` of ${whom}` : '');

/** The audit log: in its channel, as CSV, and in the story of an address. */
export const audit = {
  somebody: 'Somebody',
  /** What follows a person's name, by the kind of entry; `whom` is empty where the address is known or there is none. */
  deeds: {
    'invite.sent': (whom: string) => `invited ${whom}`.trim(),
    'invite.refused': (whom: string) => `could not invite ${whom}`.trim(),
    'invite.unsure': (whom: string) => `may have invited${whom ? ` ${whom}` : ''} (ROQ’s answer was lost)`,
    'resend.done': (whom: string) => `resent the invite${of(whom)}`,
    'resend.refused': (whom: string) => `could not resend the invite${of(whom)}`,
    'resend.unsure': (whom: string) => `may have resent the invite${of(whom)} (ROQ’s answer was lost)`,
    'reminder.done': (whom: string) => `had ${whom || 'the invitee'} reminded, by itself`,
    'reminder.refused': (whom: string) => `could not have ${whom || 'the invitee'} reminded by itself`,
    'reminder.unsure': (whom: string) =>
      `may have had ${whom || 'the invitee'} reminded, by itself (ROQ’s answer was lost)`,
    'reminder.excluded': (whom: string) => `left ${whom || 'the invitee'} out of reminders`,
    'reminder.allowed': (whom: string) => `allowed reminders${whom ? ` to ${whom}` : ''} again`,
    'cancel.done': (whom: string) => `canceled the invite${of(whom)}`,
    'cancel.refused': (whom: string) => `could not cancel the invite${of(whom)}`,
    'cancel.unsure': (whom: string) => `may have canceled the invite${of(whom)} (ROQ’s answer was lost)`,
    'invite.snoozed': (whom: string) => `snoozed the invite${of(whom)} in digests`,
    'invite.left_out': (whom: string) => `took the expired invite${of(whom)} out of digests`,
    'own_digest.saved': () => 'changed a digest of their own',
    'own_digest.stopped': () => 'stopped a digest of their own',
    'digest.passed_on': () => '(by itself) handed a digest on to the next who may change it',
    'digest.stopped': () => '(by itself) turned a digest off',
    'batch.made': () => 'handed invites over',
    'batch.stopped': () => 'stopped the rest of a batch',
    'batch.rechecked': () => 'had a batch looked up again',
    'request.made': (whom: string) => `asked for an invite${of(whom)}`,
    'request.approved': (whom: string) => `approved the invite${of(whom)}`,
    'request.declined': (whom: string) => `declined the invite${of(whom)}`,
    'request.withdrawn': (whom: string) => `withdrew the request for an invite${of(whom)}`,
    'request.expired': (whom: string) => (whom ? `was not answered about the invite of ${whom}` : 'was not answered'),
    'consent.asked': () => 'asked somebody in Slack whether they want an invite',
    'consent.given': (whom: string) => `agreed to an invite${whom ? ` to ${whom}` : ''}`,
    'consent.declined': () => 'said no to an invite',
    'consent.expired': () => 'did not answer whether they want an invite',
    'consent.withdrawn': () => 'withdrew the question whether somebody wants an invite',
    'step.asked': () => 'was asked by a workflow to send an invite',
    'step.agreed': (whom: string) => `had a workflow’s invite${whom ? ` to ${whom}` : ''} sent`,
    'step.declined': () => 'did not send the invite that a workflow asked for',
    'step.expired': () => 'did not answer a workflow about an invite',
    'nudge.not_me': () => 'said that an invite is not for them',
    'link.started': () => 'asked for a code to link an account',
    'link.proved': () => 'linked an account',
    'link.failed': () => 'gave a wrong code',
    'link.removed': () => 'removed the link to an account',
    'favour.asked': () => 'asked a colleague for help',
    'settings.saved': () => 'changed the settings',
    'address.forgotten': () => 'had an address forgotten',
    'audit.exported': () => 'exported the audit log',
    refused: (whom: string) => `was refused ${whom}`.trim(),
  },
  line: (who: string, deed: string, reason: string | undefined) => `${who} ${deed}${reason ? `: ${reason}` : ''}`,
  /** Codes of the log, such as `forbidden resend` or `slack_account`, as people may read them. */
  reason: (codes: string) => codes.replaceAll('_', ' '),
  acts: (n: number) => `${say.count(n, acts)} with invites`,
  more: (n: number, command: string) => `… and ${say.count(n, moreActs)}: \`${command} audit\` exports them.`,
  csv: 'Audit log',
  csvPart: (part: number, parts: number) => `Audit log, part ${part} of ${parts}`,
  /** `title` is one of the two above. */
  csvHeadline: (title: string) => `*${title}* (CSV)`,
  wrongDays: (command: string, usual: number) =>
    `Please give days as \`${command} audit 2026-01-31 2026-02-28\`, the first one first; without any, it is the last ${usual}.`,
  link: (url: string) =>
    `Your export: <${url}|open the page and press Download>. The link works once, for 10 minutes, while you may see the audit log.`,
  nothing: 'Nothing was done in that time.',
  tooMany: (most: number) =>
    `That is more than ${say.count(most, entries)}, too much for messages. Please ask for a shorter period; with PUBLIC_URL set, whoever runs this app lets you download any.`,
  onTheirWay: (n: number, messages: number) =>
    `${say.count(n, entries)} come to you by direct message, ${messages > 1 ? `in ${messages} messages` : 'in one message'}, as CSV.`,
  /** The page that a link opens. */
  page: {
    title: 'Audit log',
    once: 'Your export of the audit log, once.',
    download: 'Download',
    gone: 'This link was used, is too old, or is not yours any more. Please ask for another one in Slack.',
  },
};
