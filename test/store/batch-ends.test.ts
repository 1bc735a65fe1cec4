import { beforeEach, describe, expect, test } from 'vitest';
import type { Held, Settlement } from '../../src/invites/batch.ts';
import { freshStore } from './fresh-store.ts';
import { act, batch, claimAll, hold, long, noon, post, recipients } from './samples.ts';
import { engines } from './stores.ts';

describe.each(engines)('how batches end on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  const made = (id: string, count: number) => store.batches.create(batch(id), recipients(count));
  const claimed = async (limit = 10): Promise<Held[]> => (await store.batches.claim(hold('a', limit)))?.held ?? [];
  const settle = (rows: readonly Held[], end: Omit<Settlement, 'position' | 'fence'>) =>
    store.batches.settle(
      'b1',
      'a',
      rows.map(({ position, fence }) => ({ position, fence, ...end })),
    );

  test('is done once every row is settled, for one caller only', async () => {
    await made('b1', 2);
    const rows = await claimed();
    await settle(rows.slice(0, 1), { state: 'sent', inviteId: 'i1' });
    expect(await store.batches.finishIfSettled('b1')).toBe(false);
    expect(await store.batches.unfinished()).toEqual([]);
    await settle(rows.slice(1), { state: 'unsure' });
    expect(await store.batches.unfinished()).toEqual(['b1']);
    const finished = await Promise.all([1, 2, 3].map(() => store.batches.finishIfSettled('b1')));
    expect(finished.filter(Boolean)).toHaveLength(1);
    expect(await store.batches.unfinished()).toEqual([]);
    expect(await store.batches.find('b1')).toMatchObject({ state: 'done', finishedAt: expect.any(Number) });
  });

  test('stores the word to its sender together with the end, and only once', async () => {
    await made('b1', 1);
    const word = post('end-of-b1', { kind: 'batch_end' });
    expect(await store.batches.finishIfSettled('b1', word)).toBe(false);
    expect(await store.posts.findByKey('end-of-b1')).toBeUndefined();
    await settle(await claimed(), { state: 'unsure' });
    expect(await store.batches.finishIfSettled('b1', word)).toBe(true);
    expect(await store.posts.findByKey('end-of-b1')).toMatchObject({ kind: 'batch_end', state: 'wanted' });
    await store.batches.recheck('b1');
    await settle(await claimed(), { state: 'unsure' });
    expect(await store.batches.finishIfSettled('b1', word)).toBe(true);
  });

  describe('a card that stands in Slack', () => {
    /** The card of b1 is due; it is drawn, and rests again. */
    const isDue = async (): Promise<boolean> => {
      const [held] = await store.posts.claim(hold('p'));
      if (!held) return false;
      await store.posts.live(held, 'p', { place: { channelId: 'C1', kind: 'public' }, ts: '1.1', drawn: held.wanted });
      return true;
    };
    beforeEach(async () => {
      await made('b1', 2);
      await store.posts.create(post('b1'));
      expect([await isDue(), await isDue()]).toEqual([true, false]);
    });

    test('is asked to follow by the very write of an outcome, of the end, and of what ROQ says', async () => {
      const rows = await claimed();
      expect(await isDue()).toBe(false);
      await settle(rows.slice(0, 1), { state: 'checking', inMs: long });
      expect([await isDue(), await isDue()]).toEqual([true, false]);
      await settle(rows.slice(1), { state: 'sent', inviteId: 'i1', status: 'pending', statusAt: noon });
      expect([await isDue(), await isDue()]).toEqual([true, false]);
      clock.advance(long);
      await settle(await claimed(), { state: 'unsure' });
      expect(await isDue()).toBe(false);
      expect(await store.batches.finishIfSettled('b1')).toBe(true);
      expect([await isDue(), await isDue()]).toEqual([true, false]);
      await store.batches.saw('acme', [{ inviteId: 'i1', status: 'accepted', at: noon + 1 }]);
      expect([await isDue(), await isDue()]).toEqual([true, false]);
    });

    test('is left alone by what changes nothing: an outcome that came too late, an end that was there', async () => {
      const late = await claimed();
      clock.advance(long);
      await settle(await claimed(), { state: 'sent', inviteId: 'i1', status: 'pending', statusAt: noon });
      await store.batches.finishIfSettled('b1');
      expect(await isDue()).toBe(true);
      expect(await settle(late, { state: 'unsure' })).toBe(0);
      expect(await store.batches.finishIfSettled('b1')).toBe(false);
      await store.batches.saw('acme', [{ inviteId: 'i1', status: 'pending', at: noon + 1 }]);
      expect(await isDue()).toBe(false);
    });

    test('has today’s digest asked to follow with it, by the very write of what a reading brought', async () => {
      await settle(await claimed(), { state: 'sent', inviteId: 'i1', status: 'pending', statusAt: noon });
      await store.batches.finishIfSettled('b1');
      await store.posts.create(post('digest', { kind: 'digest', place: { channelId: 'C2', kind: 'public' } }));
      const due = async () => {
        const all = await store.posts.claim(hold('p'));
        for (const held of all) {
          if (!held.place) throw new Error('both stand in a channel');
          await store.posts.live(held, 'p', { place: held.place, ts: `1.${held.key}`, drawn: held.wanted });
        }
        return all.map(({ key }) => key).sort();
      };
      expect(await due()).toEqual(['b1', 'digest']);
      const reads = (status: 'pending' | 'accepted', at: number, digestsMs?: number) =>
        store.batches.saw('acme', [{ inviteId: 'i1', status, at }], undefined, digestsMs);
      await reads('pending', noon + 1, long);
      expect(await due()).toEqual([]);
      await reads('accepted', noon + 2, long);
      expect(await due()).toEqual(['b1', 'digest']);
      await reads('pending', noon + 3);
      expect(await due()).toEqual(['b1']);
    });

    test('is asked to follow by the very write of how an act on one of its invites ended', async () => {
      await settle(await claimed(), { state: 'sent', inviteId: 'invite-1' });
      await store.batches.finishIfSettled('b1');
      expect(await isDue()).toBe(true);
      const begun = await store.acts.begin(act('a1'), { owner: 'a', leaseMs: long, cooldownMs: 0 });
      if (begun.kind !== 'begun') throw new Error('an act was to begin');
      expect(await isDue()).toBe(false);
      await store.acts.finish(begun.act, 'a', { state: 'done' });
      expect([await isDue(), await isDue()]).toEqual([true, false]);
    });
  });

  test('stops what is queued and lets what is on its way go on', async () => {
    await made('b1', 4);
    const rows = await claimed(2);
    expect(await store.batches.stop('b1')).toBe(true);
    expect(await store.batches.stop('b1')).toBe(false);
    expect(await store.batches.counts('b1')).toMatchObject({ stopped: 2, sending: 2 });
    expect(await claimAll(store, 'b')).toEqual([]);
    expect(await settle(rows, { state: 'sent', inviteId: 'i1' })).toBe(2);
    expect(await store.batches.finishIfSettled('b1')).toBe(true);
  });

  test('never sends a row of a stopped batch again, however it comes back to the queue', async () => {
    await made('b1', 3);
    const [tried] = await claimed(1);
    const [dropped] = await claimed(1);
    await claimed(1);
    await store.batches.stop('b1');
    if (!tried || !dropped) throw new Error('two rows were to be held');
    await settle([tried], { state: 'queued', tries: 1, inMs: 0 });
    expect((await store.batches.at('b1', [0]))[0]?.state).toBe('stopped');
    clock.advance(long);
    expect(await claimAll(store, 'b')).toEqual([]);
    expect(await store.batches.counts('b1')).toMatchObject({ stopped: 3 });
    expect(await settle([dropped], { state: 'sent', inviteId: 'i1' })).toBe(0);
  });

  test('goes on looking up what is in doubt after a stop', async () => {
    await made('b1', 1);
    await settle(await claimed(), { state: 'checking' });
    await store.batches.stop('b1');
    expect(await claimed()).toMatchObject([{ state: 'checking' }]);
  });

  test('looks unsure rows up once more without another send', async () => {
    await made('b1', 2);
    const [unsure, sent] = await claimed();
    if (!unsure || !sent) throw new Error('two rows were to be held');
    await settle([unsure], { state: 'unsure' });
    await settle([sent], { state: 'sent', inviteId: 'i1' });
    await store.batches.finishIfSettled('b1');
    expect(await store.batches.recheck('b1')).toBe(1);
    expect(await store.batches.recheck('b1')).toBe(0);
    expect(await store.batches.find('b1')).toMatchObject({ state: 'sending', finishedAt: undefined });
    const rows = await claimed();
    expect(rows).toMatchObject([{ position: 0, state: 'checking', lostAnswers: 2 }]);
    await settle(rows, { state: 'sent', inviteId: 'i2' });
    expect(await store.batches.finishIfSettled('b1')).toBe(true);
  });

  describe('what ROQ says of its invites', () => {
    beforeEach(async () => {
      await made('b1', 3);
      const rows = await claimed();
      for (const row of rows)
        await settle([row], { state: 'sent', inviteId: `i${row.position}`, status: 'pending', statusAt: noon });
    });

    test('is kept, and names the batches that show it', async () => {
      const seen = ['i0', 'i1', 'elsewhere'].map((inviteId) => ({
        inviteId,
        status: 'accepted' as const,
        at: noon + 1,
      }));
      expect((await store.batches.saw('acme', seen)).shown).toEqual(['b1']);
      expect(await store.batches.statusCounts('b1')).toEqual({ pending: 1, accepted: 2, expired: 0, canceled: 0 });
      expect((await store.batches.withInvite('acme', 'i0')).map((found) => found.id)).toEqual(['b1']);
    });

    test('never replaces something newer', async () => {
      await store.batches.saw('acme', [{ inviteId: 'i0', status: 'accepted', at: noon + 10 }]);
      const older = await store.batches.saw('acme', [{ inviteId: 'i0', status: 'pending', at: noon + 5 }]);
      expect(older.moved).toEqual([]);
      expect(await store.batches.at('b1', [0])).toMatchObject([{ status: 'accepted', statusAt: noon + 10 }]);
    });

    test('does not reach the invites of another tenant', async () => {
      expect(await store.batches.saw('globex', [{ inviteId: 'i0', status: 'canceled', at: noon + 1 }])).toEqual({
        shown: [],
        moved: [],
      });
      expect(await store.batches.statusCounts('b1')).toMatchObject({ pending: 3, canceled: 0 });
      expect(await store.batches.withInvite('globex', 'i0')).toEqual([]);
    });
  });
});
