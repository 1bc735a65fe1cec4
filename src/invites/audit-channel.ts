import type { AlarmClock } from '../clock.ts';
import { type Worker, worker } from '../worker.ts';
import type { PostStore } from '../workspaces/post.ts';
import type { SettingsStore, StoredSettings } from '../workspaces/settings.ts';
import { type AuditEntry, type AuditLog, type Period, refusedAct } from './audit.ts';

export type AuditChannelDeps = {
  audit: AuditLog;
  settings: SettingsStore;
  posts: PostStore;
  clock: AlarmClock;
  wakePosts: () => void;
  onError: (error: unknown) => void;
};

const minute = 60_000;
/** An entry is written a moment after its act; a minute is told once it is this long over, ms. */
const settling = 5_000;
/** After a standstill no older minutes are told than this. */
const lookBack = 60;
const page = 500;
const mostEntries = 5_000;

/** The worker that has each minute in which something was done told in the audit channel, if there is one. */
export function auditChannel(deps: AuditChannelDeps): Worker {
  let told = Number.NEGATIVE_INFINITY;
  return worker(
    deps.clock,
    async () => {
      const now = deps.clock.now();
      const over = Math.floor((now - settling) / minute);
      if (over > told) {
        await tell(deps, { from: Math.max(told, over - lookBack) * minute, until: over * minute });
        told = over;
      }
      return (over + 1) * minute + settling - now;
    },
    deps.onError,
  );
}

async function tell(deps: AuditChannelDeps, period: Period): Promise<void> {
  let after: { teamId: string; tenantId: string } | undefined;
  for (;;) {
    const found = await deps.settings.page(after, page);
    for (const entry of found) await tellOne(deps, entry, period);
    const last = found.at(-1);
    if (!last || found.length < page) return;
    after = { teamId: last.teamId, tenantId: last.tenantId };
  }
}

async function tellOne(deps: AuditChannelDeps, { teamId, tenantId, settings }: StoredSettings, period: Period) {
  const { auditChannel: channel } = settings.privacy;
  if (!channel) return;
  const since = { ...period, from: Math.max(period.from, channel.since) };
  const entries = actsIn(await deps.audit.period({ teamId, tenantId }, since, mostEntries, false));
  for (const at of new Set(entries.map((entry) => Math.floor(entry.at / minute)))) {
    await deps.posts.create({
      key: `audit:${teamId}:${tenantId}:${at}`,
      kind: 'audit',
      subject: String(at),
      teamId,
      tenantId,
      place: { channelId: channel.id, kind: 'public' },
      expiresAt: deps.clock.now() + lookBack * minute,
    });
  }
  if (entries.length > 0) deps.wakePosts();
}

/** What was done, without what was only refused. */
const actsIn = (entries: readonly AuditEntry[]): AuditEntry[] => entries.filter(({ what }) => what !== refusedAct);

/** The acts that a post of the audit channel tells of; `subject` is its minute since the epoch. */
export async function actsOf(
  audit: AuditLog,
  { teamId, tenantId, subject }: { teamId: string; tenantId: string; subject: string },
): Promise<AuditEntry[]> {
  const from = Number(subject) * minute;
  return actsIn(await audit.period({ teamId, tenantId }, { from, until: from + minute }, mostEntries, false));
}
