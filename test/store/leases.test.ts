import { beforeEach, describe, expect, test } from 'vitest';
import { freshStore } from './fresh-store.ts';
import { act, batch, hold, post, recipients } from './samples.ts';
import { engines } from './stores.ts';

const minute = 60_000;

describe.each(engines)('leases on $name', (engine) => {
  const { clock, store } = freshStore(engine);
  beforeEach(async () => {
    await store.batches.create(batch('b1'), recipients(1));
    await store.posts.create(post('k1'));
    await store.batches.claim(hold('a'));
    await store.posts.claim(hold('a'));
    await store.acts.begin(act('act-1'), { owner: 'a', leaseMs: minute, cooldownMs: 0 });
  });

  const takenBy = async (owner: string) => ({
    recipients: (await store.batches.claim(hold(owner)))?.held.length ?? 0,
    acts: (await store.acts.claim(hold(owner))).length,
    posts: (await store.posts.claim(hold(owner))).length,
  });
  const all = { recipients: 1, acts: 1, posts: 1 };
  const none = { recipients: 0, acts: 0, posts: 0 };

  test('are prolonged together', async () => {
    clock.advance(minute / 2);
    await store.leases.renew(['a'], minute);
    clock.advance(minute / 2);
    expect(await takenBy('b')).toEqual(none);
    clock.advance(minute);
    expect(await takenBy('b')).toEqual(all);
  });

  test('are not prolonged for another owner, nor once they are over', async () => {
    await store.leases.renew(['b'], 10 * minute);
    clock.advance(minute);
    await store.leases.renew(['a'], 10 * minute);
    expect(await takenBy('b')).toEqual(all);
  });

  test('are not cut short', async () => {
    await store.leases.renew(['a'], 1);
    expect(await takenBy('b')).toEqual(none);
  });

  test('end when a process takes over, but that of a post that Slack may be at work on', async () => {
    await store.posts.create(post('k2', { place: { channelId: 'C2', kind: 'public' } }));
    const [posting] = await store.posts.claim(hold('c'));
    if (posting) await store.posts.beginPosting(posting, 'c', minute);
    await store.leases.takeOver();
    expect(await takenBy('b')).toEqual(all);
    clock.advance(minute);
    expect(await store.posts.claim(hold('d'))).toContainEqual(expect.objectContaining({ key: 'k2', state: 'posting' }));
  });
});
