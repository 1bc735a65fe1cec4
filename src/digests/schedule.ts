import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { createTask } from 'node-cron';

/** Looks once through all that may be due. */
export type Round = () => Promise<void>;

export interface Schedule {
  /** Looks at once, and then at the beginning of every minute. */
  start(): void;
  stop(): Promise<void>;
  /** Looks once who is due; what node-cron calls every minute. */
  tick(): Promise<void>;
}

/**
 * node-cron only wakes us each minute, in every replica; who is due is read from the store, and that something
 * happens once per local day is the run log's doing. A lost tick is healed by the next.
 */
export function schedule(rounds: readonly Round[], onError: (error: unknown) => void): Schedule {
  let ticking: Promise<void> = Promise.resolve();
  const look = async () => {
    for (const round of rounds) await round().catch(onError);
  };
  const tick = () => {
    ticking = ticking.then(look);
    return ticking;
  };
  let beginning: NodeJS.Timeout | undefined;
  const task = createTask('* * * * *', tick, { name: 'digests', noOverlap: true });
  return {
    tick,
    start() {
      void tick();
      // node-cron takes 14 ms to find the next minute; whoever waits for the app to be ready need not wait for that.
      beginning = setTimeout(() => void task.start(), 1_000);
    },
    async stop() {
      clearTimeout(beginning);
      await task.destroy();
      await ticking;
    },
  };
}

/** What is due is not worth starting later than this, ms. */
export const graceMs = 6 * 60 * 60_000;
const pageSize = 500;

/** Goes through a long list page by page; what fails keeps nobody else waiting. */
export async function throughPages<T>(
  page: (after: T | undefined, limit: number) => Promise<T[]>,
  each: (entry: T) => Promise<void>,
  onError: (error: unknown, entry: T) => void,
): Promise<void> {
  let after: T | undefined;
  for (;;) {
    const found = await page(after, pageSize);
    for (const entry of found) await each(entry).catch((error) => onError(error, entry));
    after = found.at(-1);
    if (!after || found.length < pageSize) return;
    await yieldToEvents();
  }
}
