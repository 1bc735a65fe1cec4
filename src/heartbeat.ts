import { type Hold, leaseMs } from './worker.ts';

/** A living process says so three times per lease, ms. */
const beatMs = leaseMs / 3;

export interface Heartbeat {
  /** Begins a piece of work. */
  hold(): Hold;
  stop(): Promise<void>;
}

/**
 * Keeps what the work of this process has taken while the work goes on. A process that is killed, frozen or cut off
 * from the database loses its leases after `leaseMs`, and its late writes are fenced off.
 */
export function heartbeat(
  processName: string,
  renew: (owners: readonly string[], leaseMs: number) => Promise<void>,
  onError: (error: unknown) => void,
): Heartbeat {
  const working = new Set<string>();
  let begun = 0;
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    if (working.size > 0) beating = beating.then(() => renew([...working], leaseMs)).catch(onError);
  }, beatMs);
  timer.unref();
  return {
    hold() {
      begun += 1;
      const owner = `${processName}-${begun}`;
      working.add(owner);
      return { owner, end: () => void working.delete(owner) };
    },
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}
