import { say } from './say.ts';

/** The story of one address: what ROQ says now, and what was done, newest first. */
export const history = {
  title: 'The story of an invite',
  lookUp: 'Look up',
  reading: 'Reading what happened…',
  address: 'Address',
  nowInRoq: (when: string) => `*Now in ROQ*, read ${when}`,
  happened: (n: number) =>
    n > 0 ? `*What happened*: ${say.count(n, { one: 'entry', other: 'entries' })}, newest first` : '*What happened*',
  nothing: 'Nothing that you may see was done with this address from here.',
  ownOnly: 'You see your own invites and acts only.',
  noInvite: 'No invite of this address that you may see.',
  /** `status` is one of `statuses`; `by` is escaped. */
  invite: (person: string, status: string, when: string, by: string | undefined) =>
    `${person}: ${status} · invited ${when}${by ? ` by ${by}` : ''}`,
  older: (n: number) => `… and ${say.count(n, { one: 'older invite', other: 'older invites' })}.`,
  beforeForgotten: '(before this address was forgotten)',
  /** What a status or setting was and became. */
  changed: (before: string, after: string) => `${before} → ${after}`,
  reference: (reference: string) => `reference ${reference}`,
  newer: 'Newer',
  olderEntries: 'Older',
  newerSays: 'Newer entries',
  olderSays: 'Older entries',
  forget: 'Forget this address',
  forgetDialog: {
    title: 'Forget this address?',
    text: (email: string) =>
      `This app forgets ${email} and the names that went with it; the log keeps what was done, without the address. ROQ is not touched.`,
    yes: 'Forget it',
    no: 'Keep it',
  },
  forgotten:
    'Forgotten. Its names and its address are gone from this app’s store, and this app’s messages of the last 30 days are drawn again without them. ROQ keeps what it has.',
  oneAddress: (command: string) => `Please name one address: \`${command} why ada@x.io\`.`,
  giveOneAddress: 'Please give one e-mail address.',
};
