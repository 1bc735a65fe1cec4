import { describe, expect, test } from 'vitest';
import type { Held } from '../../src/invites/batch.ts';
import { freshStore } from './fresh-store.ts';
import { batch, claimAll, hold, long, noon, recipients } from './samples.ts';
import { engines } from './stores.ts';

const fenced = (row: Held | undefined) => ({ position: row?.position ?? -1, fence: row?.fence ?? -1 });

describe.each(engines)('delivering on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  const made = (id: string, count: number) => store.batches.create(batch(id), recipients(count));
  const claimed = async (owner: string, limit = 10): Promise<Held[]> =>
    (await store.batches.claim(hold(owner, limit)))?.held ?? [];
  const begun = (owner: string, row: Held | undefined, knownIds: string[] = []) =>
    store.batches.beginCall('b1', owner, [{ ...fenced(row), knownIds }], 60_000);
  const stateOf = async (position: number) => (await store.batches.at('b1', [position]))[0];

  test('hands out queued rows in order, as many as asked for', async () => {
    await made('b1', 5);
    const held = await claimed('a', 3);
    expect(held.map((row) => [row.position, row.state, row.fence])).toEqual([
      [0, 'queued', 1],
      [1, 'queued', 1],
      [2, 'queued', 1],
    ]);
    expect(await store.batches.counts('b1')).toMatchObject({ sending: 3, queued: 2 });
    expect((await claimed('b')).map((row) => row.position)).toEqual([3, 4]);
    expect(await store.batches.claim(hold('c'))).toBeUndefined();
  });

  test('notes when a row was tried first', async () => {
    await made('b1', 1);
    const [row] = await claimed('a');
    expect(row?.firstTriedAt).toBe(noon);
    clock.advance(long);
    const [again] = await claimed('b');
    expect(again?.firstTriedAt).toBe(noon);
  });

  test('hands out rows of one role at a time', async () => {
    const [viewer] = recipients(1, { email: 'v@x.io', roleKey: 'viewer' });
    await store.batches.create(batch('b1'), [...recipients(2), ...(viewer ? [viewer] : [])]);
    expect((await claimed('a')).map((row) => row.roleKey)).toEqual(['editor', 'editor']);
    expect((await claimed('a')).map((row) => row.roleKey)).toEqual(['viewer']);
  });

  test('hands out rows to look up before rows to send, and never both at once', async () => {
    await made('b1', 3);
    const [first] = await claimed('a', 1);
    await store.batches.settle('b1', 'a', [{ ...fenced(first), state: 'checking', checks: 1 }]);
    expect((await claimed('a')).map((row) => [row.position, row.state])).toEqual([[0, 'checking']]);
    expect((await claimed('a')).map((row) => [row.position, row.state])).toEqual([
      [1, 'queued'],
      [2, 'queued'],
    ]);
  });

  test('gives a row whose holder died before its call to the next one, to be sent', async () => {
    await made('b1', 1);
    await claimed('dead');
    expect(await claimed('b')).toEqual([]);
    clock.advance(long);
    expect(await claimed('b')).toMatchObject([{ state: 'queued', called: false, fence: 2 }]);
  });

  test('gives a row whose holder died in its call to the next one, to be looked up with what was known before', async () => {
    await made('b1', 1);
    const [row] = await claimed('dead');
    expect(await begun('dead', row, ['old-1'])).toEqual([0]);
    clock.advance(long);
    expect(await claimed('b')).toMatchObject([{ state: 'checking', called: true, knownIds: ['old-1'] }]);
  });

  test('gives a row whose holder died while looking it up to the next one, to be looked up', async () => {
    await made('b1', 1);
    const [row] = await claimed('a');
    await store.batches.settle('b1', 'a', [{ ...fenced(row), state: 'checking' }]);
    expect(await claimed('dead')).toMatchObject([{ state: 'checking' }]);
    clock.advance(long);
    expect(await claimed('b')).toMatchObject([{ state: 'checking', fence: 3 }]);
  });

  test('sends a repeat whose holder died before the call, rather than doubting it again', async () => {
    await made('b1', 1);
    const [row] = await claimed('a');
    await begun('a', row, ['old-1']);
    await store.batches.settle('b1', 'a', [{ ...fenced(row), state: 'queued', lostAnswers: 1 }]);
    await claimed('dead');
    clock.advance(long);
    const [again] = await claimed('b');
    expect(again).toMatchObject({ state: 'queued', called: true, lostAnswers: 1 });
    await begun('b', again, ['old-1', 'late']);
    expect((await stateOf(0))?.knownIds).toEqual(['old-1']);
  });

  test('lets a holder whose row was taken over write nothing', async () => {
    await made('b1', 1);
    const [row] = await claimed('slow');
    clock.advance(long);
    const [taken] = await claimed('b');
    expect(await begun('slow', row)).toEqual([]);
    expect(await store.batches.settle('b1', 'slow', [{ ...fenced(row), state: 'refused' }])).toBe(0);
    expect(await store.batches.settle('b1', 'b', [{ ...fenced(row), state: 'refused' }])).toBe(0);
    expect(await stateOf(0)).toMatchObject({ state: 'sending', called: false });
    expect(await store.batches.settle('b1', 'b', [{ ...fenced(taken), state: 'sent', inviteId: 'i1' }])).toBe(1);
  });

  test('renews the lease with the call', async () => {
    await made('b1', 1);
    const [row] = await claimed('a');
    await store.batches.beginCall('b1', 'a', [{ ...fenced(row), knownIds: [] }], 10 * long);
    clock.advance(long);
    expect(await claimed('b')).toEqual([]);
  });

  test('waits as long as a settlement says', async () => {
    await made('b1', 1);
    const [row] = await claimed('a');
    await store.batches.settle('b1', 'a', [{ ...fenced(row), state: 'queued', tries: 1, inMs: long }]);
    expect(await claimed('a')).toEqual([]);
    expect(await store.batches.nextDueIn()).toBe(long);
    clock.advance(long);
    expect(await store.batches.nextDueIn()).toBe(0);
    expect(await claimed('a')).toMatchObject([{ tries: 1 }]);
  });

  test('stores the outcome of every row and then has nothing due', async () => {
    await made('b1', 3);
    const [sent, refused, unsure] = await claimed('a');
    const written = await store.batches.settle('b1', 'a', [
      { ...fenced(unsure), state: 'unsure' },
      { ...fenced(sent), state: 'sent', inviteId: 'i1', status: 'pending', statusAt: noon },
      { ...fenced(refused), state: 'refused', refusal: 'already_member', code: 'SOME_CODE' },
    ]);
    expect(written).toBe(3);
    expect(await store.batches.at('b1', [0, 1, 2])).toMatchObject([
      { state: 'sent', inviteId: 'i1', status: 'pending', statusAt: noon },
      { state: 'refused', refusal: 'already_member', code: 'SOME_CODE' },
      { state: 'unsure' },
    ]);
    expect(await store.batches.nextDueIn()).toBeUndefined();
    clock.advance(long);
    expect(await claimAll(store, 'a')).toEqual([]);
  });

  test('gives back the leases of one owner only', async () => {
    await made('b1', 3);
    const [inCall] = await claimed('leaving', 1);
    await claimed('leaving', 1);
    await claimed('staying', 1);
    await begun('leaving', inCall);
    await store.batches.release('leaving');
    expect(await store.batches.counts('b1')).toMatchObject({ checking: 1, queued: 1, sending: 1 });
    expect(await claimAll(store, 'next')).toEqual(['b1/0', 'b1/1']);
  });
});
