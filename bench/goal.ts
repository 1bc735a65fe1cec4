/** One goal of the issue, as a ratio or another plain number, and what was measured. */
export type Goal = {
  what: string;
  measured: number;
  limit: number;
  /** Whether the measured value must not be above the limit, or not below it. */
  holds: 'at most' | 'at least';
  unit?: string | undefined;
};

export const isMet = ({ measured, limit, holds }: Goal): boolean =>
  holds === 'at most' ? measured <= limit : measured >= limit;

/** "1.07 (at most 1.15): met". */
export function verdict(goal: Goal): string {
  const { measured, limit, holds, unit = '' } = goal;
  return `${figure(measured)}${unit} (${holds} ${figure(limit)}${unit}): ${isMet(goal) ? '**met**' : '**not met**'}`;
}

/** Three digits that count, and no more. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
