import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { room } from '../../src/slack/room.ts';

test('work begins in the order of asking, sixteen pieces a turn, so that arrivals are served in between', async () => {
  const { enter } = room();
  const begun: number[] = [];
  const all = Array.from({ length: 40 }, (_, at) => enter().then(() => begun.push(at)));
  expect(begun).toEqual([]);
  const seen: number[] = [];
  while (begun.length < 40) {
    await turn();
    seen.push(begun.length);
  }
  expect(seen).toEqual([16, 32, 40]);
  await Promise.all(all);
  expect(begun).toEqual(Array.from({ length: 40 }, (_, at) => at));
});

test('after a rest it begins again', async () => {
  const { enter } = room();
  await enter();
  await enter();
  await Promise.all([enter(), enter()]);
});
