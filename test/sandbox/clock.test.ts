import { expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';

test.each([{ frozenAt: 1_000_000 }, { startAt: 1_000_000 }, {}])(
  'each task that becomes due sees the time it was set for (%o)',
  (options) => {
    const clock = sandboxClock(options);
    const start = clock.now();
    const seen: number[] = [];
    const again = () => {
      seen.push(clock.now());
      if (seen.length < 100) clock.after(60_000, again);
    };
    clock.after(60_000, again);
    clock.advance(10 * 60_000);
    expect(seen).toHaveLength(10);
    for (const [index, at] of seen.entries()) {
      expect(at - start).toBeGreaterThanOrEqual((index + 1) * 60_000);
    }
    expect(clock.now() - start).toBeGreaterThanOrEqual(10 * 60_000);
  },
);

test('a clock started at another time runs from there, and says only how far it was moved', () => {
  const clock = sandboxClock({ startAt: 1_000_000 });
  expect(clock.now()).toBeGreaterThanOrEqual(1_000_000);
  expect(clock.now()).toBeLessThan(1_000_000 + 60_000);
  expect(clock.offset()).toBe(0);
  clock.advance(60_000);
  expect(clock.now()).toBeGreaterThanOrEqual(1_060_000);
  expect(clock.offset()).toBe(60_000);
});
