/** The smallest value that at least `percent` % of the values do not exceed; NaN without values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** The middle value; of an even number the mean of the two in the middle; NaN without values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

export type Spread = { median: number; least: number; most: number; runs: number };

export const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
  runs: values.length,
});

/** The ratio of each pair of runs made one after the other: what the machine does to both cancels out. */
export function pairedRatios(ours: readonly number[], theirs: readonly number[]): number[] {
  if (ours.length !== theirs.length) throw new Error(`${ours.length} runs cannot be paired with ${theirs.length}`);
  return ours.map((value, run) => value / (theirs[run] ?? Number.NaN));
}

/** The least time that so many calls of `ms` each take when `atOnce` of them may be on their way, ms. */
export const floorOfCalls = (calls: number, atOnce: number, ms: number): number => Math.ceil(calls / atOnce) * ms;

/**
 * How a sawtooth such as a heap under garbage collection has grown: the level of its lows in the last third of the
 * samples against that in the second third; the first third is warming up.
 */
export function growthOfLows(samples: readonly number[]): number {
  const third = Math.floor(samples.length / 3);
  const low = (from: number) => percentile(samples.slice(from, from + third), 10);
  return low(samples.length - third) - low(samples.length - 2 * third);
}
