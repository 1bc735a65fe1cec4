/** What was asked of a far end since it was last asked for it. */
export type Tally = {
  /** By method or operation. */
  calls: Record<string, number>;
  /** How many calls of one method were on their way at the same time, at most. */
  atOnce: Record<string, number>;
  /** When the first call of a method came and its last was answered, ms since the epoch. */
  firstAt: Record<string, number>;
  lastAt: Record<string, number>;
};

export function tally() {
  let now = fresh();
  const under: Record<string, number> = {};
  return {
    begin(method: string) {
      now.calls[method] = (now.calls[method] ?? 0) + 1;
      under[method] = (under[method] ?? 0) + 1;
      now.atOnce[method] = Math.max(now.atOnce[method] ?? 0, under[method]);
      now.firstAt[method] ??= Date.now();
    },
    end(method: string) {
      under[method] = (under[method] ?? 1) - 1;
      now.lastAt[method] = Date.now();
    },
    take(): Tally {
      const taken = now;
      now = fresh();
      return taken;
    },
  };
}

const fresh = (): Tally => ({ calls: {}, atOnce: {}, firstAt: {}, lastAt: {} });
