import type { AlarmClock } from './clock.ts';

/**
 * A loop that works while there is something to do and then rests until woken or until the next item is due.
 * `round` does what it can and returns how long to rest, ms (0 = go on at once). A failed round rests 1 s.
 */
export interface Worker {
  start(): void;
  wake(): void;
  /** Resolves when the round under way has ended; no new one begins. */
  stop(): Promise<void>;
}

/** What a worker takes is held this long unless renewed: see heartbeat.ts, ms. */
export const leaseMs = 15_000;

/**
 * What one piece of work is held under: a name of its own, whose leases are renewed until the work has ended, well or
 * not. What it could not store, because the database was away, is free again when its lease has run out.
 */
export type Hold = { owner: string; end(): void };

/** Other replicas do not wake us: at rest each worker still looks this often, ms. */
const longestRest = 1_000;

/** Rests are measured on the clock, so that a moved clock wakes whoever is due. */
export function worker(clock: AlarmClock, round: () => Promise<number>, onError: (error: unknown) => void): Worker {
  let running: Promise<void> | undefined;
  let callOff = () => {};
  let stopped = true;
  let woken = false;

  const restUntil = (at: number) => {
    callOff();
    const ms = at - clock.now();
    if (ms > 0) callOff = clock.after(ms, run);
    else setImmediate(run);
  };
  const once = async () => {
    try {
      return await round();
    } catch (error) {
      onError(error);
      return longestRest;
    }
  };
  const run = () => {
    if (stopped || running) return;
    woken = false;
    const began = clock.now();
    running = once().then((pause) => {
      running = undefined;
      if (!stopped) restUntil(woken ? began : began + Math.min(pause, longestRest));
    });
  };

  return {
    start() {
      stopped = false;
      run();
    },
    wake() {
      woken = true;
      if (!stopped && !running) restUntil(clock.now());
    },
    async stop() {
      stopped = true;
      callOff();
      await running;
    },
  };
}

/** How long until something of this is due, ms: for ever while nothing waits. */
export const untilDue = async (queue: { nextDueIn(): Promise<number | undefined> }): Promise<number> =>
  (await queue.nextDueIn()) ?? Number.POSITIVE_INFINITY;

/** True once the work has ended, false when it still goes on after `ms` of real time. Throws what the work throws. */
export async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  return Promise.race([work.then(() => true), late]).finally(() => clearTimeout(timer));
}
