import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { room } from '../../src/slack/room.ts';

test.each([
  { many: 10, begun: [4, 8, 10] },
  { many: 40, begun: [10, 18, 24, 28, 32, 36, 40] },
  { many: 200, begun: [16, 32, 48, 64, 80] },
])('of $many pieces of work $begun begin turn by turn, in order; arrivals are served in between', async (given) => {
  const { enter } = room();
  const begun: number[] = [];
  const all = Array.from({ length: given.many }, (_, at) => enter().then(() => begun.push(at)));
  expect(begun).toEqual([]);
  for (const so of given.begun) {
    await turn();
    expect(begun).toHaveLength(so);
  }
  await Promise.all(all);
  expect(begun).toEqual(Array.from({ length: given.many }, (_, at) => at));
});

test('after a rest it begins again', async () => {
  const { enter } = room();
  await enter();
  await enter();
  await Promise.all([enter(), enter()]);
});
