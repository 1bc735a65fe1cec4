import { say } from './say.ts';

const people = { one: 'person', other: 'people' };

/** Picked Slack people: the form and the sheet they are picked on, the question they get, and what the inviter hears. */
export const consent = {
  field: 'Or people in this Slack',
  fieldHint: 'Each is asked first, by direct message: nothing is mailed before they say yes.',
  choose: 'Choose people',
  tooMany: (most: number) => `Please pick at most ${most} people at once.`,

  /** Slack gives a submit button 24 characters. */
  ask: (n: number) => `Ask ${say.count(n, people)}`,
  sendAndAsk: (sent: number, asked: number) => `Send ${sent}, ask ${asked}`,
  onlyAsking: (n: number, tenant: string, role: string) =>
    `*${say.count(n, people)}* to be asked to join *${tenant}* as *${role}*.`,
  askedFirst: 'Asked first',
  askedFirstExplains:
    'Their address comes from their Slack profile, so each is asked by direct message. Nothing is mailed before they say yes.',
  leftOut: 'Left out',
  /** Why somebody who was picked is not asked, after their name. */
  why: {
    typed: 'their address stands in the list already',
    open: 'is being asked already',
    no: 'said no less than a month ago',
    bot: 'is an app',
    guest: 'is a guest of this workspace; please type their address',
    stranger: 'belongs to another workspace; please type their address',
    deactivated: 'is deactivated in Slack',
    no_address: 'shows no address in Slack; please type it',
    member: 'is a member already',
    pending: 'has an open invite already',
    cooling: 'was mailed a short while ago',
    role: 'cannot be given this role by you',
    denied: 'is not allowed by a rule of this workspace',
    over: 'would be over a limit of this workspace',
    bad: 'shows no address in Slack; please type it',
  },
  asked: (n: number) =>
    `:speech_balloon: ${say.count(n, { one: 'person was', other: 'people were' })} asked by direct message. Nothing is mailed before they say yes; your direct messages with me show what they answer.`,

  /** `inviter` is a mention in blocks and a name in text. */
  question: (inviter: string, tenant: string, role: string, address: string) =>
    `${inviter} would like to invite you to *${tenant}* as *${role}*. Send the invitation to ${address}?`,
  standsUntil: (when: string) => `Nothing is sent unless you say yes. You can answer until ${when}.`,
  yes: 'Yes, send it',
  saysYes: (inviter: string) => `Yes, send it: the invitation of ${inviter}`,
  other: 'Another address',
  saysOther: (inviter: string) => `Another address for the invitation of ${inviter}`,
  no: 'No thanks',
  saysNo: (inviter: string) => `No thanks, send no invitation of ${inviter}`,
  /** What the asked person reads once they have answered, or can no more. */
  answered: {
    yes: (tenant: string) => `You said yes: your invitation to *${tenant}* is on its way to ROQ, which mails it.`,
    sent: (tenant: string, address: string) =>
      `You said yes: ROQ accepted the invite to *${tenant}* and mails it to ${address}.`,
    unsure: (tenant: string) =>
      `You said yes, but ROQ’s answer about your invitation to *${tenant}* was lost. If no mail comes, please ask whoever invited you.`,
    asked: (tenant: string) =>
      `You said yes. A second person decides about your invitation to *${tenant}* before it is sent.`,
    refused: (inviter: string, tenant: string) =>
      `You said yes, but your invitation to *${tenant}* could not be sent. ${inviter} can see why.`,
    no: (inviter: string, tenant: string) =>
      `You said no thanks: nothing was sent about *${tenant}*. ${inviter} can see it.`,
    expired: (tenant: string) => `The question whether you want to join *${tenant}* has ended; nothing was sent.`,
    withdrawn: (inviter: string, tenant: string) =>
      `${inviter} has withdrawn the question whether you want to join *${tenant}*; nothing was sent.`,
  },
  over: 'You have answered this already, or it has ended; nothing more was done.',

  otherTitle: 'Another address',
  otherSubmit: 'Send it there',
  otherIntro: (inviter: string, tenant: string, role: string) =>
    `The invitation of ${inviter} to *${tenant}* as *${role}* goes to this address.`,
  otherField: 'Your e-mail address',
  otherHint: 'Whoever invited you, and everybody who may see invites there, will see it.',
  otherDenied: 'A rule of this workspace does not allow invites to addresses there.',
  otherThanks: 'Thank you. ROQ is asked to mail the invitation there; my message to you shows what comes of it.',

  /** The inviter's one message about everybody they picked at once. */
  tally: (n: number, tenant: string, role: string) =>
    `You asked *${say.count(n, people)}* whether they want to join *${tenant}* as *${role}*.`,
  /** What came of one question, after the person's name. */
  came: {
    open: (until: string) => `has not answered yet, and can until ${until}`,
    unreachable: 'could not be asked: Slack did not take the message',
    yes: 'said yes; it is being sent',
    sent: (status: string) => `said yes: invited. ${status}`,
    unsure: 'said yes, but ROQ’s answer was lost',
    refusedByRoq: (why: string) => `said yes, but was not invited. ${why}`,
    asked: 'said yes; a second person was asked to approve it',
    approved: 'said yes, and it was approved',
    declined: 'said yes, but a second person declined it',
    undecided: 'said yes, but nobody decided about it in time',
    no: 'said no thanks',
    expired: 'did not answer in time',
    withdrawn: 'was not asked any more',
  },
  /** Why nothing was sent although they said yes. */
  refusal: {
    member: 'there is an account for that address already',
    pending: 'there is an open invite for that address already',
    cooling: 'that address was mailed a short while ago',
    denied: 'a rule of this workspace does not allow it',
    over: 'a limit of this workspace was reached',
    role: 'you may not give this role any more',
    forbidden: 'you may not invite any more',
    no_approvers: 'nobody could approve it',
    unavailable: 'ROQ could not be reached for a day',
  },
  refused: (why: string) => `said yes, but nothing was sent: ${why}`,
  otherAddress: 'They gave another address.',
  counts: (invited: number, no: number, open: number) =>
    say.list([
      ...(invited > 0 ? [`${say.number(invited)} said yes`] : []),
      ...(no > 0 ? [`${say.number(no)} said no`] : []),
      ...(open > 0 || !(invited > 0 || no > 0)
        ? [`${say.number(open)} ${open === 1 ? 'has' : 'have'} not answered`]
        : []),
    ]),
  withdraw: 'Withdraw open questions',
  withdrawTitle: 'Withdraw the open questions?',
  withdrawText: (n: number) =>
    `${say.count(n, { one: 'person has', other: 'people have' })} not answered yet and can then no longer say yes.`,
  withdrawYes: 'Withdraw',
};
