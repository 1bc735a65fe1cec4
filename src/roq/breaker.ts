import type { Clock } from '../clock.ts';

export type Breaker = {
  /** `undefined`: go on. Else how many ms to stay away. What is asked for one request goes on or stays away together. */
  admit(requestId: string): number | undefined;
  /** What an admitted attempt taught: ROQ is up, is down, or nothing (it was called off). */
  settle(seen: 'up' | 'down' | 'nothing'): void;
};

/** Opens after `threshold` failures in a row; after `restMs` it lets one request pass, to see. */
export function createBreaker(clock: Clock, threshold = 5, restMs = 5000): Breaker {
  let failures = 0;
  let openedAt = 0;
  let probing: string | undefined;
  return {
    admit: (requestId) => {
      if (failures < threshold) return undefined;
      const left = openedAt + restMs - clock.now();
      if (left > 0) return left;
      probing ??= requestId;
      return probing === requestId ? undefined : restMs;
    },
    settle: (seen) => {
      probing = undefined;
      if (seen === 'up') failures = 0;
      if (seen !== 'down') return;
      failures += 1;
      openedAt = clock.now();
    },
  };
}
