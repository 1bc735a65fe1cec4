export type Limiter = {
  /** Waits for a place, first come first served. `false` when the signal aborted first. */
  enter(signal?: AbortSignal): Promise<boolean>;
  leave(): void;
};

/** At most `places` at once. */
export function createLimiter(places: number): Limiter {
  const waiting: (() => void)[] = [];
  let free = Math.max(1, places);
  return {
    enter: async (signal) => {
      if (signal?.aborted) return false;
      if (free > 0) {
        free -= 1;
        return true;
      }
      return queue(waiting, signal);
    },
    leave: () => {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}

function queue(waiting: (() => void)[], signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const giveUp = () => {
      waiting.splice(waiting.indexOf(admit), 1);
      resolve(false);
    };
    const admit = () => {
      signal?.removeEventListener('abort', giveUp);
      resolve(true);
    };
    waiting.push(admit);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
