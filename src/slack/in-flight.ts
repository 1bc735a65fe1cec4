/** Counts the handlers under way, so that a stop can wait for them. */
export function inFlightCounter() {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    async during<T>(run: () => Promise<T>): Promise<T> {
      count += 1;
      try {
        return await run();
      } finally {
        count -= 1;
        if (count === 0) {
          for (const done of waiting) done();
          waiting = [];
        }
      }
    },
    /** Resolves when none is under way, or after `withinMs` at the latest. */
    drained(withinMs: number): Promise<void> {
      if (count === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, withinMs);
        waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    },
  };
}
export type InFlight = ReturnType<typeof inFlightCounter>;
