import type { Mailing } from './page-mails.ts';
import type { RoqControls } from './roq/emulator.ts';
import type { Seen, SeenChannel, SeenMessage, SeenView, SlackEmulator } from './slack/slack-emulator.ts';
import { channels, people, slackApp, slackSeed, team } from './world.ts';

export type { Mailing, SeenMessage, SeenView };

/** Who and what there is, which never changes while the sandbox runs. */
export interface Cast {
  /** New with every start, so that a page knows that its marks are stale. */
  run: string;
  team: string;
  startChannel: string;
  app: { name: string; userId: string; dmOpen: boolean };
  command: { word: string; description: string; usage: string };
  shortcuts: { name: string; type: 'global' | 'message'; callbackId: string }[];
  people: CastMember[];
  /** Addresses of the emulators, for whoever wants to look closer. */
  urls: { slack: string; roq: string };
}

export interface CastMember {
  id: string;
  name: string;
  handle: string;
  about: string;
  /** IANA time zone in which they read times. */
  timeZone: string;
}

export interface ChannelEntry {
  id: string;
  name: string;
  kind: SeenChannel['kind'];
  /** `ts` of the last messages of others, newest first, ten at most: more than enough to count what is unread. */
  recent: string[];
}

/** All that one person has on their screen. */
export interface Screen {
  user: string;
  channels: ChannelEntry[];
  open: { id: string; messages: SeenMessage[]; earlier: number } | null;
  modals: SeenView[];
  home: SeenView | null;
  notices: Seen['notices'];
  /** ms on the sandbox clock, when this was read. */
  now: number;
}

export interface Guide {
  typed: boolean;
  sent: boolean;
  accepted: boolean;
}

export function castOf(options: { run: string; command: string; slackUrl: string; roqUrl: string }): Cast {
  const app = slackApp({ socketMode: false, command: options.command });
  const [command] = app.commands;
  return {
    run: options.run,
    team: slackSeed.teams.find(({ id }) => id === team)?.name ?? team,
    startChannel: channels.general,
    app: { name: app.name, userId: app.botUserId, dmOpen: (app.messagesTab ?? 'open') === 'open' },
    command: {
      word: options.command,
      description: command?.description ?? '',
      usage: command?.usageHint ?? '',
    },
    shortcuts: app.shortcuts ?? [],
    people: Object.values(people).map(({ id, name, about }) => {
      const user = slackSeed.users.find((one) => one.id === id);
      return { id, name, about, handle: user?.name ?? id, timeZone: user?.tz ?? 'UTC' };
    }),
    urls: { slack: options.slackUrl, roq: options.roqUrl },
  };
}

/** @throws for a user who is not in the sandbox */
export function screenOf(
  slack: SlackEmulator,
  now: number,
  wanted: { user: string; channel?: string | undefined; limit: number },
): Screen {
  const { user, channel, limit } = wanted;
  if (!slackSeed.users.some(({ id }) => id === user)) throw new Error(`no user ${user} in this sandbox`);
  const seen = slack.sees(user);
  const open = seen.channels.find(({ id }) => id === channel);
  return {
    user,
    channels: seen.channels.map((entry) => channelEntry(entry, user)),
    open: open
      ? { id: open.id, messages: open.messages.slice(-limit), earlier: Math.max(0, open.messages.length - limit) }
      : null,
    modals: seen.modals,
    home: seen.home,
    notices: seen.notices,
    now,
  };
}

function channelEntry({ id, name, kind, messages }: SeenChannel, user: string): ChannelEntry {
  const recent: string[] = [];
  for (let i = messages.length - 1; i >= 0 && recent.length < 10; i--) {
    const message = messages[i];
    if (message && message.user !== user) recent.push(message.ts);
  }
  return { id, name, kind, recent };
}

/** How far a newcomer has come: each step is read from what really happened. */
export function guideOf(slack: SlackEmulator, roq: RoqControls, command: string): Guide {
  const typed = slack.deliveries().some(({ kind, name }) => kind === 'slash_commands' && name === command);
  const invited = roq.mails().flatMap((mail) => mail.inviteId ?? []);
  return {
    typed,
    sent: invited.length > 0,
    accepted: invited.some((id) => roq.db.invites.get(id)?.status === 'accepted'),
  };
}
