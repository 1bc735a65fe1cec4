import type { Clock } from '../src/clock.ts';

/**
 * One clock for both emulators and the app. It runs as real time does, from now or from `startAt`, and can be moved
 * forward; `frozenAt` makes it move only by `advance`, so that no test depends on how fast its machine is.
 */
export interface SandboxClock extends Clock {
  /** Runs `task` once `ms` have passed on this clock; returns a function that cancels it. */
  after(ms: number, task: () => void): () => void;
  /** Moves the clock forward by `ms` and runs every task that has become due, in order. */
  advance(ms: number): void;
  /** Milliseconds this clock was moved forward, beside the time that passed. */
  offset(): number;
}

type Timer = { at: number; task: () => void; real?: NodeJS.Timeout };

export function sandboxClock(options: { frozenAt?: number; startAt?: number } = {}): SandboxClock {
  const frozen = options.frozenAt !== undefined;
  let frozenNow = options.frozenAt ?? 0;
  let offset = options.startAt === undefined ? 0 : options.startAt - Date.now();
  let moved = 0;
  const timers = new Set<Timer>();
  const now = () => (frozen ? frozenNow : Date.now() + offset);

  const moveTo = (at: number) => {
    const ahead = Math.max(0, at - now());
    moved += ahead;
    if (frozen) frozenNow += ahead;
    else offset += ahead;
  };
  const fire = (timer: Timer) => {
    if (!timers.delete(timer)) return;
    clearTimeout(timer.real);
    timer.task();
  };
  const arm = (timer: Timer) => {
    if (frozen) return;
    clearTimeout(timer.real);
    timer.real = setTimeout(() => fire(timer), Math.min(Math.max(0, timer.at - now()), 2_147_483_647));
    timer.real.unref();
  };

  return {
    now,
    offset: () => moved,
    after(ms, task) {
      const timer: Timer = { at: now() + ms, task };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        clearTimeout(timer.real);
      };
    },
    advance(ms) {
      const target = now() + ms;
      for (;;) {
        const due = [...timers].filter((timer) => timer.at <= target).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        moveTo(due.at);
        fire(due);
      }
      moveTo(target);
      for (const timer of timers) arm(timer);
    },
  };
}
