import { describe, expect, test } from 'vitest';
import { turnsDuring } from '../turns.ts';
import { freshStore } from './fresh-store.ts';
import { batch, recipients } from './samples.ts';
import { engines } from './stores.ts';

describe.each(engines)('batches on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  test('keeps everything about a batch and its recipients', async () => {
    const { batch: made, created } = await store.batches.create(batch('b1'), recipients(2, { locale: 'de' }));
    expect(created).toBe(true);
    expect(made).toMatchObject({ ...batch('b1'), total: 2, state: 'sending' });
    expect(await store.batches.find('b1')).toEqual(made);
    const [first] = await store.batches.recipients('b1', { limit: 1, offset: 0 });
    expect(first).toMatchObject({ position: 0, email: 'p0@x.io', locale: 'de', state: 'queued', called: false });
  });

  test('stores 10,000 recipients at once', async () => {
    await store.batches.create(batch('b1'), recipients(10_000));
    expect(await store.batches.counts('b1')).toMatchObject({ total: 10_000, queued: 10_000, sent: 0 });
    const page = await store.batches.recipients('b1', { limit: 2, offset: 9_998 });
    expect(page.map((row) => row.position)).toEqual([9_998, 9_999]);
  });

  test('makes one batch of a draft, however often it is sent at once', async () => {
    const draft = await store.drafts.create({ id: 'd1', teamId: 'T1', slackUserId: 'U1', content: { recipients: [] } });
    const sent = await Promise.all(
      ['b1', 'b2', 'b3', 'b4', 'b5'].map((id) => store.batches.create(batch(id, { draftId: draft.id }), recipients(3))),
    );
    expect(sent.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(sent.map((made) => made.batch.id)).size).toBe(1);
    expect(await store.drafts.find('d1')).toMatchObject({ state: 'sent' });
    expect(await store.drafts.update('d1', { content: { recipients: [] } })).toBeUndefined();
  });

  test('stores nothing of a batch whose recipients cannot be stored', async () => {
    const [first] = recipients(1);
    if (!first) throw new Error('one recipient was asked for');
    await expect(store.batches.create(batch('b1'), [...recipients(200), first])).rejects.toThrow();
    expect(await store.batches.find('b1')).toBeUndefined();
    expect((await store.batches.create(batch('b1'), recipients(1))).created).toBe(true);
  });

  test('lists the newest batches of a tenant', async () => {
    for (const id of ['b1', 'b2', 'b3']) {
      await store.batches.create(batch(id), recipients(1));
      clock.advance(1);
    }
    await store.batches.create(batch('b4', { tenantId: 'globex' }), recipients(1));
    expect((await store.batches.recent('acme', 2)).map(({ id }) => id)).toEqual(['b3', 'b2']);
  });

  test('pages through the recipients in the states that are asked for', async () => {
    await store.batches.create(batch('b1'), recipients(5));
    const claimed = await store.batches.claim({ owner: 'a', leaseMs: 60_000, limit: 2 });
    expect(claimed?.held).toHaveLength(2);
    const page = await store.batches.recipients('b1', { states: ['queued', 'sent'], limit: 2, offset: 1 });
    expect(page.map((row) => row.position)).toEqual([3, 4]);
    expect(await store.batches.recipients('b1', { states: [], limit: 2, offset: 0 })).toEqual([]);
    expect((await store.batches.at('b1', [4, 0])).map((row) => row.email)).toEqual(['p0@x.io', 'p4@x.io']);
  });

  test.each([
    { page: { limit: 2, offset: 1 }, people: [1, 2] },
    { page: { limit: 9, offset: 3 }, people: [3, 4] },
    { page: { states: ['queued'] as const, limit: 1, offset: 1 }, people: [3] },
    { page: { states: [], limit: 9, offset: 0 }, people: [] },
  ])('lists the outcomes of $people only, as their rows have them', async ({ page, people }) => {
    for (const id of ['b1', 'b2']) await store.batches.create(batch(id), recipients(5, { lastName: id }));
    await store.batches.claim({ owner: 'a', leaseMs: 60_000, limit: 2 });
    await store.batches.outcomes('b2', { limit: 1, offset: 4 });
    const listed = await store.batches.outcomes('b1', page);
    expect(listed.map(({ email, lastName }) => [email, lastName])).toEqual(people.map((n) => [`p${n}@x.io`, 'b1']));
    expect(await store.batches.recipients('b1', page)).toMatchObject(listed);
  });

  test('lets the event loop turn after every hundred recipients', async () => {
    const turns = await turnsDuring(() => store.batches.create(batch('b1'), recipients(5_000)));
    expect(turns).toBeGreaterThanOrEqual(49);
  });
});
