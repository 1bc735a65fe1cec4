import { describe, expect, test } from 'vitest';
import type { Place } from '../../src/workspaces/place.ts';
import type { HeldPost, NewPost } from '../../src/workspaces/post.ts';
import { freshStore } from './fresh-store.ts';
import { hold, long, noon, post } from './samples.ts';
import { engines } from './stores.ts';

const inChannel = (channelId: string): Place => ({ channelId, kind: 'public' });

describe.each(engines)('posts on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  const claim = (owner = 'a', limit = 10) => store.posts.claim(hold(owner, limit));
  const claimed = async (owner = 'a'): Promise<HeldPost> => {
    const [held] = await claim(owner);
    if (!held) throw new Error('a post was to be due');
    return held;
  };
  const posted = async (key: string, change: Partial<NewPost> = {}): Promise<HeldPost> => {
    const { place = inChannel('D1') } = await store.posts.create(post(key, change));
    const held = await claimed();
    await store.posts.beginPosting(held, 'a', 60_000);
    await store.posts.live(held, 'a', { place, ts: `${key}.1`, drawn: held.wanted });
    return held;
  };

  test('makes one post of a key', async () => {
    const made = await store.posts.create(post('k1', { expiresAt: noon + long }));
    expect(made).toMatchObject({ ...post('k1'), state: 'wanted', wanted: 1, drawn: 0, expiresAt: noon + long });
    expect((await store.posts.create(post('k1', { subject: 'other' }))).subject).toBe('k1');
    expect(await store.posts.find(made.id)).toEqual(made);
    expect(await store.posts.findByKey('k1')).toEqual(made);
    expect(await store.posts.findByKey('k2')).toBeUndefined();
  });

  test('goes live and is found by its message', async () => {
    await posted('k1');
    const found = await store.posts.findByMessage('T1', 'C1', 'k1.1');
    expect(found).toMatchObject({ key: 'k1', state: 'live', ts: 'k1.1', drawn: 1, wanted: 1 });
    expect(await store.posts.findByMessage('T2', 'C1', 'k1.1')).toBeUndefined();
    expect(await claim()).toEqual([]);
    expect(await store.posts.nextDueIn()).toBeUndefined();
  });

  test.each(['posting', 'unknown'] as const)(
    'stands where Slack took it also when its hold was lost meanwhile, and another holds it as %s',
    async (state) => {
      await store.posts.create(post('k1'));
      const slow = await claimed('a');
      await store.posts.beginPosting(slow, 'a', 60_000);
      clock.advance(60_001);
      const other = await claimed('b');
      if (state === 'unknown') await store.posts.end(other, 'b', 'unknown', 'lost answer');
      const at = { place: inChannel('C1'), ts: '1.1' };
      expect(await store.posts.live(slow, 'a', { ...at, drawn: 1 })).toBe(false);
      await store.posts.landedLate(slow, at);
      expect(await store.posts.findByMessage('T1', 'C1', '1.1')).toMatchObject({ state: 'live', reason: undefined });
      expect(await store.posts.postpone(other, 'b', 0)).toBe(false);
      expect((await claimed('c')).ts).toBe('1.1');
      await store.posts.landedLate(slow, { ...at, ts: '2.2' });
      expect(await store.posts.findByKey('k1')).toMatchObject({ ts: '1.1' });
    },
  );

  test('keeps why it stands elsewhere', async () => {
    await store.posts.create(post('k1'));
    const held = await claimed();
    const at = { place: { channelId: 'D9', kind: 'direct' as const }, ts: '1.1', drawn: 1 };
    await store.posts.live(held, 'a', { ...at, movedBecause: 'not_in_channel' });
    expect(await store.posts.findByKey('k1')).toMatchObject({ place: at.place, movedBecause: 'not_in_channel' });
  });

  test('is drawn again when touched, once however often', async () => {
    await posted('k1');
    await store.posts.touch('batch', ['k1', 'unknown']);
    await store.posts.touch('batch', ['k1']);
    await store.posts.touch('digest', ['k1']);
    const held = await claimed();
    expect(held).toMatchObject({ state: 'live', ts: 'k1.1', wanted: 3, drawn: 1 });
    await store.posts.live(held, 'a', { place: inChannel('C1'), ts: 'k1.1', drawn: held.wanted });
    expect(await claim()).toEqual([]);
  });

  test('is drawn again when touched while it was being drawn', async () => {
    await store.posts.create(post('k1'));
    const held = await claimed();
    await store.posts.touch('batch', ['k1']);
    expect(await claim('b')).toEqual([]);
    await store.posts.live(held, 'a', { place: inChannel('C1'), ts: '1.1', drawn: held.wanted });
    expect(await claimed('b')).toMatchObject({ state: 'live', wanted: 2, drawn: 1 });
  });

  test('is not hurried by a touch while it waits for another try', async () => {
    await posted('k1');
    await store.posts.touch('batch', ['k1']);
    expect(await store.posts.postpone(await claimed(), 'a', long)).toBe(true);
    await store.posts.touch('batch', ['k1']);
    expect(await claim()).toEqual([]);
    expect(await store.posts.nextDueIn()).toBe(long);
    clock.advance(long);
    expect(await claimed()).toMatchObject({ state: 'live', tries: 1, wanted: 3 });
  });

  test('is posted again when it certainly was not posted', async () => {
    await store.posts.create(post('k1'));
    const held = await claimed();
    await store.posts.beginPosting(held, 'a', 60_000);
    await store.posts.postpone(held, 'a', 0);
    expect(await claimed()).toMatchObject({ state: 'wanted', tries: 1 });
  });

  test('goes to its person when its channel refuses it, apart from other posts of that channel', async () => {
    await store.posts.create(post('k1', { slackUserId: 'U7' }));
    const held = await claimed();
    await store.posts.beginPosting(held, 'a', 60_000);
    await store.posts.postpone(held, 'a', 0, { toDirect: 'not_in_channel' });
    await store.posts.pause('T1', 'channel:C1', long);
    const again = await claimed();
    expect(again).toMatchObject({ state: 'wanted', slackUserId: 'U7', movedBecause: 'not_in_channel' });
    expect(again.place).toBeUndefined();
  });

  test('comes back in doubt when its holder died while posting, and stays so until that is settled', async () => {
    await store.posts.create(post('k1'));
    await store.posts.beginPosting(await claimed('dead'), 'dead', 60_000);
    clock.advance(long);
    const doubtful = await claimed('b');
    expect(doubtful).toMatchObject({ state: 'posting', fence: 2 });
    await store.posts.postpone(doubtful, 'b', 0, { mayBePosted: true });
    expect(await claimed('c')).toMatchObject({ state: 'posting' });
    clock.advance(long);
    expect(await claimed('d')).toMatchObject({ state: 'posting' });
  });

  test('comes back as it was when its holder died before posting', async () => {
    await store.posts.create(post('k1'));
    await claimed('dead');
    clock.advance(long);
    expect(await claimed('b')).toMatchObject({ state: 'wanted', fence: 2 });
  });

  test('lets a holder whose post was taken over write nothing', async () => {
    await store.posts.create(post('k1'));
    const held = await claimed('slow');
    clock.advance(long);
    await claimed('b');
    expect(await store.posts.beginPosting(held, 'slow', 60_000)).toBe(false);
    expect(await store.posts.live(held, 'slow', { place: inChannel('C1'), ts: '1', drawn: 1 })).toBe(false);
    expect(await store.posts.postpone(held, 'slow', 0)).toBe(false);
    expect(await store.posts.end(held, 'slow', 'dead', 'x')).toBe(false);
    expect(await store.posts.findByKey('k1')).toMatchObject({ state: 'wanted', tries: 0 });
  });

  test('lets a holder that took its own post over write under the newer hold only', async () => {
    await store.posts.create(post('k1'));
    const older = await claimed('a');
    clock.advance(long);
    const newer = await claimed('a');
    expect(await store.posts.end(older, 'a', 'dead', 'x')).toBe(false);
    expect(await store.posts.beginPosting(newer, 'a', 60_000)).toBe(true);
  });

  test.each(['unknown', 'empty', 'dead'] as const)('is never taken again once it is %s', async (state) => {
    await store.posts.create(post('k1'));
    expect(await store.posts.end(await claimed(), 'a', state, 'because')).toBe(true);
    await store.posts.touch('batch', ['k1']);
    clock.advance(long);
    expect(await claim()).toEqual([]);
    expect(await store.posts.findByKey('k1')).toMatchObject({ state, reason: 'because' });
  });
});
