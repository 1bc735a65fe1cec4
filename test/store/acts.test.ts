import { describe, expect, test } from 'vitest';
import type { HeldAct, NewAct } from '../../src/invites/act.ts';
import { freshStore } from './fresh-store.ts';
import { act, hold, long, noon, post } from './samples.ts';
import { engines } from './stores.ts';

const cooldownMs = 5 * 60_000;

describe.each(engines)('acts on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  const begin = (id: string, change: Partial<NewAct> = {}) =>
    store.acts.begin(act(id, change), { owner: 'a', leaseMs: 60_000, cooldownMs });
  const begun = async (id: string, change: Partial<NewAct> = {}): Promise<HeldAct> => {
    const result = await begin(id, change);
    if (result.kind !== 'begun') throw new Error(`expected to begin, was ${result.kind}`);
    return result.act;
  };

  test('keeps the intent with what the invite looked like', async () => {
    expect(await begun('act-1')).toEqual({
      ...act('act-1'),
      state: 'open',
      reason: undefined,
      checks: 0,
      createdAt: noon,
      finishedAt: undefined,
      fence: 1,
    });
  });

  test('lets one act at a time work on an invite, and another once it is finished', async () => {
    const first = await begun('act-1', { kind: 'cancel' });
    expect(await begin('act-2')).toMatchObject({ kind: 'busy', act: { id: 'act-1' } });
    expect(await store.acts.finish(first, 'a', { state: 'refused', reason: 'accepted' })).toBe(true);
    expect(await begin('act-3')).toMatchObject({ kind: 'begun' });
  });

  test('lets one resend at a time mail an address, whichever invite it is for', async () => {
    await begun('act-1');
    expect(await begin('act-2', { inviteId: 'invite-2' })).toMatchObject({ kind: 'busy', act: { id: 'act-1' } });
    expect(await begin('act-3', { inviteId: 'invite-3', kind: 'cancel' })).toMatchObject({ kind: 'begun' });
    expect(await begin('act-4', { inviteId: 'invite-4', tenantId: 'globex' })).toMatchObject({ kind: 'begun' });
  });

  test('notes the mailing of a resend that was done or may have been, and lets the address cool down', async () => {
    await store.acts.finish(await begun('act-1'), 'a', { state: 'unsure' });
    expect(await begin('act-2')).toEqual({ kind: 'cooldown', mailedAt: noon });
    expect(await begin('act-3', { kind: 'cancel' })).toMatchObject({ kind: 'begun' });
    clock.advance(cooldownMs);
    expect(await begin('act-4', { inviteId: 'invite-4' })).toMatchObject({ kind: 'begun' });
  });

  test('stores the word to whoever asked together with the end, and only for who ended it', async () => {
    const held = await begun('act-1');
    const word = post('act-end:act-1', { kind: 'act_end', subject: 'act-1' });
    expect(await store.acts.finish(held, 'somebody else', { state: 'done' }, word)).toBe(false);
    expect(await store.posts.findByKey('act-end:act-1')).toBeUndefined();
    expect(await store.acts.finish(held, 'a', { state: 'done' }, word)).toBe(true);
    expect(await store.posts.findByKey('act-end:act-1')).toMatchObject({ kind: 'act_end', state: 'wanted' });
  });

  test('leaves no act behind when an address has to cool down', async () => {
    await store.mailings.note('acme', ['bob@x.io'], noon);
    expect(await begin('act-1')).toMatchObject({ kind: 'cooldown' });
    clock.advance(cooldownMs);
    expect(await begin('act-1')).toMatchObject({ kind: 'begun' });
  });

  test('notes no mailing for a resend that was refused, nor for a cancel', async () => {
    await store.acts.finish(await begun('act-1'), 'a', { state: 'refused' });
    await store.acts.finish(await begun('act-2', { kind: 'cancel' }), 'a', { state: 'done' });
    expect(await store.mailings.lastMailed('acme', ['bob@x.io'])).toEqual(new Map());
  });

  test('hands an act on when its holder died, with the state it had', async () => {
    const held = await begun('act-1');
    expect(await store.acts.beginCall(held, 'a', 60_000)).toBe(true);
    expect(await store.acts.claim(hold('b'))).toEqual([]);
    clock.advance(long);
    expect(await store.acts.claim(hold('b'))).toMatchObject([{ id: 'act-1', state: 'called', fence: 2 }]);
    expect(await store.acts.claim(hold('c'))).toEqual([]);
  });

  test('lets a holder whose act was taken over write nothing', async () => {
    const held = await begun('act-1');
    clock.advance(long);
    const [taken] = await store.acts.claim(hold('b'));
    expect(await store.acts.beginCall(held, 'a', 60_000)).toBe(false);
    expect(await store.acts.postpone(held, 'a', 0, 1)).toBe(false);
    expect(await store.acts.finish(held, 'a', { state: 'done' })).toBe(false);
    expect(await store.mailings.lastMailed('acme', ['bob@x.io'])).toEqual(new Map());
    if (!taken) throw new Error('the act was to be taken over');
    expect(await store.acts.finish({ ...taken, fence: held.fence }, 'b', { state: 'done' })).toBe(false);
    expect(await store.acts.finish(taken, 'b', { state: 'done' })).toBe(true);
    expect(await store.acts.finish(taken, 'b', { state: 'done' })).toBe(false);
  });

  test('waits before an act in doubt is looked up again', async () => {
    const held = await begun('act-1');
    await store.acts.beginCall(held, 'a', 60_000);
    expect(await store.acts.postpone(held, 'a', long, 2)).toBe(true);
    expect(await store.acts.claim(hold('a'))).toEqual([]);
    expect(await begin('act-2')).toMatchObject({ kind: 'busy' });
    clock.advance(long);
    expect(await store.acts.claim(hold('a'))).toMatchObject([{ state: 'called', checks: 2 }]);
  });

  test('takes the longest waiting acts first, as many as asked for', async () => {
    for (const id of ['one', 'two', 'three']) {
      await begun(id, { inviteId: id, email: `${id}@x.io` });
      clock.advance(1_000);
    }
    clock.advance(long);
    expect((await store.acts.claim(hold('b', 2))).map(({ id }) => id).sort()).toEqual(['one', 'two']);
  });

  test('finds the newest finished act of each invite', async () => {
    await store.acts.finish(await begun('act-1'), 'a', { state: 'refused', reason: 'first' });
    clock.advance(long);
    await store.acts.finish(await begun('act-2'), 'a', { state: 'done' });
    clock.advance(long);
    await begun('act-3', { kind: 'cancel' });
    const latest = await store.acts.latest('acme', ['invite-1', 'invite-2']);
    expect([...latest.keys()]).toEqual(['invite-1']);
    expect(latest.get('invite-1')).toMatchObject({ id: 'act-2', state: 'done', finishedAt: noon + long });
    expect((await store.acts.latest('globex', ['invite-1'])).size).toBe(0);
  });

  test('is found by its id', async () => {
    const { fence, ...made } = await begun('act-1');
    expect(fence).toBe(1);
    expect(await store.acts.find('act-1')).toEqual(made);
    expect(await store.acts.find('act-2')).toBeUndefined();
  });

  test('reads fresh after a write was refused by the database', async () => {
    await store.acts.finish(await begun('act-1'), 'a', { state: 'refused' });
    await expect(begin('act-1')).rejects.toThrow();
    await store.mailings.note('acme', ['ada@x.io'], noon);
    expect((await store.mailings.lastMailed('acme', ['ada@x.io'])).size).toBe(1);
  });
});
