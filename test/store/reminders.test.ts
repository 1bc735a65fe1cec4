import { describe, expect, test } from 'vitest';
import { freshStore } from './fresh-store.ts';
import { batchThrough, noon, recipients } from './samples.ts';
import { engines } from './stores.ts';

const day = 24 * 3_600_000;
const taking = (owner: string) => ({ owner, leaseMs: 15_000, limit: 10 });

describe.each(engines)('reminders on $name', (engine) => {
  const { clock, place, store } = freshStore(engine);

  const through = (id: string, count: number, remindInMs?: number) => batchThrough(store, id, count, { remindInMs });
  const only = async (from = store, owner = 'r') => {
    const [held] = await from.reminders.claim(taking(owner));
    if (!held) throw new Error('nobody held it');
    return held;
  };

  test('are planned with the end of a batch, when they are wanted, and wait for their day', async () => {
    await through('b1', 3, day);
    await through('b2', 2);
    expect(await store.reminders.claim(taking('r'))).toEqual([]);
    expect(await store.reminders.nextDueIn()).toBe(day);
    clock.advance(day);
    const held = await store.reminders.claim(taking('r'));
    expect(held.map(({ inviteId, email, sent, invitedAt }) => [inviteId, email, sent, invitedAt]).sort()).toEqual([
      ['b1-0', recipients(3)[0]?.email, 0, noon],
      ['b1-1', recipients(3)[1]?.email, 0, noon],
    ]);
  });

  test('are counted once, by whoever holds them; what a holder had begun is known to the next', async () => {
    await through('b1', 2, day);
    clock.advance(day);
    const held = await only();
    expect(await store.reminders.begin(held, 'r', 'act-1')).toBe(true);
    const other = await place.open(clock);
    expect(await other.reminders.claim(taking('s'))).toEqual([]);
    clock.advance(15_000);
    const later = await only(other, 's');
    expect(later).toMatchObject({ actId: 'act-1', sent: 0 });
    expect(await store.reminders.sent(held, 'r', day)).toBe(false);
    expect(await store.reminders.begin(held, 'r', 'act-2')).toBe(false);
    expect(await store.reminders.end(held, 'r', 'off')).toBe(false);
    expect(await other.reminders.sent(later, 's', day)).toBe(true);
    expect(await store.reminders.find('b1-0')).toMatchObject({ sent: 1, state: 'waiting', actId: undefined });
    clock.advance(day);
    expect(await store.reminders.sent(await only(), 'r', undefined)).toBe(true);
    expect(await store.reminders.find('b1-0')).toMatchObject({ sent: 2, state: 'over' });
    expect(await store.reminders.nextDueIn()).toBeUndefined();
  });

  test('taken over after a lease and held by the first again are not written by what it held before', async () => {
    await through('b1', 2, day);
    clock.advance(day);
    const first = await only();
    clock.advance(15_000);
    const other = await place.open(clock);
    const theirs = await only(other, 's');
    expect(await other.reminders.postpone(theirs, 's', 0)).toBe(true);
    const again = await only();
    for (const write of [
      () => store.reminders.begin(first, 'r', 'act-1'),
      () => store.reminders.postpone(first, 'r', day),
      () => store.reminders.sent(first, 'r', day),
      () => store.reminders.end(first, 'r', 'off'),
    ])
      expect(await write()).toBe(false);
    expect(await store.reminders.find('b1-0')).toMatchObject({ state: 'waiting', sent: 0, actId: undefined });
    expect(await store.reminders.sent(again, 'r', day)).toBe(true);
  });

  test('are looked at again when settings change, unless somebody holds them', async () => {
    await through('b1', 3, day);
    await store.reminders.hurry({ teamId: 'T1', tenantId: 'globex' });
    expect(await store.reminders.nextDueIn()).toBe(day);
    await store.reminders.hurry({ teamId: 'T1', tenantId: 'acme' });
    const [first, second] = await store.reminders.claim(taking('r'));
    if (!first || !second) throw new Error('two were planned');
    expect(await store.reminders.postpone(first, 'r', 5_000)).toBe(true);
    await store.reminders.hurry({ teamId: 'T1', tenantId: 'acme' });
    expect((await store.reminders.claim(taking('s'))).map(({ inviteId }) => inviteId)).toEqual([first.inviteId]);
    expect(await store.reminders.end(second, 'r', 'excluded')).toBe(true);
    expect(await store.reminders.find(second.inviteId)).toMatchObject({ state: 'over', reason: 'excluded' });
  });

  test('leave out for good whom somebody took out, known by a mark that outlasts the address', async () => {
    const mark = await store.addressMemory.mark('acme', 'a@x.io');
    expect(await store.unreminded.add('acme', mark, 'U1')).toBe(true);
    expect(await store.unreminded.add('acme', mark, 'U2')).toBe(false);
    await store.addressMemory.forget('acme', 'a@x.io');
    expect(await store.unreminded.among('acme', [mark, 'other'])).toEqual(new Set([mark]));
    expect(await store.unreminded.among('globex', [mark])).toEqual(new Set());
    expect(await store.unreminded.remove('acme', mark)).toBe(true);
    expect(await store.unreminded.remove('acme', mark)).toBe(false);
  });
});
