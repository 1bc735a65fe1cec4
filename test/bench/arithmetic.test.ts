import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { floorOfCalls, growthOfLows, median, pairedRatios, percentile, spread } from '../../bench/arithmetic.ts';
import { figure, isMet, verdict } from '../../bench/goal.ts';
import { readOptions } from '../../bench/options.ts';
import { markdown } from '../../bench/report.ts';
import { withTable } from '../../bench/results.ts';

describe('percentiles and medians', () => {
  test('the 99th of a hundred values is the second largest, the 100th the largest', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(percentile(values, 99)).toBe(99);
    expect(percentile(values, 100)).toBe(100);
    expect(percentile([7], 99)).toBe(7);
    expect(percentile([], 99)).toBeNaN();
  });

  test('the median of an even number is between the two in the middle', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([9, 1, 5])).toBe(5);
    expect(median([])).toBeNaN();
    expect(spread([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3, runs: 3 });
  });

  test('a percentile is one of the values, and at least its share of them is not above it', () => {
    const values = fc.array(fc.integer(), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 100 }), (given, percent) => {
        const found = percentile(given, percent);
        expect(given).toContain(found);
        expect(given.filter((value) => value <= found).length).toBeGreaterThanOrEqual((percent / 100) * given.length);
      }),
    );
  });
});

test('ratios are of runs that belong together', () => {
  expect(pairedRatios([10, 30], [5, 10])).toEqual([2, 3]);
  expect(() => pairedRatios([1], [1, 2])).toThrow('cannot be paired');
});

test('the floor of 500 calls of 100 ms, three at once, is 167 rounds', () => {
  expect(floorOfCalls(500, 3, 100)).toBe(16_700);
  expect(floorOfCalls(1, 3, 100)).toBe(100);
});

test('a sawtooth that stays has not grown, one that climbs has, and the first third does not count', () => {
  const saw = (climb: number) => Array.from({ length: 90 }, (_, at) => 50 + (at % 10) * 5 + climb * at);
  expect(growthOfLows(saw(0))).toBe(0);
  expect(growthOfLows(saw(0.5))).toBeGreaterThan(10);
  expect(growthOfLows([...Array(30).fill(10), ...Array(60).fill(50)])).toBe(0);
});

test('a goal is met up to its limit, and says so with the number', () => {
  const goal = { what: 'x', measured: 1.25, limit: 1.25, holds: 'at most' } as const;
  expect(isMet(goal)).toBe(true);
  expect(isMet({ ...goal, measured: 1.26 })).toBe(false);
  expect(isMet({ ...goal, holds: 'at least', measured: 1.3 })).toBe(true);
  expect(isMet({ ...goal, measured: Number.NaN })).toBe(false);
  expect(verdict(goal)).toBe('1.25 (at most 1.25): **met**');
  expect([figure(123.4), figure(12.34), figure(1.234)]).toEqual(['123', '12.3', '1.23']);
});

test('a table has its title, its rows below each other, and every goal', () => {
  const text = markdown({
    number: '3',
    title: 'Sending',
    how: ['Five runs.'],
    columns: ['', 'time'],
    rows: [['the floor', '1 s']],
    goals: [{ what: 'ratio', measured: 2, limit: 1, holds: 'at most' }],
  });
  expect(text).toContain('## 3. Sending');
  expect(text).toContain('| the floor | 1 s  |');
  expect(text).toContain('- ratio: 2.00 (at most 1.00): **not met**');
});

test('a table measured again takes the place of its last measuring, and the others stay, in their order', () => {
  const six = withTable('', '6b', '## 6b. Work\n\n- growth: 1 (at most 2): **met**');
  const both = withTable(six, '1', '## 1. Acks\n\n- p99: 3 (at most 2): **not met**');
  expect(both.match(/^## .*/gm)).toEqual(['## 1. Acks', '## 6b. Work']);
  expect(both).toContain('1 of 2 goals are met.');
  const again = withTable(both, '1', '## 1. Acks\n\n- p99: 1 (at most 2): **met**');
  expect(again).toContain('2 of 2 goals are met.');
  expect(again).not.toContain('p99: 3');
  expect(withTable(again, '1', '## 1. Acks\n\n- p99: 1 (at most 2): **met**')).toBe(again);
});

test('sizes are small when quick, and what is given wins; nonsense is refused', () => {
  expect(readOptions([]).sizes).toMatchObject({ runs: 5, addresses: 5_000, soakMinutes: 60 });
  expect(readOptions(['--quick', '--only', '3', '--soak-minutes', '2'])).toMatchObject({
    only: '3',
    quick: true,
    sizes: { runs: 2, soakMinutes: 2 },
  });
  expect(() => readOptions(['--only', '7'])).toThrow();
  expect(() => readOptions(['--nonsense'])).toThrow("Unknown option '--nonsense'");
});
