import { say } from './say.ts';

const people = { one: 'person', other: 'people' };

/** What a sender's modal says while a batch is on its way and when it is through, and everybody of a batch. */
export const result = {
  title: 'Invites',
  sendingTitle: 'Sending',
  closeGoesOn: 'Close, it goes on',
  done: 'Done',
  /** `tenant` and `role` are escaped, here and below. */
  sending: (total: number, tenant: string, role: string, ended: number) =>
    `Inviting ${say.count(total, people)} to *${tenant}* as *${role}*: ${say.number(ended)} of ${say.number(total)} answered.`,
  /** `outcome` is made of `outcomes`. */
  ended: (outcome: string, tenant: string, role: string) => `*${outcome}* to *${tenant}* as *${role}*.`,
  endedBy: (outcome: string, tenant: string, role: string, by: string) =>
    `*${outcome}* to *${tenant}* as *${role}*, by ${by}.`,
  more: (n: number) => `… and ${say.number(n)} more; the card counts all of them.`,
  roqMails: 'ROQ mails each invite it accepts. The card in Slack follows what becomes of them.',
  outcomes: {
    sent: (n: number) => `${say.number(n)} sent`,
    refused: (n: number) => `${say.number(n)} refused`,
    unsure: (n: number) => `${say.number(n)} unsure`,
    stopped: (n: number) => `${say.number(n)} not sent`,
    waiting: (n: number) => `${say.number(n)} waiting`,
    checking: (n: number) => `${say.number(n)} being checked`,
  },
  nothingSent: 'Nothing sent',
  /** One person's line; `who` is ready for mrkdwn. */
  lines: {
    sent: (who: string) => `${who}: sent (ROQ accepted the invite)`,
    /** `why` is a sentence of `faults.refusal`. */
    refused: (who: string, why: string) => `${who}: refused. ${why}`,
    /** `reference` is also in the log. */
    unsure: (who: string, reference?: string) =>
      `${who}: unsure. ROQ’s answer was lost and no invite was found; “Check again” looks once more${reference ? ` (reference ${reference})` : ''}.`,
    stopped: (who: string) => `${who}: not sent, stopped before its turn`,
    checking: (who: string) => `${who}: ROQ’s answer was lost; looking whether the invite exists`,
    waiting: (who: string) => `${who}: waiting`,
    waitingForRoq: (who: string) => `${who}: waiting; ROQ cannot be reached and will be tried again`,
  },
  retry: 'Retry the failed',
  checkAgain: 'Check again',
  stop: 'Stop',
  stopThese: 'Stop sending these invites',
  stopDialog: {
    title: 'Stop sending?',
    text: (n: number) =>
      `About ${say.count(n, people)} ${n === 1 ? 'has' : 'have'} not been sent an invite yet, and will not be. What was sent stays sent.`,
    yes: 'Stop',
    no: 'Go on',
  },
  show: 'Show',
  filters: {
    all: 'Everybody',
    sent: 'Sent',
    refused: 'Refused',
    unsure: 'Unsure',
    waiting: 'Waiting',
    stopped: 'Not sent (stopped)',
  },
  nobody: 'Nobody.',
};
