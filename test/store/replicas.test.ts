import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import { systemClock } from '../../src/clock.ts';
import type { Store } from '../../src/store/store.ts';
import { act, batch, claimAll, hold, noon, post, recipients } from './samples.ts';
import { engines, type Site } from './stores.ts';

describe.each(engines)('several replicas on $name', ({ site }) => {
  let clock: SandboxClock;
  let place: Site;
  beforeEach(async () => {
    clock = sandboxClock({ frozenAt: noon });
    place = await site();
  });
  afterEach(() => place.remove());

  const replicas = (count: number): Promise<Store[]> =>
    Promise.all(Array.from({ length: count }, () => place.open(clock)));

  test('open a new store at once, and later again', async () => {
    const fresh = await site('nothing');
    onTestFinished(fresh.remove);
    const stores = await Promise.all([1, 2, 3, 4, 5, 6].map(() => fresh.open(clock)));
    await Promise.all(stores.map((store) => store.ping()));
    const late = await fresh.open(clock);
    await late.mailings.note('acme', ['a@x.io'], noon);
    expect(await stores[0]?.mailings.lastMailed('acme', ['a@x.io'])).toEqual(new Map([['a@x.io', noon]]));
  });

  test('never share a recipient, and leave none', async () => {
    const stores = await replicas(8);
    const [first] = stores;
    await first?.batches.create(batch('b1'), recipients(60));
    await first?.batches.create(batch('b2', { tenantId: 'globex' }), recipients(60));
    const taken = (await Promise.all(stores.map((store, index) => claimAll(store, `owner-${index}`, 7)))).flat();
    expect(taken).toHaveLength(120);
    expect(new Set(taken).size).toBe(120);
  });

  test('serve tenants in turn, however much one of them sends', async () => {
    const [one, other] = await replicas(2);
    if (!one || !other) throw new Error('two replicas were asked for');
    await one.batches.create(batch('big'), recipients(50));
    await one.batches.create(batch('big-2'), recipients(50));
    for (const id of ['small-1', 'small-2']) {
      await one.batches.create(batch(id, { tenantId: id }), recipients(10));
    }
    const served: string[] = [];
    for (const store of [one, other, one, other, one, other]) {
      served.push((await store.batches.claim(hold('a', 5)))?.batch.id ?? 'none');
    }
    expect(served).toEqual(['big', 'small-1', 'small-2', 'big-2', 'small-1', 'small-2']);
  });

  test('serve different tenants when they claim at once', async () => {
    const stores = await replicas(4);
    for (const tenantId of ['acme', 'globex', 'initech', 'umbrella']) {
      await stores[0]?.batches.create(batch(tenantId, { tenantId }), recipients(20));
    }
    const claims = await Promise.all(stores.map((store, index) => store.batches.claim(hold(`o${index}`, 5))));
    const served = claims.map((claimed) => claimed?.batch.tenantId);
    expect(served.sort()).toEqual(['acme', 'globex', 'initech', 'umbrella']);
  });

  test('make one batch of a draft', async () => {
    const stores = await replicas(4);
    const made = await Promise.all(
      stores.map((store, index) => store.batches.create(batch(`b${index}`, { draftId: 'd1' }), recipients(150))),
    );
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map((each) => each.batch.id)).size).toBe(1);
  });

  test('begin one act on an invite', async () => {
    const stores = await replicas(5);
    const begun = await Promise.all(
      stores.map((store, index) =>
        store.acts.begin(act(`act-${index}`), { owner: `o${index}`, leaseMs: 60_000, cooldownMs: 0 }),
      ),
    );
    expect(begun.map(({ kind }) => kind).sort()).toEqual(['begun', 'busy', 'busy', 'busy', 'busy']);
  });

  test('never hold two posts of one channel at once', async () => {
    const stores = await replicas(6);
    for (const key of ['k1', 'k2', 'k3', 'k4']) {
      await stores[0]?.posts.create(post(key, { place: { channelId: 'C1', kind: 'public' } }));
      await stores[0]?.posts.create(post(`${key}-other`, { place: { channelId: `C-${key}`, kind: 'public' } }));
    }
    const held = (await Promise.all(stores.map((store, index) => store.posts.claim(hold(`o${index}`, 3))))).flat();
    expect(held.map((each) => each.place?.channelId).sort()).toEqual(['C-k1', 'C-k2', 'C-k3', 'C-k4', 'C1']);
  });

  test('start the digest of a day once', async () => {
    const stores = await replicas(5);
    const run = { teamId: 'T1', tenantId: 'acme', name: 'pending', localDay: '2026-11-22' };
    const started = await Promise.all(
      stores.map((store) => store.digestRuns.start(run, post('digest', { kind: 'digest' }))),
    );
    expect(started.filter(Boolean)).toHaveLength(1);
  });

  test('write at once without losing anything', async () => {
    const stores = await replicas(4);
    const emails = Array.from({ length: 25 }, (_, index) => `p${index}@x.io`);
    await Promise.all(
      stores.flatMap((store, index) =>
        emails.map((email) => store.mailings.note(`tenant-${index}`, [email, 'shared@x.io'], noon)),
      ),
    );
    for (let index = 0; index < stores.length; index += 1) {
      expect((await stores[0]?.mailings.lastMailed(`tenant-${index}`, [...emails, 'shared@x.io']))?.size).toBe(26);
    }
  });

  test('stop a batch that others are delivering without sending a stopped row', async () => {
    const stores = await replicas(4);
    const [first, ...workers] = stores;
    await first?.batches.create(batch('b1'), recipients(100));
    const delivering = workers.map(async (store, index) => {
      const owner = `o${index}`;
      let sent = 0;
      for (;;) {
        const claimed = await store.batches.claim(hold(owner, 5));
        if (!claimed) return sent;
        const rows = claimed.held.map(({ position, fence }) => ({ position, fence, knownIds: [] }));
        await store.batches.beginCall('b1', owner, rows, 60_000);
        const ends = rows.map(({ position, fence }, at) =>
          at === 0
            ? { position, fence, state: 'queued' as const, inMs: 0, tries: 1 }
            : { position, fence, state: 'sent' as const, inviteId: `i${position}` },
        );
        await store.batches.settle('b1', owner, ends);
        sent += rows.length - 1;
      }
    });
    await first?.batches.stop('b1');
    const sent = (await Promise.all(delivering)).reduce((sum, each) => sum + each, 0);
    expect(await first?.batches.counts('b1')).toMatchObject({ sent, stopped: 100 - sent, queued: 0, sending: 0 });
    expect(await first?.batches.finishIfSettled('b1')).toBe(true);
  });

  test('agree on the time', async () => {
    const before = Date.now();
    const [one, other] = [await place.open(systemClock), await place.open(systemClock)];
    expect(Math.abs((await one.now()) - before)).toBeLessThan(60_000);
    expect(Math.abs((await other.now()) - (await one.now()))).toBeLessThan(60_000);
    expect(await (await place.open(clock)).now()).toBe(noon);
  });
});
