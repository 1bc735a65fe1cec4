import type { Behind } from './behind.ts';
import type { SandboxClock } from './clock.ts';
import { nextDigest } from './next-digest.ts';
import type { Fault as RoqFault } from './roq/faults.ts';
import type { Fault as SlackFault } from './slack/faults.ts';
import { slackSeed } from './world.ts';

const sends = 'sendUserInvites|resendUserInvite|cancelUserInvite|updateUserInvite';
const posting = ['chat.postMessage', 'chat.update', 'chat.postEphemeral'];

export const switchIds = ['roq-slow', 'roq-down', 'roq-lossy', 'slack-429', 'slack-500'] as const;
export type SwitchId = (typeof switchIds)[number];

interface Switch {
  label: string;
  about: string;
  roq: RoqFault[];
  slack: SlackFault[];
}

/** Faults anybody can switch on, and what they are meant to show. */
const switches: Record<SwitchId, Switch> = {
  'roq-slow': {
    label: 'ROQ is slow',
    about: 'Every answer takes 2 seconds. The form still opens at once.',
    roq: [{ kind: 'delay', ms: 2000 }],
    slack: [],
  },
  'roq-down': {
    label: 'ROQ is down',
    about: 'No connection. What was sent waits and goes out later.',
    roq: [{ kind: 'down' }],
    slack: [],
  },
  'roq-lossy': {
    label: 'ROQ loses answers',
    about: 'It does what it was asked, but nobody hears. Nothing may be sent twice.',
    roq: [{ kind: 'commit-drop', operation: sends }],
    slack: [],
  },
  'slack-429': {
    label: 'Slack limits posting (429)',
    about: 'Posts and edits are told to come back in 3 seconds.',
    roq: [],
    slack: posting.map((method) => ({ kind: '429' as const, method, retryAfter: 3 })),
  },
  'slack-500': {
    label: 'Slack fails (500)',
    about: 'Posts and edits end in a server error.',
    roq: [],
    slack: posting.map((method) => ({ kind: '500' as const, method })),
  },
};

/** What the page shows of faults and time. */
export interface WeatherReport {
  switches: { id: SwitchId; label: string; about: string; on: boolean }[];
  now: number;
  /** How far the clock is ahead of real time, ms. */
  offset: number;
  /** When the next digest is due; null while none is set up. */
  nextDigest: number | null;
}

export interface Weather {
  report(): WeatherReport;
  turn(id: SwitchId, on: boolean): void;
  /** Moves the clock and lets the app look whose digest is due. @throws RangeError when no digest is set up */
  move(to: { advanceMs: number } | 'digest'): Promise<void>;
}

/** Only the switches of what is there. */
export function weather({ slack, roq, app }: Behind, clock: SandboxClock, changed: () => void): Weather {
  const on = new Set<SwitchId>();
  const here = switchIds.filter((id) => (switches[id].roq.length > 0 ? roq : slack) !== undefined);
  const zoneOf = (user: string) => slackSeed.users.find(({ id }) => id === user)?.tz ?? 'UTC';
  const digestAt = () => (app && slack ? nextDigest(slack.deliveries(), clock.now(), zoneOf) : undefined);
  return {
    report: () => ({
      switches: here.map((id) => ({ id, label: switches[id].label, about: switches[id].about, on: on.has(id) })),
      now: clock.now(),
      offset: Math.round(clock.offset() / 1000) * 1000,
      nextDigest: digestAt() ?? null,
    }),
    turn(id, wanted) {
      if (wanted) on.add(id);
      else on.delete(id);
      const active = [...on].map((each) => switches[each]);
      roq?.faults.set(active.flatMap((each) => each.roq));
      slack?.clearFaults();
      slack?.addFaults(...active.flatMap((each) => each.slack));
      changed();
    },
    async move(to) {
      const due = to === 'digest' ? digestAt() : undefined;
      if (to === 'digest' && due === undefined) throw new RangeError('No digest is set up yet.');
      clock.advance(to === 'digest' ? Math.max(0, (due ?? 0) - clock.now()) : to.advanceMs);
      await app?.tick();
      changed();
    },
  };
}
