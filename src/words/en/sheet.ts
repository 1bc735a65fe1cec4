import { upperFirst } from '../first-letter.ts';
import { say } from './say.ts';

const people = { one: 'person', other: 'people' };
const invites = { one: 'invite', other: 'invites' };

/** The sheet that is shown before anything is sent. */
export const sheet = {
  title: 'Check before sending',
  /** Slack gives a submit button 24 characters. */
  send: (n: number) => `Send ${say.count(n, invites)}`,
  request: (n: number) => `Request ${say.count(n, invites)}`,
  sendAndRequest: (ready: number, asked: number) => `Send ${ready}, request ${asked}`,
  checkAgain: 'Check again',
  /** `tenant` and `role` are escaped. */
  headline: (ready: number, total: number, tenant: string, role: string) => {
    const who = ready === total ? `*${say.count(total, people)}* ready` : `*${ready} of ${total}* ready`;
    return `${who} to be invited to *${tenant}* as *${role}*.`;
  },
  mistyped: (person: string, suspect: string) => `${person}\nLooks mistyped: did you mean *${suspect}*?`,
  useThat: 'Use that',
  useInstead: (suspect: string, written: string) => `Use that: ${suspect} instead of ${written}`,
  alreadyPending: (person: string, agoMs: number, by: string | undefined) =>
    `${person}\nAlready pending: invited ${say.ago(agoMs)}${by ? ` by ${by}` : ''}.`,
  resend: 'Resend',
  resendTo: (person: string) => `Resend the invite to ${person}`,
  /** `status` is ROQ's. */
  ended: (person: string, status: 'pending' | 'accepted' | 'expired' | 'canceled', when: string) =>
    `${person}\nTheir invite is ${status} (invited ${when}).`,
  inviteAgain: 'Invite again',
  invitePersonAgain: (person: string) => `Invite again: ${person}`,
  inviteAllAgain: (n: number) => `Invite all ${say.number(n)} again`,
  memberExplains: 'They are in already; nothing is sent to them.',
  roleExplains: 'You may not grant the role written in their line.',
  cooling: (person: string, agoMs: number) => `${person}\nWas mailed ${say.ago(agoMs)}; please give it a little time.`,
  edit: 'Edit the list',
  readAt: (when: string) => `Read from ROQ ${when}.`,
  /** `why` is one of `faults.address`. */
  correct: (why: string) => `${upperFirst(why)} Correct it, or empty the field to leave it out.`,
  stillBad: (why: string) => `Still no address: ${why}`,
  noAddressWritten: 'no address',
  lineOf: (line: number, written: string) => `Line ${line}: ${written}`,
  notAnAddress: (written: string) => `Not an address: ${written}`,
  quoted: (written: string) => `“${written}”`,
  /** Titles of what was found, by kind. */
  kinds: {
    ready: 'Ready',
    member: 'Already a member',
    pending: 'Already pending',
    ended: 'Expired or canceled',
    cooling: 'Mailed a short while ago',
    role: 'Role not yours to give',
    denied: 'Not allowed by a rule of this workspace',
    approval: 'Need a second person',
    over: 'Over a limit',
    bad: 'No address',
  },
  otherKind: 'Others',
  heading: (title: string, n: number) => `*${title}* (${say.number(n)})`,
  headingOfPeople: (title: string, n: number) => `*${title}* (${say.count(n, people)})`,
  /** What stands in for those of a kind beyond the first few. */
  more: {
    titled: (n: number, title: string) => `… and ${say.number(n)} more under “${title}”.`,
    mistyped: (n: number) => `… and ${say.number(n)} more look mistyped.`,
    pending: (n: number) => `… and ${say.number(n)} more already pending.`,
    ended: (n: number) => `… and ${say.number(n)} more expired or canceled.`,
    cooling: (n: number) => `… and ${say.number(n)} more mailed a short while ago.`,
    bad: (n: number) => `… and ${say.number(n)} more that are no addresses.`,
  },
  showAll: (n: number) => `Show all ${say.number(n)}`,
  /** `kind` is one of `kinds`. */
  showAllSays: (n: number, kind: string) => `Show all ${say.number(n)}: ${kind}`,
  back: 'Back to the sheet',
  tryAgain: 'Try again',
  checking: 'Checking the addresses with ROQ…',
  checkingCorrections: 'Checking the corrected addresses with ROQ…',
  readingFile: 'Reading the file…',
  handingOver: 'Handing the invites over…',
  sending: 'Sending',
  askedAlready: 'You have asked for these already; you will hear of the decision.',
};
