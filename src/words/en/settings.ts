import { say } from './say.ts';

/** `/invite settings`: the daily digest of a workspace, and everybody's own. */
export const settings = {
  title: 'Settings',
  /** `tenant` is escaped. */
  intro: (tenant: string) =>
    `*Daily digest* of the invites to *${tenant}* that are still waiting. Nothing waiting, nothing posted.`,
  digest: 'Digest',
  on: 'On',
  off: 'Off',
  channel: 'Channel',
  hour: 'Hour',
  zone: 'Time zone',
  zonePart: (region: string, part: number, parts: number) => `${region} (${part} of ${parts})`,
  days: 'Days',
  /** From Monday on. */
  dayNames: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  olderThan: 'A pending invite needs a decision',
  olderThanDays: (n: number) => `After ${say.count(n, { one: 'day', other: 'days' })} without an answer`,
  when: 'Post it',
  onlyWhenNeeded: 'Only when something needs a decision',
  always: 'Whenever anything is waiting or new',
  language: 'Language of messages in channels',
  languages: { en: 'English', de: 'German (Deutsch)' },
  sendNow: 'Send me one now',
  own: 'My own digest',
  rules: 'Rules',
  rulesSays: 'Rules and limits of this workspace',
  privacy: 'Privacy and audit',
  addedChannels: 'The app can post only in channels it has been added to.',
  webhooks: {
    unset: 'ROQ webhooks are not set up: cards follow within minutes, later ones within hours.',
    never:
      'No ROQ webhook has arrived yet: cards follow within minutes, later ones within hours. Whoever runs this app can check the URL and key in the ROQ Console.',
    lately: (when: string) => `Cards follow ROQ at once: its last webhook arrived ${when}.`,
  },
  needsChannel: 'Please choose where the digest goes.',
  needsHour: 'Please choose an hour.',
  needsZone: 'Please choose a time zone.',
  needsDay: 'Please choose at least one day.',
  /** `zone` is written as people read it. */
  saved: (channelId: string, hour: string, zone: string) =>
    `Saved. The digest goes to <#${channelId}> at ${hour}, ${zone} time.`,
  savedOff: 'Saved. The digest is off.',
  /** Said once in the channel, so that everybody knows whose idea the digest was; `name` is escaped. */
  introduction: (name: string, hour: string, zone: string, onlyWhenNeeded: boolean) =>
    `${name} set up a daily digest of pending invites here, at ${hour} ${zone} time. ${onlyWhenNeeded ? 'On days when nothing needs a decision' : 'On days when nothing is waiting'}, nothing is posted.`,
  nothingToSend: 'Nothing is waiting, so there is no digest to send.',
  onItsWay: ':white_check_mark: On its way to your direct messages with this app.',
};

/** A person's own digest; `tenant` is escaped. */
export const ownDigest = {
  title: 'My own digest',
  intro: (tenant: string, zone: string) =>
    `*Your own digest* of the invites to *${tenant}* that you sent: by direct message, by your own clock (${zone} in Slack now). What it tells you, a channel’s digest leaves out.`,
  begins: 'Turned on, it begins on the next day. On days when nothing needs you, nothing is sent.',
  saved: (hour: string, zone: string, day: string) =>
    `Saved. Your own digest comes at ${hour}, ${zone} time, from ${day} on.`,
  savedOff: 'Saved. You get no digest of your own.',
  unsure: (when: string, command: string) =>
    `It is not certain that your own digest of ${when} reached you, and nothing is sent twice. If it is not among the messages of this app, \`${command} list\` shows what waits.`,
};
