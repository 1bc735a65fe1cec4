import { say } from './say.ts';

const invites = { one: 'invite', other: 'invites' };
const people = { one: 'person', other: 'people' };

/** The app's Home tab. Names, tenants and addresses are escaped. */
export const home = {
  title: (tenant: string) => `Invites to ${tenant}`,
  invite: 'Invite people',
  refresh: 'Refresh',
  refreshSays: 'Refresh: read the invites from ROQ again',
  settings: 'Settings',
  settingsSays: 'Settings: digest, rules, privacy',
  account: 'Your ROQ account',
  help: 'Help',
  helpSays: 'Help: what you can type',
  readAt: (when: string) => `Read from ROQ ${when}.`,
  reading: 'Reading your invites from ROQ…',
  /** What stands there was read before. */
  away: (sentence: string) => `:warning: ${sentence} What you see below was read before that.`,
  tryAgain: 'Try again',
  attention: 'Needs attention',
  /** `n` or more. */
  attentionOf: (n: number, more: boolean) => `Needs attention (${say.number(n)}${more ? ' or more' : ''})`,
  nothingNeeded: 'Nothing needs your attention.',
  moreBelow: 'The others stand below, under Pending and Expired.',
  pendingSince: (ms: number) => `Pending for ${say.span(ms)}`,
  expiredSince: (ms: number) => `Expired ${say.ago(ms)}`,
  asks: (requester: string, n: number, role: string, when: string) =>
    `*${requester}* asks to invite ${say.count(n, people)} as *${role}*; it waits for your decision since ${when}.`,
  asked: (n: number, role: string, when: string) =>
    `Your request to invite ${say.count(n, people)} as *${role}* waits for a decision since ${when}.`,
  show: 'Show',
  showRequestOf: (requester: string) => `Show the request of ${requester}`,
  tabs: { recent: 'Recent', pending: 'Pending', expired: 'Expired', accepted: 'Accepted', canceled: 'Canceled' },
  tab: (name: string, n: number) => `${name} · ${say.number(n)}`,
  showTab: (name: string) => `Show invites: ${name}`,
  shownTab: (name: string) => `Shown now: ${name}`,
  list: 'All invites',
  listMine: 'Your invites',
  onlyMine: 'Only mine',
  everybodys: 'Everybody’s',
  onlyMineSays: 'Only mine: show the invites I sent',
  everybodysSays: 'Everybody’s: show the invites of all',
  find: 'Find by address or name',
  findHint: 'Press Enter to search.',
  clear: 'Clear the search',
  /** `tab` is one of the names above. */
  found: (tab: string, n: number, text: string, page: number, pages: number) =>
    `*${tab}*${text ? ` with “${text}”` : ''} · ${say.count(n, invites)} · page ${say.number(page)} of ${say.number(pages)}`,
  nothing: {
    recent: 'There are no invites yet.',
    pending: 'Nothing is pending.',
    expired: 'Nothing has expired.',
    accepted: 'Nobody has accepted yet.',
    canceled: 'Nothing was canceled.',
  },
  noneFound: 'No invites match.',
  choose: 'Choose invites',
  /** A line of the list; Slack gives it 75 characters. */
  invited: (status: string, agoMs: number, by: string | undefined) =>
    `${status} · invited ${say.ago(agoMs)}${by ? ` by ${by}` : ''}`,
  mayNotSee: 'Your role in ROQ does not let you see invites.',
  mayNotInvite: 'Your role in ROQ does not let you invite people.',
  howElse: (command: string) =>
    `In any channel, \`${command}\` opens the form, \`${command} ada@x.io as editor\` fills it in, and \`${command} help\` tells the rest.`,
  /** For somebody without a link: what this is, and how to start. */
  start:
    'Here you invite people into your company’s ROQ tenant and see what becomes of each invite; to start, link your ROQ account, which takes a minute.',
  /** The same where a link would not help; a sentence that says why follows. */
  what: 'Here people are invited into your company’s ROQ tenant, and you see what becomes of each invite.',
};
