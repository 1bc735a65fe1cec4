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

/** Other replicas do not wake us: at rest each worker still looks this often, ms. */
const longestRest = 1_000;

export function worker(round: () => Promise<number>, onError: (error: unknown) => void): Worker {
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = true;
  let woken = false;

  const rest = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(run, Math.min(Math.max(ms, 0), longestRest));
    timer.unref();
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
    running = once().then((pause) => {
      running = undefined;
      if (!stopped) rest(woken ? 0 : pause);
    });
  };

  return {
    start() {
      stopped = false;
      run();
    },
    wake() {
      woken = true;
      if (!stopped && !running) rest(0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
