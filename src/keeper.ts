import type { AlarmClock } from './clock.ts';
import { type Hold, leaseMs, untilDue, type Worker, worker } from './worker.ts';

export type KeeperDeps = { clock: AlarmClock; hold: () => Hold; onError: (error: unknown) => void };

/** What becomes due, one by one, and is taken by whoever comes first. */
export type Due<T> = {
  /** Also what somebody took whose lease has ended. */
  claim(hold: { owner: string; leaseMs: number; limit: number }): Promise<T[]>;
  /** ms; `undefined` while nothing waits. */
  nextDueIn(): Promise<number | undefined>;
};

/**
 * The worker that takes what is due, so many at once, does its `work` under one hold, and lets go; in every replica. At
 * rest until the next is due.
 */
export function keeper<T>(
  deps: KeeperDeps,
  due: Due<T>,
  limit: number,
  work: (held: readonly T[], owner: string) => Promise<void>,
): Worker {
  const round = async (): Promise<number> => {
    // Mostly there is nothing, which a look finds out at a fraction of a claim.
    const inMs = await untilDue(due);
    if (inMs > 0) return inMs;
    const { owner, end } = deps.hold();
    try {
      const held = await due.claim({ owner, leaseMs, limit });
      if (held.length === 0) return Number.POSITIVE_INFINITY;
      await work(held, owner);
      return 0;
    } finally {
      end();
    }
  };
  return worker(deps.clock, round, deps.onError);
}

/** One after another: what fails keeps no other waiting, and is free again when its lease has run out. */
export const eachOf =
  <T>({ onError }: Pick<KeeperDeps, 'onError'>, keep: (one: T, owner: string) => Promise<void>) =>
  async (held: readonly T[], owner: string): Promise<void> => {
    for (const one of held) await keep(one, owner).catch(onError);
  };
