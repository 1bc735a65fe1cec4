import type { AlarmClock } from '../clock.ts';
import { type Worker, worker } from '../worker.ts';
import type { Homes } from '../workspaces/home.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import type { AuditLog } from './audit.ts';
import type { AuditDownloads } from './audit-download.ts';
import type { DraftStore } from './draft.ts';

export type RetentionDeps = {
  audit: AuditLog;
  auditDownloads: AuditDownloads;
  drafts: DraftStore;
  settings: SettingsStore;
  homes: Pick<Homes, 'prune'>;
  clock: AlarmClock;
  /** For workspaces that set nothing. */
  defaultDays: number;
  onError: (error: unknown) => void;
};

const day = 24 * 60 * 60_000;
/** A form left open longer than this is over. */
const draftDays = 30;
/** Of a Home not opened for longer, nothing is kept. */
const homeDays = 30;

/** The worker that once a day, and at every start, deletes what is older than its workspace wants to keep. */
export function retention(deps: RetentionDeps): Worker {
  let due = 0;
  return worker(
    deps.clock,
    async () => {
      const now = deps.clock.now();
      if (now >= due) {
        await prune(deps, now);
        due = now + day;
      }
      return due - now;
    },
    deps.onError,
  );
}

async function prune(deps: RetentionDeps, now: number): Promise<void> {
  for (const of of await deps.audit.owners()) {
    const stored = await deps.settings.find(of.teamId, of.tenantId);
    const days = stored?.settings.privacy.retentionDays ?? deps.defaultDays;
    await deps.audit.prune(of, now - days * day);
  }
  await deps.auditDownloads.prune();
  await deps.drafts.prune(now - draftDays * day);
  await deps.homes.prune(now - homeDays * day);
}
