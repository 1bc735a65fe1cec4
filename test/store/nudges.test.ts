import { describe, expect, test } from 'vitest';
import { freshStore } from './fresh-store.ts';
import { batchThrough, post, recipients } from './samples.ts';
import { engines } from './stores.ts';

const hour = 3_600_000;
const taking = (owner: string) => ({ owner, leaseMs: 15_000, limit: 10 });

describe.each(engines)('nudges on $name', (engine) => {
  const { clock, place, store } = freshStore(engine);

  const through = (id: string, count: number, nudgeInMs?: number) => batchThrough(store, id, count, { nudgeInMs });
  const word = (inviteId: string) => post(`nudge:${inviteId}`, { kind: 'nudge', subject: inviteId });

  test('are planned with the end of a batch for whom ROQ was seen to invite, when they are wanted', async () => {
    await through('b1', 3, hour);
    await through('b2', 3);
    expect(await store.nudges.nextDueIn()).toBe(hour);
    expect(await store.nudges.claim(taking('n'))).toEqual([]);
    clock.advance(hour);
    const held = await store.nudges.claim(taking('n'));
    expect(held.map(({ inviteId, email, state }) => [inviteId, email, state]).sort()).toEqual([
      ['b1-0', recipients(3)[0]?.email, 'waiting'],
      ['b1-1', recipients(3)[1]?.email, 'waiting'],
    ]);
  });

  test('are told once, by whoever holds them', async () => {
    await through('b1', 2, hour);
    clock.advance(hour);
    const [held] = await store.nudges.claim(taking('n'));
    const other = await place.open(clock);
    expect(await other.nudges.claim(taking('m'))).toEqual([]);
    clock.advance(15_000);
    const [later] = await other.nudges.claim(taking('m'));
    if (!held || !later) throw new Error('nobody held it');
    expect(await store.nudges.tell(held, 'n', 'U9', word('b1-0'))).toBe(false);
    expect(await store.posts.findByKey('nudge:b1-0')).toBeUndefined();
    expect(await other.nudges.tell(later, 'm', 'U9', word('b1-0'))).toBe(true);
    expect(await store.nudges.find('b1-0')).toMatchObject({ state: 'told', inviteeId: 'U9', resends: 0 });
    clock.advance(hour);
    expect(await store.nudges.claim(taking('n'))).toEqual([]);
  });

  test('taken over after a lease and held by the first again are not written by what it held before', async () => {
    await through('b1', 2, hour);
    clock.advance(hour);
    const [first] = await store.nudges.claim(taking('n'));
    clock.advance(15_000);
    const other = await place.open(clock);
    await other.nudges.claim(taking('m'));
    clock.advance(15_000);
    const [again] = await store.nudges.claim(taking('n'));
    if (!first || !again) throw new Error('nobody held it');
    expect(await store.nudges.tell(first, 'n', 'U9', word('b1-0'))).toBe(false);
    await store.nudges.drop(first, 'n');
    expect(await store.posts.findByKey('nudge:b1-0')).toBeUndefined();
    expect(await store.nudges.find('b1-0')).toMatchObject({ state: 'waiting', inviteeId: undefined });
    expect(await store.nudges.tell(again, 'n', 'U9', word('b1-0'))).toBe(true);
  });

  test('rest together while Slack answers nobody of the workspace, and may be dropped', async () => {
    await through('b1', 4, hour);
    clock.advance(hour);
    const [first] = await store.nudges.claim({ ...taking('n'), limit: 1 });
    if (!first) throw new Error('nobody held it');
    await store.nudges.rest('T1', 60_000);
    expect(await store.nudges.nextDueIn()).toBe(60_000);
    await store.nudges.drop(first, 'n');
    clock.advance(60_000);
    const again = await store.nudges.claim(taking('n'));
    expect(again).toHaveLength(3);
    for (const nudge of again) await store.nudges.drop(nudge, 'n');
    expect(await store.nudges.nextDueIn()).toBeUndefined();
    expect(await store.nudges.find('b1-0')).toMatchObject({ state: 'over' });
  });

  test('count resends, stop once, and follow what ROQ says of the invite', async () => {
    await through('b1', 2, hour);
    clock.advance(hour);
    const [held] = await store.nudges.claim(taking('n'));
    if (!held) throw new Error('nobody held it');
    await store.nudges.tell(held, 'n', 'U9', word('b1-0'));
    const wanted = async () => (await store.posts.findByKey('nudge:b1-0'))?.wanted;
    await store.nudges.resent('b1-0');
    expect(await store.nudges.find('b1-0')).toMatchObject({ resends: 1 });
    expect(await wanted()).toBe(2);
    await store.batches.saw('acme', [{ inviteId: 'b1-0', status: 'accepted', at: clock.now() }]);
    expect(await wanted()).toBe(3);
    await store.batches.saw('acme', [{ inviteId: 'b1-0', status: 'accepted', at: clock.now() + 1 }]);
    expect(await wanted()).toBe(3);
    const end = post('nudge-end:b1-0', { kind: 'nudge_end', subject: 'b1-0' });
    const stops = await Promise.all([1, 2, 3].map(() => store.nudges.stop('b1-0', end)));
    expect(stops.filter(Boolean)).toHaveLength(1);
    expect(await store.posts.findByKey('nudge-end:b1-0')).toMatchObject({ kind: 'nudge_end' });
  });
});
