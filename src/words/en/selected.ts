import { say } from './say.ts';

const people = { one: 'person', other: 'people' };
const invites = { one: 'invite', other: 'invites' };

/** Several invites chosen at once, to be resent or canceled. Slack gives a title and a button 24 characters. */
export const selected = {
  title: 'Invites',
  resend: {
    button: 'Resend selected',
    does: (n: number) => `Resend ${say.count(n, invites)}`,
    asks: (n: number) =>
      `*Resend ${say.count(n, invites)}?* ROQ mails ${n === 1 ? 'this person' : 'these people'} again:`,
    doing: (n: number) => `Resending ${say.count(n, invites)}…`,
    did: (done: number, total: number) =>
      done === total
        ? `*${say.count(done, invites)} resent.*`
        : `*${say.number(done)} of ${say.number(total)} resent.*`,
    none: 'None of these can be resent.',
  },
  cancel: {
    button: 'Cancel selected',
    does: (n: number) => `Cancel ${say.count(n, invites)}`,
    asks: (n: number) =>
      `*Cancel ${say.count(n, invites)}?* ${n === 1 ? 'This person' : 'These people'} will not be able to join with the mail they have:`,
    doing: (n: number) => `Canceling ${say.count(n, invites)}…`,
    did: (done: number, total: number) =>
      done === total
        ? `*${say.count(done, invites)} canceled.*`
        : `*${say.number(done)} of ${say.number(total)} canceled.*`,
    none: 'None of these can be canceled: only what is pending can.',
  },
  leftOut: 'Left out, because there is nothing to do for them:',
  /** In a digest, which these leave. */
  dropped: 'Expired already, so nobody can join with them; digests will not tell of them any more:',
  didDrop: (who: string) => `:white_check_mark: Expired already: digests do not tell of ${who} any more.`,
  /** `who` is a person, `status` one of `statuses`. */
  inState: (who: string, status: string) => `${who}: ${status}`,
  gone: (n: number) =>
    `${say.count(n, invites)} you chose cannot be found any more, or ${n === 1 ? 'is' : 'are'} not yours to see.`,
  reading: 'Reading the invites you chose…',
  chooseFirst: 'Please tick the invites first.',
  tooMany: (most: number) => `Please choose at most ${say.count(most, people)} at once.`,
};
