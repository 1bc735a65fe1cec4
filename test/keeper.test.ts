import { expect, test } from 'vitest';
import { sandboxClock } from '../sandbox/clock.ts';
import { eachOf, keeper } from '../src/keeper.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A keeper of numbers that are due; what it holds, has done and has failed at. */
function work(due: number[], nextDueIn: number | undefined) {
  const clock = sandboxClock({ frozenAt: 0 });
  const holds = { begun: 0, ended: 0 };
  const hold = () => {
    holds.begun += 1;
    const end = () => {
      holds.ended += 1;
    };
    return { owner: `me-${holds.begun}`, end };
  };
  const errors: unknown[] = [];
  const done: [number, string][] = [];
  const deps = { clock, hold, onError: (error: unknown) => errors.push(error) };
  const keepEach = eachOf<number>(deps, async (one, owner) => {
    if (one < 0) throw new Error(`${one} fails`);
    done.push([one, owner]);
  });
  const queue = {
    claim: async ({ limit }: { limit: number }) => due.splice(0, limit),
    nextDueIn: async () => (due.length > 0 ? 0 : nextDueIn),
  };
  const loop = keeper<number>(deps, queue, 2, async (held, owner) => {
    if (held.includes(0)) throw new Error('the work fails');
    await keepEach(held, owner);
  });
  return { clock, loop, holds, errors, done };
}

async function untilAtRest(holds: { begun: number }): Promise<void> {
  for (let before = -1; before !== holds.begun; ) {
    before = holds.begun;
    for (let turns = 0; turns < 10; turns += 1) await turn();
  }
}

test('takes so many at once, each round under a hold of its own; what fails keeps no other waiting', async () => {
  const { loop, holds, errors, done } = work([1, -2, 3], undefined);
  loop.start();
  await untilAtRest(holds);
  await loop.stop();
  expect(done).toEqual([
    [1, 'me-1'],
    [3, 'me-2'],
  ]);
  expect(errors).toEqual([new Error('-2 fails')]);
  // The last look found nothing and took none.
  expect(holds).toEqual({ begun: 2, ended: 2 });
});

test('lets go when its work fails, and goes on after a second', async () => {
  const due = [0];
  const { clock, loop, holds, errors, done } = work(due, undefined);
  loop.start();
  await untilAtRest(holds);
  expect([errors.length, holds]).toEqual([1, { begun: 1, ended: 1 }]);
  due.push(4);
  clock.advance(1_000);
  await untilAtRest(holds);
  await loop.stop();
  expect(done).toEqual([[4, 'me-2']]);
});

test('rests until the next is due', async () => {
  const due: number[] = [];
  const { clock, loop, holds, done } = work(due, 300);
  loop.start();
  await untilAtRest(holds);
  due.push(5);
  clock.advance(299);
  await untilAtRest(holds);
  expect(done).toEqual([]);
  clock.advance(1);
  await untilAtRest(holds);
  await loop.stop();
  expect(done).toEqual([[5, 'me-1']]);
});
