import { copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { backup, restore } from '../../src/store/backup.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { batch, noon, recipients } from './samples.ts';
import { engines, type Site } from './stores.ts';

const clock = sandboxClock({ frozenAt: noon });
const sqlite = engines.find((engine) => engine.name === 'sqlite');
const mode = (path: string) => statSync(path).mode & 0o777;

describe('the embedded store on disk', () => {
  let site: Site;
  let store: Store;
  let copy: string;
  beforeEach(async () => {
    if (!sqlite) throw new Error('the embedded engine is missing');
    site = await sqlite.site();
    store = await site.open(clock);
    copy = join(site.dataDir, 'copy.db');
  });
  afterEach(() => site.remove());

  test('is readable by its own user only, its log included', async () => {
    await store.batches.create(batch('b1'), recipients(1));
    expect(mode(site.dataDir)).toBe(0o700);
    for (const file of ['roq-invite.db', 'roq-invite.db-wal', 'roq-invite.db-shm']) {
      expect(mode(join(site.dataDir, file))).toBe(0o600);
    }
  });

  test('is backed up while it runs, and restored as it was then', async () => {
    await store.batches.create(batch('b1'), recipients(300));
    backup(site.dataDir, copy);
    await store.batches.create(batch('b2'), recipients(1));
    const elsewhere = join(site.dataDir, 'elsewhere');
    expect(restore(copy, elsewhere)).toBeUndefined();
    expect([mode(copy), mode(elsewhere)]).toEqual([0o600, 0o700]);

    const restored = await openStore({ dataDir: elsewhere, clock });
    expect(await restored.batches.counts('b1')).toMatchObject({ total: 300, queued: 300 });
    expect(await restored.batches.find('b2')).toBeUndefined();
    await restored.close();
  });

  test('is whole in its one file once it is closed', async () => {
    await store.batches.create(batch('b1'), recipients(1));
    await store.close();
    copyFileSync(join(site.dataDir, 'roq-invite.db'), copy);
    const elsewhere = join(site.dataDir, 'elsewhere');
    restore(copy, elsewhere);
    const copied = await openStore({ dataDir: elsewhere, clock });
    expect(await copied.batches.find('b1')).toBeDefined();
    await copied.close();
  });

  test('is set aside when a backup takes its place', async () => {
    const later = join(site.dataDir, 'later.db');
    const elsewhere = join(site.dataDir, 'elsewhere');
    backup(site.dataDir, copy);
    await store.batches.create(batch('b1'), recipients(1));
    backup(site.dataDir, later);
    restore(later, elsewhere);
    const aside = restore(copy, elsewhere);
    expect(aside).toBe(join(elsewhere, 'roq-invite.db.replaced-1'));
    expect(restore(aside ?? '', elsewhere)).toBe(join(elsewhere, 'roq-invite.db.replaced-2'));
    const restored = await openStore({ dataDir: elsewhere, clock });
    expect(await restored.batches.find('b1')).toBeDefined();
    await restored.close();
  });

  test('is not replaced while it is in use', async () => {
    await store.batches.create(batch('b1'), recipients(1));
    backup(site.dataDir, copy);
    expect(() => restore(copy, site.dataDir)).toThrow('in use');
    expect(await store.batches.find('b1')).toBeDefined();
    await store.batches.create(batch('b2'), recipients(1));
  });

  test('is not replaced by something else than a backup', async () => {
    await store.batches.create(batch('b1'), recipients(1));
    await store.close();
    writeFileSync(copy, 'x'.repeat(10_000));
    expect(() => restore(copy, site.dataDir)).toThrow();
    writeFileSync(copy, '');
    expect(() => restore(copy, site.dataDir)).toThrow('no backup');
    expect(() => restore(join(site.dataDir, 'missing.db'), site.dataDir)).toThrow('no file');
    store = await site.open(clock);
    expect(await store.batches.find('b1')).toBeDefined();
  });

  test('never overwrites a file with a backup', () => {
    writeFileSync(copy, 'precious');
    expect(() => backup(site.dataDir, copy)).toThrow('already exists');
    expect(() => backup(join(site.dataDir, 'nowhere'), copy)).toThrow('no store');
  });
});
