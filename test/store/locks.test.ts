import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { openDatabase } from '../../src/store/database.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { batch, claimAll, hold, noon, post, recipients } from './samples.ts';
import { engines, type Site } from './stores.ts';

/** What only PostgreSQL can do wrong: two transactions that are half way at the same time. */
describe('while another replica is half way through a stop', () => {
  let site: Site;
  let store: Store;
  let stopping: pg.Client;
  let watching: pg.Client;
  beforeEach(async () => {
    const postgres = engines.find((engine) => engine.name === 'postgres');
    if (!postgres) throw new Error('PostgreSQL is missing');
    site = await postgres.site();
    store = await site.open(sandboxClock({ frozenAt: noon }));
    stopping = new pg.Client({ connectionString: site.databaseUrl });
    watching = new pg.Client({ connectionString: site.databaseUrl });
    await stopping.connect();
    await watching.connect();
    await store.batches.create(batch('b1'), recipients(2));
  });
  afterEach(async () => {
    await stopping.end();
    await watching.end();
    await site.remove();
  });

  const stopHalfWay = () => stopping.query("begin; update batches set state = 'stopped' where id = 'b1'");

  /** Resolves with the work's answer, or with `waits` once the work waits for the lock that we hold. */
  async function outcome<T>(work: Promise<T>): Promise<T | 'waits'> {
    let settled = false;
    const done = work.finally(() => {
      settled = true;
    });
    const { rows } = await stopping.query<{ pid: number }>('select pg_backend_pid() as pid');
    const blocked = `select 1 from pg_stat_activity where ${rows[0]?.pid} = any(pg_blocking_pids(pid))`;
    while (!settled) {
      if (((await watching.query(blocked)).rowCount ?? 0) > 0) return 'waits';
    }
    return done;
  }

  test('a row that goes back to the queue waits for it, and is stopped', async () => {
    const claimed = await store.batches.claim(hold('a', 1));
    const rows = (claimed?.held ?? []).map(({ position, fence }) => ({ position, fence, state: 'queued' as const }));
    await stopHalfWay();
    const settling = store.batches.settle('b1', 'a', rows);
    expect(await outcome(settling)).toBe('waits');
    await stopping.query('commit');
    expect(await settling).toBe(1);
    expect(await store.batches.at('b1', [0])).toMatchObject([{ state: 'stopped' }]);
  });

  test('a claim waits for it, and takes nothing to send', async () => {
    await stopHalfWay();
    const claiming = store.batches.claim(hold('a'));
    expect(await outcome(claiming)).toBe('waits');
    await stopping.query("update recipients set state = 'stopped', due_at = null where batch_id = 'b1'; commit");
    expect(await claiming).toBeUndefined();
  });

  test('finishing waits for it, and sees what it left to do', async () => {
    await stopHalfWay();
    const finishing = store.batches.finishIfSettled('b1');
    expect(await outcome(finishing)).toBe('waits');
    await stopping.query('commit');
    expect(await finishing).toBe(false);
  });
});

test('an app never waits for another one that has a schema of its own in the same database', async () => {
  const site = await engines.find((engine) => engine.name === 'postgres')?.site('nothing');
  if (!site?.databaseUrl) throw new Error('PostgreSQL is missing');
  const own = (schema: string) => {
    const url = new URL(site.databaseUrl ?? '');
    url.searchParams.set('options', `-c search_path=${schema}`);
    return { databaseUrl: url.href, dataDir: site.dataDir, clock: sandboxClock({ frozenAt: noon }) };
  };
  const maker = new pg.Client({ connectionString: site.databaseUrl });
  await maker.connect();
  await maker.query('create schema mine; create schema theirs');
  await maker.end();
  const busy = await openDatabase(own('theirs'));
  const stores: Store[] = [];
  try {
    await busy.write(async (tx) => {
      for (const gate of ['migrations', 'recipients', 'posts']) await busy.alone(tx, gate);
      const store = await openStore(own('mine'));
      stores.push(store);
      await store.batches.create(batch('b1'), recipients(2));
      await store.posts.create(post('k1'));
      expect(await claimAll(store, 'a')).toHaveLength(2);
      expect(await store.posts.claim(hold('a'))).toHaveLength(1);
    });
  } finally {
    await Promise.all([busy, ...stores].map((each) => each.close()));
    await site.remove();
  }
});
