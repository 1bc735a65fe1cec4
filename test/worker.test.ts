import { expect, test } from 'vitest';
import { sandboxClock } from '../sandbox/clock.ts';
import { worker } from '../src/worker.ts';

/** A worker whose rounds the test ends by hand, each with how long to rest or a failure. */
function work() {
  const clock = sandboxClock({ frozenAt: 0 });
  const errors: unknown[] = [];
  let begun: (end: { rest: (ms: number) => void; fail: (error: Error) => void }) => void = () => {};
  const next = () =>
    new Promise<{ rest: (ms: number) => void; fail: (error: Error) => void }>((tell) => (begun = tell));
  let rounds = 0;
  const round = () =>
    new Promise<number>((rest, fail) => {
      rounds += 1;
      begun({ rest, fail });
    });
  return { clock, errors, next, rounds: () => rounds, loop: worker(clock, round, (error) => errors.push(error)) };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a moved clock wakes whoever is due, also when it moved during the round', async () => {
  const { clock, next, loop } = work();
  const first = next();
  loop.start();
  const { rest } = await first;
  clock.advance(400);
  const second = next();
  rest(500);
  await turn();
  clock.advance(100);
  (await second).rest(0);
  await loop.stop();
});

test('looks again after a second at the latest, and a second after a failed round', async () => {
  const { clock, next, loop, rounds, errors } = work();
  const first = next();
  loop.start();
  (await first).rest(Number.POSITIVE_INFINITY);
  await turn();
  clock.advance(999);
  await turn();
  expect(rounds()).toBe(1);
  const second = next();
  clock.advance(1);
  const failure = new Error('failed');
  (await second).fail(failure);
  await turn();
  clock.advance(1_000);
  await turn();
  expect(rounds()).toBe(3);
  expect(errors).toEqual([failure]);
});

test('woken during a round it goes on at once, and stopped it begins no other', async () => {
  const { next, loop, rounds } = work();
  const first = next();
  loop.start();
  const { rest } = await first;
  loop.wake();
  const second = next();
  rest(Number.POSITIVE_INFINITY);
  const { rest: restAgain } = await second;
  loop.wake();
  const stopped = loop.stop();
  restAgain(0);
  await stopped;
  await turn();
  expect(rounds()).toBe(2);
});
