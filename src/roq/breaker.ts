import type { Clock } from '../clock.ts';

export type Breaker = {
  /**
   * `undefined`: go on. Else how many ms to stay away. While another request finds out whether ROQ is back, this one
   * waits for what it finds. What is asked for one request goes on or stays away together.
   */
  admit(requestId: string): Promise<number | undefined>;
  /** What an admitted attempt taught: ROQ is up, is down, or nothing (it was called off). */
  settle(requestId: string, seen: 'up' | 'down' | 'nothing'): void;
};

/** Opens after `threshold` failures in a row; after `restMs` it lets one request pass, to see. */
export function createBreaker(clock: Clock, threshold = 5, restMs = 5000): Breaker {
  let failures = 0;
  let openedAt = 0;
  let probing: string | undefined;
  const waiting: (() => void)[] = [];
  const isProbe = (requestId: string) => failures < threshold || probing === requestId;
  return {
    async admit(requestId) {
      while (failures >= threshold) {
        const left = openedAt + restMs - clock.now();
        if (left > 0) return left;
        probing ??= requestId;
        if (probing === requestId) return undefined;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return undefined;
    },
    settle(requestId, seen) {
      // What was asked before it opened, and fails late, says nothing of now.
      if (!isProbe(requestId) && seen !== 'up') return;
      if (seen === 'up') failures = 0;
      if (seen === 'down') {
        failures += 1;
        openedAt = clock.now();
      }
      probing = undefined;
      for (const goOn of waiting.splice(0)) goOn();
    },
  };
}
