import { say } from './say.ts';

const days = { one: 'day', other: 'days' };

/** Who sees addresses, how long the audit log is kept, and where its lines go. */
export const privacy = {
  title: 'Privacy and audit',
  headline: (tenant: string) => `*Privacy and audit* of the invites to *${tenant}* in this workspace.`,
  addresses: 'Addresses in channels',
  masked: 'Masked: a•••@acme.com',
  whole: 'Whole: ada@acme.com',
  follows:
    'Cards, digests and approvals follow at once. Whoever may see an invite always sees its whole address privately.',
  days: 'Keep the audit log for (days)',
  daysHint: 'Older entries are deleted once a day.',
  channel: 'Audit channel',
  channelHint: 'Gets one line per act, with masked addresses unless whole ones are chosen above.',
  nudges: 'Invitees who are in this Slack',
  nudgesOff: 'Get the mail only',
  nudgesOn: 'Get one message here, too',
  nudgesHint:
    'An hour after the mail, and only while they have not joined: one direct message that an invitation waits in their mail. They can ask for it again, or say that it is not for them.',
  wrongDays: (most: number) => `Please give a number from 1 to ${most}.`,
  saved: (addresses: 'masked' | 'whole', kept: number) =>
    `Saved. Channels see ${addresses} addresses; the audit log is kept for ${say.count(kept, days)}.`,
  /** `channel` is a mention. */
  savedWithChannel: (addresses: 'masked' | 'whole', kept: number, channel: string) =>
    `Saved. Channels see ${addresses} addresses; the audit log is kept for ${say.count(kept, days)}, and its lines go to ${channel}.`,
  /** Said once in the channel, so that everybody knows whose idea it was. */
  introduction: (name: string) =>
    `${name} chose this channel for the audit log: it gets one line for everything done with invites.`,
};
