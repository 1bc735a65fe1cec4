import { setImmediate as yieldToEvents } from 'node:timers/promises';
import cron from 'node-cron';
import type { Clock } from '../clock.ts';
import type { SettingsStore, StoredSettings } from '../workspaces/settings.ts';
import type { Digest } from './digest.ts';
import { dueDay } from './local-day.ts';
import type { RunLog } from './run-log.ts';

export type ScheduleDeps = {
  settings: SettingsStore;
  runs: RunLog;
  clock: Clock;
  /** Whether the app is (still) installed there. */
  serves: (teamId: string) => Promise<boolean>;
  wakePosts: () => void;
  onError: (error: unknown, where?: { teamId: string; tenantId: string }) => void;
};

/** A digest of the day is not worth posting later than this, ms. */
const graceMs = 6 * 60 * 60_000;
const page = 500;

export interface Schedule {
  /** Looks at once, and then every minute. */
  start(): void;
  stop(): Promise<void>;
  /** Looks once who is due; what node-cron calls every minute. */
  tick(): Promise<void>;
}

/**
 * node-cron only wakes us each minute, in every replica; who is due is read from the settings, and that a digest
 * happens once per local day is the run log's doing. A lost tick is healed by the next.
 */
export function schedule(deps: ScheduleDeps, digest: Digest): Schedule {
  let ticking: Promise<void> = Promise.resolve();
  const tick = () => {
    ticking = ticking.then(() => startDueDigests(deps, digest)).catch((error) => deps.onError(error));
    return ticking;
  };
  const task = cron.createTask('* * * * *', tick, { name: digest.name, noOverlap: true });
  return {
    tick,
    start() {
      void task.start();
      void tick();
    },
    async stop() {
      await task.destroy();
      await ticking;
    },
  };
}

async function startDueDigests(deps: ScheduleDeps, digest: Digest): Promise<void> {
  let after: { teamId: string; tenantId: string } | undefined;
  for (;;) {
    const found = await deps.settings.withDigest(after, page);
    for (const entry of found) {
      await startIfDue(deps, digest, entry).catch((error) => deps.onError(error, entry));
    }
    const last = found.at(-1);
    if (!last || found.length < page) return;
    after = { teamId: last.teamId, tenantId: last.tenantId };
    await yieldToEvents();
  }
}

async function startIfDue(deps: ScheduleDeps, digest: Digest, entry: StoredSettings): Promise<void> {
  const { digest: wanted } = entry.settings;
  const now = deps.clock.now();
  const localDay = dueDay(wanted, now);
  if (localDay === undefined || !wanted.channelId) return;
  const { teamId, tenantId } = entry;
  if (!(await deps.serves(teamId))) return;
  const started = await deps.runs.start(
    { teamId, tenantId, name: digest.name, localDay },
    {
      key: `digest:${digest.name}:${teamId}:${tenantId}:${localDay}`,
      kind: 'digest',
      subject: `${teamId}:${tenantId}:${localDay}`,
      teamId,
      tenantId,
      place: { channelId: wanted.channelId, kind: wanted.channelKind },
      expiresAt: now + graceMs,
    },
  );
  if (started) deps.wakePosts();
}
