import type { Clock } from '../clock.ts';
import type { SettingsStore, StoredSettings } from '../workspaces/settings.ts';
import { dueDay } from './local-day.ts';
import type { RunLog } from './run-log.ts';
import { graceMs, type Round, throughPages } from './schedule.ts';

export type ChannelRoundDeps = {
  settings: Pick<SettingsStore, 'withDigest'>;
  runs: RunLog;
  clock: Clock;
  /** Whether the app is (still) installed there. */
  serves: (teamId: string) => Promise<boolean>;
  wakePosts: () => void;
  onError: (error: unknown, where: { teamId: string; tenantId: string }) => void;
};

const name = 'pending-invites';

/** Starts the digest of every workspace and tenant that is due, in its channel. */
export const channelRound =
  (deps: ChannelRoundDeps): Round =>
  () =>
    throughPages(
      deps.settings.withDigest,
      (entry) => startIfDue(deps, entry),
      (error, { teamId, tenantId }) => deps.onError(error, { teamId, tenantId }),
    );

async function startIfDue(deps: ChannelRoundDeps, { teamId, tenantId, settings }: StoredSettings): Promise<void> {
  const { digest } = settings;
  const now = deps.clock.now();
  const localDay = dueDay(digest, now);
  if (localDay === undefined || !digest.channelId) return;
  if (!(await deps.serves(teamId))) return;
  const started = await deps.runs.start(
    { teamId, tenantId, name, localDay },
    {
      key: `digest:${name}:${teamId}:${tenantId}:${localDay}`,
      kind: 'digest',
      subject: `${teamId}:${tenantId}:${localDay}`,
      teamId,
      tenantId,
      place: { channelId: digest.channelId, kind: digest.channelKind },
      expiresAt: now + graceMs,
    },
  );
  if (started) deps.wakePosts();
}
