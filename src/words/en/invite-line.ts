import { say } from './say.ts';

/** One invite as lists, digests and Home show it, with its buttons. */
export const inviteLine = {
  /** Stands where an address stood that was asked to be forgotten. */
  forgotten: 'a forgotten address',
  /** `status` is one of `statuses`; `by` is escaped. */
  standing: (status: string, when: string, by: string | undefined) =>
    `${status} · invited ${when}${by ? ` by ${by}` : ''}`,
  resend: 'Resend',
  resendTo: (person: string) => `Resend the invite to ${person}`,
  inviteAgain: 'Invite again',
  invitePersonAgain: (person: string) => `Invite again: ${person}`,
  cancel: 'Cancel',
  cancelOf: (person: string) => `Cancel the invite of ${person}`,
  cancelDialog: {
    title: 'Cancel this invite?',
    text: (person: string) => `${person} will not be able to join with the mail they have.`,
    yes: 'Cancel the invite',
    no: 'Keep it',
  },
  /** How a press of one of these ended; `whom` is escaped. */
  acted: {
    resend: (whom: string) => `:white_check_mark: Resent: ROQ mails ${whom} again, and the invite is pending.`,
    cancel: (whom: string) => `:white_check_mark: Canceled: the invite of ${whom} can no longer be used.`,
    unclear: (whom: string) =>
      `:grey_question: ROQ has not confirmed it for ${whom} yet. I am looking whether it happened, and will tell you.`,
  },
  invites: (n: number) => say.count(n, { one: 'invite', other: 'invites' }),
};
