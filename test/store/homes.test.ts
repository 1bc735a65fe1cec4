import { describe, expect, test } from 'vitest';
import type { ShownHome } from '../../src/workspaces/home.ts';
import { freshStore } from './fresh-store.ts';
import { installation, long, noon } from './samples.ts';
import { engines } from './stores.ts';

const of = { tenantId: 'acme', roqUserId: 'roq-ada' };
const shown = (change: Partial<ShownHome> = {}): ShownHome => ({ hash: 'h1', at: noon, readAt: noon, of, ...change });
const begins = { tab: 'recent', text: '', page: 0, mine: false, round: 0 } as const;

describe.each(engines)('Homes on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  test('are made when they are first opened, and keep what was chosen and shown', async () => {
    expect(await store.homes.find('T1', 'U1')).toBeUndefined();
    const made = { teamId: 'T1', slackUserId: 'U1', choice: begins, openedAt: noon };
    expect(await store.homes.open('T1', 'U1')).toEqual(made);
    await store.homes.show('T1', 'U1', shown({ view: '[]' }));
    clock.advance(5);
    const chosen = await store.homes.choose('T1', 'U1', (before) => ({ ...before, tab: 'expired', page: 2 }));
    expect(chosen).toEqual({
      ...made,
      openedAt: noon + 5,
      choice: { ...begins, tab: 'expired', page: 2 },
      shown: shown({ view: '[]' }),
    });
    expect(await store.homes.find('T1', 'U1')).toEqual(chosen);
    expect(await store.homes.find('T2', 'U1')).toBeUndefined();
  });

  test('take two presses at once one after the other', async () => {
    await store.homes.open('T1', 'U1');
    const turn = () => store.homes.choose('T1', 'U1', (before) => ({ ...before, page: before.page + 1 }));
    await Promise.all([turn(), turn(), turn()]);
    expect((await store.homes.find('T1', 'U1'))?.choice.page).toBe(3);
  });

  test('of a tenant are found while they are looked at, the latest first, and forgotten in the end', async () => {
    for (const user of ['U1', 'U2', 'U3', 'U4']) {
      await store.homes.open('T1', user);
      clock.advance(1_000);
    }
    for (const user of ['U1', 'U2', 'U3']) await store.homes.show('T1', user, shown());
    await store.homes.show('T1', 'U4', shown({ of: { tenantId: 'globex', roqUserId: 'roq-olga' } }));
    const recent = async (ms: number, limit: number) =>
      (await store.homes.recent('acme', ms, limit)).map(({ slackUserId }) => slackUserId);
    expect(await recent(3_000, 9)).toEqual(['U3', 'U2']);
    expect(await recent(long, 1)).toEqual(['U3']);
    await store.homes.show('T1', 'U3', { hash: 'h2', at: noon });
    expect(await recent(long, 9)).toEqual(['U2', 'U1']);
    expect(await store.homes.prune(noon + 2_000)).toBe(2);
    expect(await store.homes.find('T1', 'U2')).toBeUndefined();
    expect(await store.homes.find('T1', 'U3')).toBeDefined();
  });

  test('are gone with the app, and hold no address that was forgotten', async () => {
    await store.installations.save(installation({ id: 'T1' }), () => ({
      key: 'w',
      kind: 'welcome',
      subject: 'w',
      teamId: 'T1',
      tenantId: '',
    }));
    for (const team of ['T1', 'T2']) {
      await store.homes.open(team, 'U1');
      await store.homes.show(team, 'U1', shown({ view: JSON.stringify([{ text: 'Bob@x.io' }]) }));
      await store.homes.choose(team, 'U1', (before) => ({ ...before, text: 'BOB@x.io' }));
    }
    const gone = await store.installations.find({ teamId: 'T1' });
    if (!gone) throw new Error('not installed');
    await store.installations.remove(gone);
    expect(await store.homes.find('T1', 'U1')).toBeUndefined();
    await store.homes.open('T2', 'U2');
    await store.homes.show('T2', 'U2', shown({ view: '[]' }));
    expect((await store.addressMemory.forget('acme', 'bob@x.io')).kind).toBe('forgotten');
    expect(await store.homes.find('T2', 'U1')).toMatchObject({ choice: { text: '', round: 1 } });
    expect((await store.homes.find('T2', 'U1'))?.shown).toBeUndefined();
    expect((await store.homes.find('T2', 'U2'))?.shown).toBeDefined();
  });
});
