import { say } from './say.ts';

const people = { one: 'person', other: 'people' };
const invites = { one: 'invite', other: 'invites' };

/** A request for invites that a second person decides. Names, tenants, roles and reasons are escaped. */
export const approvals = {
  title: 'Request',
  /** "*Mia Moss* asks to invite *3 people* to *Acme* as *Editor*". */
  asks: (requester: string, total: number, tenant: string, role: string) =>
    `*${requester}* asks to invite *${say.count(total, people)}* to *${tenant}* as *${role}*`,
  expires: (when: string) => `Expires ${when} unless somebody decides.`,
  openUntil: (when: string) => `Open until ${when}.`,
  stillWaiting: (asks: string, when: string) => `Still waiting for somebody to decide: ${asks}. It expires ${when}.`,
  /** What became of it, for whoever asked; `outcome` is `approved`, `declined` or `undecided`, with its reason. */
  ended: (total: number, tenant: string, role: string, outcome: string) =>
    `Your request to invite ${say.count(total, people)} to ${tenant} as ${role}: ${outcome}.`,
  askAgain: 'Nothing was sent; you can ask again.',
  approved: (by: string, when: string) => `approved by ${by} ${when}`,
  declined: (by: string, when: string) => `declined by ${by} ${when}`,
  undecided: (when: string) => `expired ${when}, because nobody decided`,
  withdrawn: (when: string) => `withdrawn ${when}`,
  withReason: (outcome: string, reason: string) => `${outcome}: “${reason}”`,
  /** What the requester reads at once. */
  requested: (total: number) =>
    `A second person was asked about ${say.count(total, invites)}. Nothing of it is sent before they agree; you will hear by direct message either way.`,
  /** Stays with whoever asked. */
  youAsked: (total: number, tenant: string, role: string, until: string) =>
    `You asked to invite ${say.count(total, people)} to ${tenant} as ${role}. Nothing is sent before somebody agrees; it expires ${until}.`,
  withdraw: 'Withdraw',
  withdrawOf: (total: number) => `Withdraw the request for ${say.count(total, invites)}`,
  withdrawTitle: 'Withdraw this request?',
  withdrawText: 'Nobody can agree to it any more, and nothing of it is sent. You can ask again.',
  withdrawNo: 'Keep it',
  whys: {
    person: 'they may not invite by themselves',
    role: 'the role needs a second person',
    outside: 'some addresses are outside of the allowed domains',
    many: 'they are many at once',
  },
  /** `whys` are made of `whys`. */
  because: (whys: readonly string[]) => `A second person decides, because ${say.list(whys)}.`,
  theirReason: (reason: string) => `Their reason: “${reason}”`,
  noReason: 'They gave no reason.',
  /** A person in the list; the role only where it is another. */
  asRole: (person: string, role: string) => `${person} as ${role}`,
  approve: 'Approve…',
  approveOf: (requester: string) => `Approve the request of ${requester}`,
  decline: 'Decline…',
  declineOf: (requester: string) => `Decline the request of ${requester}`,
  show: 'Show',
  showOf: (requester: string) => `Show the request of ${requester}`,
  approveTitle: 'Approve',
  declineTitle: 'Decline',
  /** Slack gives a submit button 24 characters. */
  approveMany: (n: number) => `Approve ${say.count(n, invites)}`,
  declineSubmit: 'Decline',
  more: (n: number) => `… and ${say.number(n)} more; “Show” on the card lists all.`,
  inYourName: 'They are sent as they stand here, in your name.',
  aWord: 'A word to the requester',
  whyNot: 'Why not? The requester reads this.',
  sayWhy: 'Please say why, in a few words.',
  declinedNow: (total: number, requester: string) =>
    `${say.count(total, invites)}: declined. Nothing is sent, and ${requester} reads why.`,
  /** Said once in the channel, so that everybody knows whose idea it was. */
  introduction: (name: string, tenant: string) =>
    `${name} chose this channel for requests to invite people to ${tenant}. Whoever may invite them decides here.`,
};
