import { say } from './say.ts';

const invites = { one: 'invite', other: 'invites' };
const some = (parts: readonly [n: number | undefined, word: string][]) =>
  parts.flatMap(([n, word]) => (n ? [`${say.number(n)} ${word}`] : [])).join(', ');

/** The daily digest, in a channel or one's own, and what is done in it. */
export const digest = {
  /** `tenant` is escaped, here and below. */
  invitesTo: (n: number, tenant: string) => `${say.count(n, invites)} to ${tenant}`,
  ownInvitesTo: (n: number, tenant: string) => `${say.number(n)} of your invites to ${tenant}`,
  waiting: (invites: string, standing: string) => `*${invites} still waiting*: ${standing}.`,
  standing: (pending: number, expired: number) =>
    some([
      [pending, 'pending'],
      [expired, 'expired'],
    ]),
  needed: (n: number) => (n === 1 ? 'One needs a decision:' : `${say.number(n)} need a decision, oldest first:`),
  news: (sent: number, joined: number | undefined, expired: number) =>
    `Since the last digest: ${some([
      [sent, 'sent'],
      [joined, 'joined'],
      [expired, 'expired'],
    ])}.`,
  /** About one invite; `parts` of these are put after one another. */
  noAnswer: (ms: number) => `No answer for ${say.span(ms)}`,
  expired: (ms: number) => `Expired ${say.ago(ms)}`,
  by: (name: string) => `invited by ${name}`,
  resent: (n: number) => (n === 1 ? 'resent once' : n === 2 ? 'resent twice' : `resent ${say.number(n)} times`),
  resendSelectedSays: 'Resend selected: mail the ticked invites again',
  cancelSelectedSays: 'Cancel selected: the ticked invites; asks first',
  snooze: (days: number) => `Snooze ${say.number(days)} days`,
  snoozeSays: (days: number) => `Snooze ${say.number(days)} days: leave the ticked invites out of digests`,
  proposal: (n: number, people: string) =>
    n === 1
      ? `Resent twice or more, and older than 30 days: ${people}. Cancel it?`
      : `Resent twice or more, and older than 30 days: ${people}. Cancel these ${say.number(n)}?`,
  cancelThese: (n: number) => (n === 1 ? 'Cancel this one' : `Cancel these ${say.number(n)}`),
  cancelTheseSays: (n: number) =>
    `${n === 1 ? 'Cancel this one' : `Cancel these ${say.number(n)}`}: nobody answered; asks first`,
  askLater: (days: number) => `Ask again in ${say.number(days)} days`,
  askLaterSays: (days: number) => `Ask again in ${say.number(days)} days: leave these out of digests until then`,
  others: (n: number) => (n === 1 ? 'one other' : `${say.number(n)} others`),
  showAll: (n: number) => (n === 1 ? 'Show it' : `Show all ${say.number(n)}`),
  showAllSays: (n: number) =>
    n === 1
      ? 'Show it: the one invite there is, with its address'
      : `Show all ${say.number(n)} pending and expired invites, with their addresses`,
  stopOwn: 'Stop my digest',
  stopOwnSays: 'Stop my digest: this daily direct message',
  snoozed: (n: number) => `${say.number(n)} snoozed.`,
  elsewhere: (n: number) =>
    n === 1
      ? 'One more is told in its inviter’s own digest.'
      : `${say.number(n)} more are told in their inviters’ own digests.`,
  leftOut: (n: number) => `${say.count(n, invites)} that expired more than 30 days ago left out.`,
  emptied: '*Nothing is waiting any more.* Thank you!',
  /** `invites` is one of the two above, `standing` what they are. */
  emptiedForNow: (invites: string, standing: string) => `*Nothing needs a decision.* ${invites}: ${standing}.`,
  /** To whoever looks after it; `who` and `channel` are mentions, `why` is Slack's word. */
  channelGone: (tenant: string, channel: string, why: string) =>
    `The daily digest of invites to *${tenant}* could not be posted in ${channel} (${why}), so it is off now. In the settings you can choose another channel, or turn it on again once the app may post there.`,
  passedOn: (who: string, tenant: string, channel: string) =>
    `${who} set up the daily digest of invites to *${tenant}* in ${channel}, and is not here any more or may not change it. It goes on, and is yours to look after now: you can change it or turn it off in the settings.`,
  openSettings: 'Open the settings',
  ownGone: 'You may not see these invites any more, so nothing is shown here, and this digest has ended.',
  ownIsOff: (command: string) => `You get no digest of your own any more; \`${command} settings\` turns it on again.`,
  snoozedUntil: (n: number, day: string) =>
    `:zzz: ${say.count(n, invites)} snoozed. ${n === 1 ? 'It comes' : 'They come'} back in the digest of ${day}.`,
};
