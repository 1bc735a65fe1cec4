import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import { openDatabase } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import type { Installation } from '../../src/workspaces/installation.ts';
import { hold, installation, long, noon, post } from './samples.ts';
import { engines, type Site } from './stores.ts';

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const leaseMs = 15_000;
const welcome = ({ id, since }: Installation) =>
  post(`welcome:${id}:${since}`, { kind: 'welcome', teamId: id, place: undefined });
const rotating = { botToken: 'xoxe.xoxb-1', refreshToken: 'xoxe-1-first', expiresInMs: long };

describe.each(engines)('installs on $name', ({ site }) => {
  let place: Site;
  let clock: SandboxClock;
  let store: Store;
  beforeEach(async () => {
    clock = sandboxClock({ frozenAt: noon });
    place = await site();
    store = await place.open(clock, [oldKey]);
  });
  afterEach(() => place.remove());

  const stored = async () => {
    const db = await openDatabase({ databaseUrl: place.databaseUrl, dataDir: place.dataDir, clock });
    const { rows } = await sql<Record<string, unknown>>`select * from installations`.execute(db.read);
    await db.close();
    return rows;
  };

  test('are found by their team, with their tokens', async () => {
    const saved = await store.installations.save(installation(rotating), welcome);
    expect(saved).toEqual({
      ...installation({ botToken: rotating.botToken, refreshToken: rotating.refreshToken }),
      ...{ expiresAt: noon + long, since: noon, installedAt: noon },
    });
    expect(await store.installations.find({ teamId: 'T1' })).toEqual(saved);
    expect(await store.installations.find({ teamId: 'T2' })).toBeUndefined();
    expect(await store.installations.find({})).toBeUndefined();
  });

  test('keep no token in the clear', async () => {
    await store.installations.save(installation(rotating), welcome);
    const told = JSON.stringify(await stored());
    expect(told).toContain('Acme');
    expect(told).not.toMatch(/xox/);
  });

  test('post their first message once for each life of the app in a workspace', async () => {
    await store.installations.save(installation(), welcome);
    clock.advance(1_000);
    const again = await store.installations.save(installation({ botToken: 'xoxb-second' }), welcome);
    expect(again).toMatchObject({ since: noon, installedAt: noon + 1_000, botToken: 'xoxb-second' });
    expect(await store.posts.claim(hold('a'))).toMatchObject([{ key: `welcome:T1:${noon}` }]);
    await store.installations.remove(again);
    clock.advance(1_000);
    await store.installations.save(installation(), welcome);
    expect(await store.posts.claim(hold('a'))).toMatchObject([{ key: `welcome:T1:${noon + 2_000}` }]);
  });

  test("of a workspace go before its enterprise's", async () => {
    await store.installations.save(installation({ id: 'E1', orgWide: true, botToken: 'xoxb-org' }), welcome);
    const inOrg = { teamId: 'T1', enterpriseId: 'E1' };
    expect(await store.installations.find(inOrg)).toMatchObject({ botToken: 'xoxb-org' });
    await store.installations.save(installation(), welcome);
    expect(await store.installations.find(inOrg)).toMatchObject({ botToken: 'xoxb-acme' });
    expect(await store.installations.find({ teamId: 'T2', enterpriseId: 'E2' })).toBeUndefined();
  });

  test('of an enterprise serve a workspace by its own id once Slack has named both', async () => {
    await store.installations.save(installation({ id: 'E1', orgWide: true }), welcome);
    expect(await store.installations.find({ teamId: 'T1' })).toBeUndefined();
    await store.installations.find({ teamId: 'T1', enterpriseId: 'E1' });
    expect(await store.installations.find({ teamId: 'T1' })).toMatchObject({ id: 'E1' });
    expect(await store.installations.find({ teamId: 'T2' })).toBeUndefined();
    expect(await store.installations.find({ enterpriseId: 'E1' })).toMatchObject({ id: 'E1' });
  });

  test('under an old key are sealed anew when they are read, and open with the new key alone from then on', async () => {
    await store.installations.save(installation(), welcome);
    await expect((await place.open(clock, [newKey])).installations.find({ teamId: 'T1' })).rejects.toThrow(
      'ENCRYPTION_KEY does not list',
    );
    const [before] = await stored();
    const both = await place.open(clock, [newKey, oldKey]);
    expect(await both.installations.find({ teamId: 'T1' })).toMatchObject({ botToken: 'xoxb-acme' });
    const [after] = await stored();
    expect(after?.sealed_tokens).not.toBe(before?.sealed_tokens);
    expect(await both.installations.find({ teamId: 'T1' })).toMatchObject({ botToken: 'xoxb-acme' });
    expect((await stored())[0]).toEqual(after);
    const rid = await place.open(clock, [newKey]);
    expect(await rid.installations.find({ teamId: 'T1' })).toMatchObject({ botToken: 'xoxb-acme' });
  });

  describe('with token rotation', () => {
    test('are refreshed by one of many that ask at once', async () => {
      const seen = await store.installations.save(installation(rotating), welcome);
      const replicas = await Promise.all([1, 2, 3].map(() => place.open(clock, [oldKey])));
      const claims = await Promise.all(replicas.map((each) => each.installations.claimRefresh(seen, leaseMs)));
      const [held, ...others] = claims.filter((claim) => claim !== undefined);
      expect(others).toEqual([]);
      if (!held) throw new Error('nobody may refresh');
      const tokens = { botToken: 'xoxe.xoxb-2', refreshToken: 'xoxe-1-second', expiresInMs: 2 * long };
      const renewed = await store.installations.renewTokens(held, tokens);
      expect(renewed).toMatchObject({ botToken: 'xoxe.xoxb-2', refreshToken: 'xoxe-1-second' });
      expect(renewed).toMatchObject({ expiresAt: noon + 2 * long, since: noon, installedAt: noon });
      expect(await store.installations.claimRefresh(seen, leaseMs)).toBeUndefined();
      expect(await store.installations.find({ teamId: 'T1' })).toEqual(renewed);
    });

    test('may be refreshed by another one when the first died, who is fenced off then', async () => {
      const seen = await store.installations.save(installation(rotating), welcome);
      const first = await store.installations.claimRefresh(seen, leaseMs);
      clock.advance(leaseMs - 1);
      expect(await store.installations.claimRefresh(seen, leaseMs)).toBeUndefined();
      clock.advance(1);
      const second = await store.installations.claimRefresh(seen, leaseMs);
      if (!first || !second) throw new Error('the lease did not pass on');
      expect(await store.installations.renewTokens(first, { botToken: 'late' })).toBeUndefined();
      expect(await store.installations.renewTokens(second, { botToken: 'newest' })).toMatchObject({
        botToken: 'newest',
      });
    });

    test('never get tokens of before a re-install', async () => {
      const seen = await store.installations.save(installation(rotating), welcome);
      const held = await store.installations.claimRefresh(seen, leaseMs);
      await store.installations.save(installation({ ...rotating, botToken: 'anew' }), welcome);
      if (!held) throw new Error('nobody may refresh');
      expect(await store.installations.renewTokens(held, { botToken: 'old' })).toBeUndefined();
      expect(await store.installations.find({ teamId: 'T1' })).toMatchObject({ botToken: 'anew' });
    });
  });

  describe('that are removed', () => {
    const stateOf = async (key: string) => (await store.posts.findByKey(key))?.state;

    test('take with them what was still to be posted there, and nothing elsewhere', async () => {
      const saved = await store.installations.save(installation(), welcome);
      await store.posts.create(post('live'));
      clock.advance(1_000);
      const held = (await store.posts.claim(hold('a'))).find(({ key }) => key === 'live');
      if (!held) throw new Error('not claimed');
      const at = { place: { channelId: 'C1', kind: 'public' as const }, ts: '1.1', drawn: 1 };
      await store.posts.live(held, 'a', at);
      await store.posts.touch('batch', ['live']);
      await store.posts.create(post('wanted', { place: { channelId: 'C2', kind: 'public' } }));
      await store.posts.create(post('elsewhere', { teamId: 'T2' }));

      expect(await store.installations.remove(saved)).toEqual(['T1']);
      expect(await store.installations.find({ teamId: 'T1' })).toBeUndefined();
      expect(await Promise.all(['wanted', 'live', 'elsewhere'].map(stateOf))).toEqual(['dead', 'live', 'wanted']);
      clock.advance(long);
      expect((await store.posts.claim(hold('b'))).map(({ key }) => key)).toEqual(['elsewhere']);
    });

    test('take what somebody holds out of their hands', async () => {
      const saved = await store.installations.save(installation(), welcome);
      const [held] = await store.posts.claim(hold('a'));
      if (!held) throw new Error('not claimed');
      await store.installations.remove(saved);
      expect(await store.posts.beginPosting(held, 'a', leaseMs)).toBe(false);
    });

    test('are not, when the app was installed anew meanwhile', async () => {
      const judged = await store.installations.save(installation(), welcome);
      clock.advance(1);
      await store.installations.save(installation({ botToken: 'anew' }), welcome);
      expect(await store.installations.remove(judged)).toEqual([]);
      expect(await store.installations.find({ teamId: 'T1' })).toMatchObject({ botToken: 'anew' });
    });

    test('org-wide name every workspace they served', async () => {
      const saved = await store.installations.save(installation({ id: 'E1', orgWide: true }), welcome);
      await store.installations.find({ teamId: 'T1', enterpriseId: 'E1' });
      await store.installations.find({ teamId: 'T2', enterpriseId: 'E1' });
      await store.posts.create(post('wanted'));
      expect((await store.installations.remove(saved)).sort()).toEqual(['E1', 'T1', 'T2']);
      expect(await stateOf('wanted')).toBe('dead');
      expect(await store.installations.find({ teamId: 'T1' })).toBeUndefined();
    });
  });

  test('a state is spent once, in whichever replica', async () => {
    const replica = await place.open(clock, [oldKey]);
    const spent = await Promise.all([store, replica, store].map((each) => each.installations.spendState('state-1')));
    expect(spent.filter(Boolean)).toHaveLength(1);
    expect(await replica.installations.spendState('state-2')).toBe(true);
    clock.advance(2 * 60 * 60_000);
    await store.installations.spendState('state-3');
    expect(await store.installations.spendState('state-2')).toBe(true);
  });
});
