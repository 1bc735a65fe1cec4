/** The one message in Slack to an invitee who is there, and what the inviter hears of it. */
export const nudge = {
  /** `inviter` is a mention in blocks and a name in text; `address` is masked. */
  waits: (inviter: string, tenant: string, address: string) =>
    `${inviter} invited you to *${tenant}*. The invitation waits in your mail at ${address}.`,
  look: 'If you do not find it, please look among unwanted mail, too. This is the only message about it here.',
  neverGot: 'I never got it',
  saysNeverGot: (tenant: string) => `I never got it: send the invitation to ${tenant} again`,
  notMe: 'Not me',
  saysNotMe: (tenant: string) => `Not me: the invitation to ${tenant} is not for me`,
  notMeTitle: 'Not for you?',
  notMeText: (inviter: string) => `${inviter} is told, and I write to you no more about it.`,
  notMeYes: 'Not for me',
  sentAgain: (times: number): string =>
    times === 1 ? 'ROQ has mailed it once more since.' : 'ROQ has mailed it twice more since.',
  /** What the message says once there is nothing left to do. */
  joined: (tenant: string) => `You have joined *${tenant}*. Welcome!`,
  ended: (tenant: string) =>
    `The invitation to *${tenant}* can no longer be used. Whoever invited you can send another.`,
  stopped: (tenant: string) =>
    `You said that the invitation to *${tenant}* is not for you. Whoever sent it was told, and I write no more about it.`,
  /** What a press is answered with. */
  again: (address: string) =>
    `:white_check_mark: ROQ mails the invitation to ${address} again. It can take a few minutes.`,
  unclear: 'ROQ has not confirmed it yet. If no mail comes within a few minutes, please press again.',
  tooSoon: (mailed: string, until: string) =>
    `It was mailed ${mailed}. To spare you, the next mail can go out ${until}; please look among unwanted mail, too.`,
  notNow: (inviter: string) => `It cannot be sent again from here at the moment. Please ask ${inviter}.`,
  askThem: (inviter: string) => `It was mailed several times by now. Please ask ${inviter} about it.`,
  over: 'This invitation is no longer open, so nothing more was done.',
  /** To the inviter. */
  refused: (invitee: string, tenant: string, address: string) =>
    `${invitee} says that your invitation to *${tenant}* for ${address} is not for them. It stays open until you cancel it.`,
};
