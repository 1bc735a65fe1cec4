import { boundedCache } from '../bounded-cache.ts';
import type { AlarmClock } from '../clock.ts';
import { type Worker, worker } from '../worker.ts';

const second = 1_000;
/** After a change others often come: waits for them, and between two rounds of one tenant, ms. */
const gatherMs = second;
const betweenMs = 15 * second;
/** Kept in memory at most. */
const mostTenants = 500;

export interface MovedTenants {
  /** Invites of this tenant have changed: what people look at follows, soon and not too often. */
  moved(tenantId: string): void;
  worker: Worker;
}

/** Best effort: what is lost with the process, the next look shows. `follow` hears when the last change was told. */
export function movedTenants(
  clock: AlarmClock,
  follow: (tenantId: string, movedAt: number) => Promise<void>,
  onError: (error: unknown) => void,
): MovedTenants {
  const moves = new Map<string, { movedAt: number; dueAt: number }>();
  const lastRound = boundedCache<number>(mostTenants);
  const round = async (): Promise<number> => {
    const now = clock.now();
    for (const [tenantId, { movedAt, dueAt }] of moves) {
      if (dueAt > now) continue;
      moves.delete(tenantId);
      lastRound.set(tenantId, now);
      await follow(tenantId, movedAt);
    }
    const next = Math.min(...[...moves.values()].map(({ dueAt }) => dueAt));
    return Math.max(0, next - clock.now());
  };
  const loop = worker(clock, round, onError);
  return {
    worker: loop,
    moved(tenantId) {
      const now = clock.now();
      const before = moves.get(tenantId);
      if (!before && moves.size >= mostTenants) return;
      const earliest = (lastRound.get(tenantId) ?? Number.NEGATIVE_INFINITY) + betweenMs;
      moves.set(tenantId, { movedAt: now, dueAt: before?.dueAt ?? Math.max(now + gatherMs, earliest) });
      loop.wake();
    },
  };
}
