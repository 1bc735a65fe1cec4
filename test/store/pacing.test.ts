import { describe, expect, test } from 'vitest';
import type { NewPost } from '../../src/workspaces/post.ts';
import { freshStore } from './fresh-store.ts';
import { hold, long, post } from './samples.ts';
import { engines } from './stores.ts';

const minute = 60_000;

describe.each(engines)('the pace of posts on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  const create = (key: string, channelId: string, change: Partial<NewPost> = {}) =>
    store.posts.create(post(key, { place: { channelId, kind: 'public' }, ...change }));
  const keys = async (limit = 10) => (await store.posts.claim(hold('a', limit))).map((held) => held.key).sort();
  const goLive = async (key: string) => {
    const held = (await store.posts.claim(hold('a', 1)))[0];
    if (held?.key !== key || !held.place) throw new Error(`${key} was to be due`);
    await store.posts.live(held, 'a', { place: held.place, ts: `${key}.1`, drawn: held.wanted });
  };

  test('one post of a channel is held at a time, the one that waits longest first', async () => {
    await create('k1', 'C1');
    clock.advance(1);
    await create('k2', 'C1');
    await create('k3', 'C2');
    await create('k4', 'C1', { teamId: 'T2' });
    expect(await keys()).toEqual(['k1', 'k3', 'k4']);
    expect(await keys()).toEqual([]);
    await store.leases.takeOver();
    expect(await keys(1)).toEqual(['k1']);
  });

  test('a held channel is free again once its post is live, or its holder is dead', async () => {
    await create('k1', 'C1');
    await create('k2', 'C1');
    const [first] = await store.posts.claim(hold('a', 1));
    if (!first?.place) throw new Error('a post was to be due');
    await store.posts.live(first, 'a', { place: first.place, ts: '1', drawn: 1 });
    expect(await keys()).toHaveLength(1);
    clock.advance(long);
    expect(await keys()).toHaveLength(1);
  });

  test('direct messages to one person go one at a time', async () => {
    const direct = { place: undefined, slackUserId: 'U7' };
    await store.posts.create(post('k1', direct));
    await store.posts.create(post('k2', direct));
    await store.posts.create(post('k3', { ...direct, slackUserId: 'U8' }));
    expect(await keys()).toHaveLength(2);
  });

  test('a channel that must wait is left out, also for redraws, until the pause is over', async () => {
    await create('k1', 'C1');
    await goLive('k1');
    await create('k2', 'C1');
    await create('k3', 'C2');
    clock.advance(1);
    await store.posts.touch('batch', ['k1']);
    await store.posts.pause('T1', 'channel:C1', minute / 2);
    expect(await keys()).toEqual(['k3']);
    clock.advance(minute / 2);
    expect(await keys()).toEqual(['k2']);
  });

  test('posting may wait while redrawing goes on, and the other way round', async () => {
    await create('live', 'C1');
    await goLive('live');
    await store.posts.touch('batch', ['live']);
    await create('new', 'C2');
    await create('elsewhere', 'C1', { teamId: 'T2' });
    await store.posts.pause('T1', 'method:chat.postMessage', minute);
    expect(await keys()).toEqual(['elsewhere', 'live']);
    clock.advance(long);
    await store.posts.pause('T1', 'method:chat.update', long);
    clock.advance(minute);
    expect(await keys()).toEqual(['elsewhere', 'new']);
  });

  test('a shorter pause never cuts a longer one', async () => {
    await create('k1', 'C1');
    await store.posts.pause('T1', 'channel:C1', long);
    await store.posts.pause('T1', 'channel:C1', 1);
    clock.advance(minute);
    expect(await keys()).toEqual([]);
    expect(await store.posts.nextDueIn()).toBe(long - minute);
  });

  test('the next post is due when its pause, its channel and its own time allow', async () => {
    await create('k1', 'C1');
    expect(await store.posts.nextDueIn()).toBe(0);
    await store.posts.pause('T1', 'channel:C1', 3 * minute);
    await store.posts.pause('T1', 'method:chat.postMessage', 2 * minute);
    expect(await store.posts.nextDueIn()).toBe(3 * minute);
    await create('k2', 'C2');
    expect(await store.posts.nextDueIn()).toBe(2 * minute);
    clock.advance(2 * minute);
    expect(await keys()).toEqual(['k2']);
    await create('k3', 'C2');
    expect(await store.posts.nextDueIn()).toBe(minute);
  });
});
