/** The app's time in ms since the epoch; injected, so that tests and the sandbox can move it. */
export type Clock = { now(): number };

/** A clock that also rings: runs `task` once `ms` have passed on it; the answer calls that off. */
export type AlarmClock = Clock & { after(ms: number, task: () => void): () => void };

/** Its alarms keep no process alive. */
export const systemClock: AlarmClock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms).unref();
    return () => clearTimeout(timer);
  },
};
