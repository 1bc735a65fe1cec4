import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localTime, zones } from '../../src/digests/local-day.ts';
import { quietEnds } from '../../src/digests/quiet-hours.ts';

const minute = 60_000;
const [from, until] = [Date.UTC(2024, 0), Date.UTC(2030, 0)].map((at) => at / minute) as [number, number];
const quiet = (at: number, zone: string) => {
  const clock = localTime(at, zone).minute;
  return clock < 8 * 60 || clock >= 20 * 60;
};

test('quiet hours are from 20:00 to 8:00 everywhere, over every change of clocks, and end when they say', () => {
  const instants = fc.integer({ min: from, max: until - 1 }).map((at) => at * minute);
  fc.assert(
    fc.property(
      instants,
      fc.constantFrom(...zones()),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (now, zone, part) => {
        const end = quietEnds(now, zone);
        expect(end !== undefined).toBe(quiet(now, zone));
        if (end === undefined) return;
        expect(quiet(end, zone)).toBe(false);
        expect(end - now).toBeLessThanOrEqual(13 * 60 * minute);
        const between = now + Math.floor(((end - now) * part) / minute) * minute;
        if (between < end) expect(quiet(between, zone)).toBe(true);
      },
    ),
    { numRuns: 3_000 },
  );
});

test('where Slack names a zone nobody knows, they are those of UTC', () => {
  expect(quietEnds(Date.UTC(2026, 9, 6, 7, 59), 'Mars/Olympus')).toBe(Date.UTC(2026, 9, 6, 8));
  expect(quietEnds(Date.UTC(2026, 9, 6, 19, 59), 'Mars/Olympus')).toBeUndefined();
  expect(quietEnds(Date.UTC(2026, 9, 6, 20), 'Mars/Olympus')).toBe(Date.UTC(2026, 9, 7, 8));
});
