import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { migrate, migrations } from '../../src/store/migrations.ts';
import { primaryKeys } from '../../src/store/schema.ts';
import { openStore } from '../../src/store/store.ts';
import { batch, claimAll, hold, noon, post, recipients } from './samples.ts';
import { engines, type Site } from './stores.ts';

describe.each(engines)('migrations on $name', ({ name: engine, site }) => {
  let place: Site;
  let db: Database;
  beforeEach(async () => {
    place = await site('nothing');
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

  test('go on with a store to which a newer release has added something, and say so', async () => {
    const more = {
      up: async (tx: Parameters<typeof migrate>[0]) => {
        await sql`alter table posts add column later text`.execute(tx);
        await sql`create table later (id text primary key)`.execute(tx);
      },
    };
    await db.write((tx, now) => migrate(tx, now, { ...migrations, '9001_more': more }));
    const said: object[] = [];
    const log = { warn: (facts: object) => void said.push(facts) };
    const { databaseUrl, dataDir } = place;
    const older = await openStore({ databaseUrl, dataDir, clock: sandboxClock({ frozenAt: noon }), log });
    expect(said).toEqual([{ newer: ['9001_more'] }]);
    await older.batches.create(batch('b1'), recipients(2));
    const card = await older.posts.create(post('p1'));
    await sql`update posts set kind = 'of_tomorrow', later = 'x' where id = ${card.id}`.execute(db.read);
    await older.posts.create(post('p2', { place: { channelId: 'C2', kind: 'public' } }));
    expect((await older.posts.claim(hold('me'))).map(({ key }) => key)).toEqual(['p2']);
    expect(await claimAll(older, 'me')).toEqual(['b1/0', 'b1/1']);
    await older.close();
  });

  const onPostgres = test.runIf(engine === 'postgres');
  onPostgres('may take longer than any other work, and so may the wait of whoever starts meanwhile', async () => {
    const limits: unknown[] = [];
    const slow = {
      up: async (tx: Parameters<typeof migrate>[0]) => {
        for (const name of ['statement_timeout', 'idle_in_transaction_session_timeout'])
          limits.push(...(await sql`select current_setting(${name}) as set`.execute(tx)).rows);
      },
    };
    const { databaseUrl, dataDir } = place;
    const options = { databaseUrl, dataDir, clock: sandboxClock({ frozenAt: noon }) };
    const started = await openDatabase(options, { ...migrations, '9001_slow': slow });
    expect(limits).toEqual([{ set: '0' }, { set: '5min' }]);
    expect((await sql`select current_setting('statement_timeout') as set`.execute(started.read)).rows).toEqual([
      { set: '30s' },
    ]);
    await started.close();
  });

  test('refuse a store that a newer release has changed so that this one could not work', async () => {
    await db.write((tx) => sql`insert into migrations values ('9999_taken_away!', 1)`.execute(tx));
    const { databaseUrl, dataDir } = place;
    await expect(openDatabase({ databaseUrl, dataDir, clock: sandboxClock() })).rejects.toThrow('9999_taken_away!');
  });
});
