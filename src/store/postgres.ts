import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { type Clock, systemClock } from '../clock.ts';
import type { Engine, StoreLog } from './database.ts';
import type { Tables } from './schema.ts';

const int8 = 20;
const deadlockDetected = '40P01';
const serializationFailure = '40001';

/** Locks are of the whole database: apps in schemas of their own must not wait for one another. */
const ours = sql<string>`'roq-invite' || coalesce('.' || nullif(current_schema(), 'public'), '')`;

/** A server that several replicas share, at READ COMMITTED. */
export function postgresEngine(databaseUrl: string, clock: Clock, log?: StoreLog): Engine {
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, Number);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'roq-invite',
    max: 10,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 15_000,
    types,
  });
  const lost = (error: Error) => log?.warn({ error }, 'a database connection was lost');
  pool.on('error', lost);
  // The pool listens to idle ones only, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', lost));
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    name: 'postgres',
    kysely,
    now: (db) => (clock === systemClock ? databaseNow(db) : Promise.resolve(clock.now())),
    lockRows: (query, locked) => (locked === 'skip' ? query.forUpdate().skipLocked() : query.forUpdate()),
    among: (column, values) => sql<boolean>`${sql.ref(column)} = any(${[...values]})`,
    async alone(tx, gate) {
      await sql`select pg_advisory_xact_lock(hashtext(${ours}), hashtext(${gate}))`.execute(tx);
    },
    async unhurried(tx) {
      await sql`set local statement_timeout = 0`.execute(tx);
      // A replica that stands still meanwhile must not keep the others from starting for ever.
      await sql`set local idle_in_transaction_session_timeout = '5min'`.execute(tx);
    },
    mayRetry: (error) =>
      error instanceof pg.DatabaseError && (error.code === deadlockDetected || error.code === serializationFailure),
    // The server answers a commit when it is on its disk.
    lasting: async () => {},
    close: () => kysely.destroy(),
  };
}

async function databaseNow(db: Kysely<Tables>): Promise<number> {
  const clock = sql<{ now: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`;
  const { rows } = await clock.execute(db);
  if (!rows[0]) throw new Error('the database did not tell the time');
  return rows[0].now;
}
