import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import type { Store } from '../../src/store/store.ts';
import { batch, noon, recipients } from './samples.ts';
import { engines } from './stores.ts';

describe.each(engines)('batches on $name', ({ open }) => {
  let clock: SandboxClock;
  let store: Store;
  beforeEach(async () => {
    clock = sandboxClock({ frozenAt: noon });
    store = await open(clock);
  });
  afterEach(() => store.close());

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
});
