import type { Clock } from '../clock.ts';

export type Breaker = {
  /** `undefined`: go on. Else how many ms to stay away. */
  admit(): number | undefined;
  /** What an admitted attempt taught: ROQ is up, is down, or nothing (it was called off). */
  settle(seen: 'up' | 'down' | 'nothing'): void;
};

/** Opens after `threshold` failures in a row; after `restMs` it lets one probe pass. */
export function createBreaker(clock: Clock, threshold = 5, restMs = 5000): Breaker {
  let failures = 0;
  let openedAt = 0;
  let probing = false;
  return {
    admit: () => {
      if (failures < threshold) return undefined;
      const left = openedAt + restMs - clock.now();
      if (left > 0) return left;
      if (probing) return restMs;
      probing = true;
      return undefined;
    },
    settle: (seen) => {
      probing = false;
      if (seen === 'up') failures = 0;
      if (seen !== 'down') return;
      failures += 1;
      openedAt = clock.now();
    },
  };
}
