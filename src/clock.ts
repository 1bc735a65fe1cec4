/** The app's time in ms since the epoch; injected, so that tests and the sandbox can move it. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };
