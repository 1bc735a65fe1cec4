import { expect, test } from 'vitest';
import { boundedCache } from '../src/bounded-cache.ts';

test('a bounded cache keeps as many values as it may, those used last', () => {
  const cache = boundedCache<number>(3);
  for (const n of [1, 2, 3]) cache.set(`key ${n}`, n);
  cache.get('key 1');
  for (const n of [4, 5, 4]) cache.set(`key ${n}`, n);
  expect([...cache.values()].sort()).toEqual([1, 4, 5]);
});
