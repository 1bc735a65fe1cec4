import { leaseMs } from './worker.ts';

/** A living process says so three times per lease, ms. */
const beatMs = leaseMs / 3;

/**
 * Keeps what this process has taken while it lives. A process that is killed, frozen or cut off from the database
 * loses its leases after `leaseMs`, and its late writes are fenced off.
 */
export function heartbeat(
  renew: (leaseMs: number) => Promise<void>,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let beating: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    beating = beating.then(() => renew(leaseMs)).catch(onError);
  }, beatMs);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}
