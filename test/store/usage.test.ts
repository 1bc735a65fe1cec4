import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import type { Claim } from '../../src/invites/usage.ts';
import type { Store } from '../../src/store/store.ts';
import { batch, hold, noon, recipients } from './samples.ts';
import { engines } from './stores.ts';

const today = '2026-11-22';
const claim = (count: number, change: { quota?: number; localDay?: string; cap?: Claim['cap'] } = {}): Claim => ({
  tenantId: 'acme',
  person: { roqUserId: 'roq-ada', localDay: change.localDay ?? today, count, quota: change.quota ?? 0 },
  mails: count,
  cap: change.cap,
});

describe.each(engines)('usage on $name', ({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open(sandboxClock({ frozenAt: noon }));
  });
  afterEach(() => store.close());

  test('counts a person’s day, and starts anew on the next', async () => {
    await store.usage.take(claim(3));
    await store.usage.take(claim(4));
    expect(await store.usage.read('acme', 'roq-ada', today)).toEqual({ today: 7, handedOver: 7, outstanding: 0 });
    expect(await store.usage.read('acme', 'roq-ada', '2026-11-23')).toMatchObject({ today: 0 });
    await store.usage.take(claim(2, { localDay: '2026-11-23' }));
    expect(await store.usage.read('acme', 'roq-ada', '2026-11-23')).toMatchObject({ today: 2, handedOver: 9 });
    expect(await store.usage.read('globex', 'roq-ada', today)).toEqual({ today: 0, handedOver: 0, outstanding: 0 });
  });

  test('gives nobody a second quota on a day that is already over', async () => {
    await store.usage.take(claim(3, { quota: 3, localDay: '2026-11-23' }));
    await expect(store.usage.take(claim(1, { quota: 3 }))).rejects.toMatchObject({ code: 'over_quota' });
  });

  test('says how many are left, and counts nothing of what it refuses', async () => {
    await store.usage.take(claim(3, { quota: 5 }));
    const refused = { code: 'over_quota', context: { left: 2, limit: 5 } };
    await expect(store.usage.take(claim(3, { quota: 5 }))).rejects.toMatchObject(refused);
    await store.usage.take(claim(2, { quota: 5 }));
  });

  test('lets no parallel hand-overs pass a quota together', async () => {
    const sent = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        store.batches.create(batch(`b${index}`), recipients(2), { claim: claim(2, { quota: 5 }), cooldownMs: 0 }),
      ),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await store.batches.recent('acme', 9)).toHaveLength(2);
    expect(await store.usage.read('acme', 'roq-ada', today)).toEqual({ today: 4, handedOver: 4, outstanding: 4 });
  });

  test('lets no parallel hand-overs pass the cap of pending invites together', async () => {
    const { handedOver } = await store.usage.read('acme', 'roq-ada', today);
    const cap = { limit: 10, pending: 5, handedOver };
    const sent = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        store.batches.create(batch(`b${index}`), recipients(2), { claim: claim(2, { cap }), cooldownMs: 0 }),
      ),
    );
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const refused = sent.find((result) => result.status === 'rejected');
    expect(refused).toMatchObject({ reason: { code: 'over_cap', context: { left: 1, limit: 10 } } });
  });

  test('counts as outstanding what ROQ may not know yet', async () => {
    await store.batches.create(batch('b1'), recipients(3), { claim: claim(3), cooldownMs: 0 });
    const [row] = (await store.batches.claim(hold('a', 1)))?.held ?? [];
    if (!row) throw new Error('nothing was claimed');
    expect(await store.usage.read('acme', 'roq-ada', today)).toMatchObject({ outstanding: 3 });
    await store.batches.settle('b1', 'a', [{ position: row.position, fence: row.fence, state: 'sent' }]);
    expect(await store.usage.read('acme', 'roq-ada', today)).toMatchObject({ outstanding: 2 });
  });

  test('a draft sent twice is counted once', async () => {
    const limits = { claim: claim(3, { quota: 3 }), cooldownMs: 0 };
    await store.batches.create(batch('b1'), recipients(3), limits);
    expect(await store.batches.create(batch('b2', { draftId: 'draft-of-b1' }), recipients(3), limits)).toMatchObject({
      created: false,
      batch: { id: 'b1' },
    });
    expect(await store.usage.read('acme', 'roq-ada', today)).toMatchObject({ today: 3 });
  });

  test('a batch with somebody mailed a short while ago is refused whole, and named', async () => {
    await store.mailings.note('acme', ['p1@x.io'], noon - 1_000);
    const limits = { claim: claim(3), cooldownMs: 5_000 };
    await expect(store.batches.create(batch('b1'), recipients(3), limits)).rejects.toMatchObject({
      code: 'cooldown',
      context: { email: 'p1@x.io', mailedAt: noon - 1_000, until: noon + 4_000 },
    });
    expect(await store.batches.find('b1')).toBeUndefined();
  });
});
