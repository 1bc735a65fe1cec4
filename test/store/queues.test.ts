import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import type { Store } from '../../src/store/store.ts';
import { act, batch, hold, noon, post, recipients } from './samples.ts';
import { engines } from './stores.ts';

const empty = { depth: 0, oldestMs: 0 };

describe.each(engines)('the queues on $name', ({ open }) => {
  let clock: SandboxClock;
  let store: Store;
  beforeEach(async () => {
    clock = sandboxClock({ frozenAt: noon });
    store = await open(clock);
  });
  afterEach(() => store.close());

  test('are empty at first', async () => {
    expect(await store.queues()).toEqual({ invites: empty, acts: empty, posts: empty });
  });

  test('tell how much waits, and for how long what is due waits to be taken', async () => {
    await store.batches.create(batch('b1'), recipients(3));
    await store.posts.create(post('p1'));
    await store.acts.begin(act('a1'), { owner: 'me', leaseMs: 60_000, cooldownMs: 0 });
    clock.advance(5_000);
    expect(await store.queues()).toEqual({
      invites: { depth: 3, oldestMs: 5_000 },
      acts: { depth: 1, oldestMs: 0 },
      posts: { depth: 1, oldestMs: 5_000 },
    });
  });

  test('what somebody works on waits for nobody, until its lease has run out', async () => {
    await store.batches.create(batch('b1'), recipients(3));
    await store.batches.claim(hold('me', 3));
    clock.advance(59_000);
    expect((await store.queues()).invites).toEqual({ depth: 3, oldestMs: 0 });
    clock.advance(11_000);
    expect((await store.queues()).invites).toEqual({ depth: 3, oldestMs: 10_000 });
  });
});
