import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate, migrations } from '../../src/store/migrations.ts';
import { primaryKeys } from '../../src/store/schema.ts';
import { noon } from './samples.ts';
import { engines, type Site } from './stores.ts';

describe.each(engines)('migrations on $name', ({ site }) => {
  let place: Site;
  let db: Database;
  beforeEach(async () => {
    place = await site();
    const { databaseUrl, dataDir } = place;
    db = await openDatabase({ databaseUrl, dataDir, clock: sandboxClock({ frozenAt: noon }) });
  });
  afterEach(async () => {
    await db.close();
    await place.remove();
  });

  const applied = async () =>
    (await sql<{ name: string }>`select name from migrations order by name`.execute(db.read)).rows;

  const released = Object.keys(migrations).sort();

  test('make every table with its key', async () => {
    for (const [table, key] of Object.entries(primaryKeys)) {
      const columns = sql.join(key.map((column) => sql.ref(column)));
      await expect(sql`select ${columns} from ${sql.table(table)}`.execute(db.read)).resolves.toEqual({ rows: [] });
    }
  });

  test('run in order, each once', async () => {
    const ran: string[] = [];
    const next = (name: string) => ({ up: async () => void ran.push(name) });
    const known = { ...migrations, '9002_late': next('9002'), '9001_early': next('9001') };
    await db.write((tx, now) => migrate(tx, now, known));
    await db.write((tx, now) => migrate(tx, now, known));
    expect(ran).toEqual(['9001', '9002']);
    expect((await applied()).map(({ name }) => name)).toEqual([...released, '9001_early', '9002_late']);
  });

  test('leave nothing behind when one of them fails', async () => {
    const half = {
      async up() {
        throw new Error('half way');
      },
    };
    const table = {
      up: (tx: Parameters<typeof migrate>[0]) => tx.schema.createTable('made').addColumn('a', 'text').execute(),
    };
    const known = { ...migrations, '9001_table': table, '9002_half': half };
    await expect(db.write((tx, now) => migrate(tx, now, known))).rejects.toThrow('half way');
    expect((await applied()).map(({ name }) => name)).toEqual(released);
    await expect(sql`select a from made`.execute(db.read)).rejects.toThrow();
  });

  test('refuse a store that a newer version has changed', async () => {
    await db.write((tx) => sql`insert into migrations values ('9999_future', 1)`.execute(tx));
    const { databaseUrl, dataDir } = place;
    await expect(openDatabase({ databaseUrl, dataDir, clock: sandboxClock() })).rejects.toThrow('9999_future');
  });
});
