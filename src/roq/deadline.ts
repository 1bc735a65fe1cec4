export type Deadline = {
  signal: AbortSignal;
  /** To be called when the work is over: frees the timer and the parents. */
  done(): void;
};

/** A signal that aborts after `ms`, or together with the first of `parents`. */
export function startDeadline(ms: number, ...parents: (AbortSignal | undefined)[]): Deadline {
  const controller = new AbortController();
  const follow = () => controller.abort(parents.find((parent) => parent?.aborted)?.reason);
  const timer = setTimeout(() => controller.abort(new Error('The deadline has passed')), ms);
  if (parents.some((parent) => parent?.aborted)) follow();
  else for (const parent of parents) parent?.addEventListener('abort', follow, { once: true });
  return {
    signal: controller.signal,
    done: () => {
      clearTimeout(timer);
      for (const parent of parents) parent?.removeEventListener('abort', follow);
    },
  };
}

/** The work's result, or a rejection with the signal's reason as soon as it aborts. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason);
    const settle = () => signal.removeEventListener('abort', stop);
    work.then(resolve, reject).finally(settle);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** Ends early, without an error, when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  const deadline = startDeadline(ms, signal);
  const passed = new Promise<void>((resolve) => {
    if (deadline.signal.aborted) resolve();
    else deadline.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return passed.finally(deadline.done);
}
