import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openStore } from '../../src/store/store.ts';
import { buildAll } from '../crash/app-process.ts';
import { type Bulk, countsOf, expectEveryMailOnce, startBulk, untilDone } from '../crash/bulk.ts';
import { engines } from '../store/stores.ts';

const sqlite = engines.find(({ name }) => name === 'sqlite');
const postgres = engines.find(({ name }) => name === 'postgres');

let bulk: Bulk | undefined;
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'roq-invite-commands-'));
});
afterEach(async () => {
  await bulk?.stop();
  bulk = undefined;
  await rm(dir, { recursive: true, force: true });
});

async function sending(): Promise<Bulk> {
  if (!sqlite) throw new Error('SQLite is missing');
  bulk = await startBulk(sqlite, { addresses: 60, sendMs: 300 });
  return bulk;
}

type Said = { code: number; out: string; err: string };
/** Runs a command as a person does. */
async function run(command: string, ...args: string[]): Promise<Said> {
  const script = join(await buildAll(), 'src', 'commands', `${command}.js`);
  const env = { ...process.env, DATA_DIR: bulk?.site.dataDir ?? dir };
  return promisify(execFile)(process.execPath, [script, ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  );
}

describe('a backup made while the app sends', () => {
  test('is whole, and an app on it goes on without mailing anybody twice', async () => {
    const app = await sending();
    const file = join(dir, 'store.backup');
    expect(await run('store-backup', '--to', file)).toMatchObject({ code: 0, err: '' });
    const inBackup = (await countsOf(app)).total;
    await untilDone(app);
    await app.app.terminate();

    const restored = join(dir, 'restored');
    expect(await run('store-restore', '--from', file, '--data-dir', restored)).toMatchObject({ code: 0 });
    app.env.DATA_DIR = restored;
    await app.another();
    const store = await openStore({ dataDir: restored, clock: systemClock });
    const counts = await untilDone({ ...app, store: async () => store });
    await store.close();
    expect(counts.total).toBe(inBackup);
    expect(counts.queued + counts.unsure).toBe(0);
    expectEveryMailOnce(app, 60);
  });

  test('is refused where it would overwrite something, and is restored neither over a store nor under an app', async () => {
    const app = await sending();
    const file = join(dir, 'store.backup');
    await run('store-backup', '--to', file);
    expect(await run('store-backup', '--to', file)).toMatchObject({ code: 1, out: '' });
    expect((await run('store-restore', '--from', file)).err).toContain('--force');
    expect((await run('store-restore', '--from', file, '--force')).err).toContain('in use');
    // Nothing here has looked into the store: this process would count as one that uses it.
    await app.app.terminate();
    const forced = await run('store-restore', '--from', file, '--force');
    expect(forced).toMatchObject({ code: 0 });
    expect(forced.out).toMatch(/What was there is now .*roq-invite\.db\.replaced-1/);
  });
});

describe('a move to PostgreSQL', () => {
  test('takes everything along, and the app goes on there', async () => {
    const app = await sending();
    const site = await postgres?.site();
    if (!site?.databaseUrl) throw new Error('PostgreSQL is missing');
    await app.app.terminate();
    const before = await countsOf(app);
    const moved = await run('store-move', '--to', site.databaseUrl);
    expect(moved).toMatchObject({ code: 0, err: '' });
    expect(moved.out).toMatch(/recipients +60\n/);
    app.env.DATABASE_URL = site.databaseUrl;
    const store = await site.open(systemClock);
    const there = { ...app, store: async () => store };
    expect(await countsOf(there)).toEqual(before);
    await app.another();
    expect(await untilDone(there)).toMatchObject({ sent: 60, total: 60 });
    expectEveryMailOnce(app, 60);
    expect((await run('store-move', '--to', site.databaseUrl)).err).toContain('not empty');
    await Promise.all([app.stop(), store.close()]);
    await site.remove();
  });
});

describe('wrong arguments', () => {
  test('are told, with the usage, and nothing of a password', async () => {
    const commands = ['store-move', 'store-backup', 'store-restore'];
    for (const [index, said] of (await Promise.all(commands.map((command) => run(command)))).entries()) {
      expect(said.code).toBe(1);
      expect(said.err).toContain(`Usage: npm run ${commands[index]?.replace('-', ':')} -- --`);
    }
    const typo = await run('store-move', '--to', 'mysql://me:secret@host/db');
    expect(typo.err).toContain('--to must name a PostgreSQL database');
    const away = await run('store-move', '--to', 'postgres://me:secret@127.0.0.1:1/db');
    expect([typo, away].map(({ code }) => code)).toEqual([1, 1]);
    expect(typo.err + away.err).not.toContain('secret');
    await writeFile(join(dir, 'other'), 'no store');
    expect((await run('store-restore', '--from', join(dir, 'other'), '--data-dir', dir)).code).toBe(1);
  });
});
