import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { room } from '../../src/slack/room.ts';

test('work begins in the order of asking, four pieces a turn, so that arrivals are served in between', async () => {
  const { enter } = room();
  const begun: number[] = [];
  const all = Array.from({ length: 10 }, (_, at) => enter().then(() => begun.push(at)));
  expect(begun).toEqual([]);
  const seen: number[] = [];
  while (begun.length < 10) {
    await turn();
    seen.push(begun.length);
  }
  expect(seen).toEqual([4, 8, 10]);
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('after a rest it begins again', async () => {
  const { enter } = room();
  await enter();
  await enter();
  await Promise.all([enter(), enter()]);
});
