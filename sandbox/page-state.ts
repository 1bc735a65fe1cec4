import type { Behind } from './behind.ts';
import type { Mailing } from './page-mails.ts';
import type { RoqControls } from './roq/emulator.ts';
import type { SeedStep } from './slack/registration.ts';
import type { Seen, SeenChannel, SeenMessage, SeenView, SlackEmulator } from './slack/slack-emulator.ts';
import type { SandboxWorld } from './world.ts';

export type { Mailing, SeenMessage, SeenView };

/** Who and what there is, which never changes while the sandbox runs. */
export interface Cast {
  /** New with every start, so that a page knows that its marks are stale. */
  run: string;
  team: string;
  startChannel: string;
  /** What stands behind the page; `app` is ours, which the guide and the digest are about. */
  parts: { slack: boolean; roq: boolean; app: boolean };
  app: { name: string; userId: string; dmOpen: boolean; homeTab: boolean };
  commands: Command[];
  shortcuts: { name: string; type: 'global' | 'message'; callbackId: string }[];
  /** What the app brings to Workflow Builder. */
  steps: SeedStep[];
  people: CastMember[];
}

export interface Command {
  word: string;
  description: string;
  usage: string;
}

export interface CastMember {
  id: string;
  name: string;
  handle: string;
  about: string;
  /** IANA time zone in which they read times. */
  timeZone: string;
  /** In which they read dates. */
  locale: string;
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

export function castOf(run: string, world: SandboxWorld, { slack, roq, app, registration }: Behind): Cast {
  const { slack: seed } = world;
  const start = seed.channels.find(({ botMember }) => botMember) ?? seed.channels[0];
  return {
    run,
    parts: { slack: slack !== undefined, roq: roq !== undefined, app: app !== undefined },
    team: seed.teams[0]?.name ?? '',
    startChannel: start?.id ?? '',
    app: {
      name: registration?.name ?? 'App',
      userId: registration?.botUserId ?? '',
      dmOpen: (registration?.messagesTab ?? 'open') === 'open',
      homeTab: registration?.homeTab ?? true,
    },
    commands: (registration?.commands ?? []).map(({ command, description = '', usageHint = '' }) => ({
      word: command,
      description,
      usage: usageHint,
    })),
    shortcuts: registration?.shortcuts ?? [],
    steps: registration?.steps ?? [],
    people: world.people.flatMap(({ id, about }) => {
      const user = seed.users.find((one) => one.id === id);
      if (!user) return [];
      const { realName: name, name: handle, tz: timeZone = 'UTC', locale = 'en-US' } = user;
      return [{ id, about, name, handle, timeZone, locale }];
    }),
  };
}

export function screenOf(
  slack: SlackEmulator,
  now: number,
  wanted: { user: string; channel?: string | undefined; limit: number },
): Screen {
  const { user, channel, limit } = wanted;
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
export function guideOf(slack: SlackEmulator, roq: RoqControls): Guide {
  const typed = slack.deliveries().some(({ kind }) => kind === 'slash_commands');
  const invited = roq.mails().flatMap((mail) => mail.inviteId ?? []);
  return {
    typed,
    sent: invited.length > 0,
    accepted: invited.some((id) => roq.db.invites.get(id)?.status === 'accepted'),
  };
}
