import type { Expression, Kysely, SelectQueryBuilder, SqlBool, Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import { migrate, migrations } from './migrations.ts';
import type { Tables } from './schema.ts';

export type EngineName = 'sqlite' | 'postgres';
export type Tx = Transaction<Tables>;
export type StoreLog = { warn(facts: object, message: string): void };

/** All that differs between the databases; one file each. */
export type Engine = {
  name: EngineName;
  kysely: Kysely<Tables>;
  /** ms, by the one clock that all replicas share: the database's. A clock that is not the system's stands for it. */
  now(db: Kysely<Tables>): Promise<number>;
  lockRows: LockRows;
  among: Among;
  /** Until this transaction ends, no other one is past the same gate. */
  alone(tx: Tx, gate: string): Promise<void>;
  /** What this transaction does, or waits for, may take minutes. */
  unhurried(tx: Tx): Promise<void>;
  /** The database gave up this transaction to let another one go on: doing it again is right. */
  mayRetry(error: unknown): boolean;
  /** Resolves when all that is committed by now would survive a power cut. */
  lasting(): Promise<void>;
  close(): Promise<void>;
};

/** What a write must survive before it counts: a kill of the process it survives in any case. */
export type Survives = 'power cut' | 'kill';

/** Locks the selected rows until the transaction ends; `skip` leaves out those that another one has locked. */
export type LockRows = <T extends keyof Tables, O>(
  query: SelectQueryBuilder<Tables, T, O>,
  locked: 'skip' | 'wait',
) => SelectQueryBuilder<Tables, T, O>;

/** That the column holds one of these: one parameter and one statement, however many they are. */
export type Among = (column: string, values: readonly string[]) => Expression<SqlBool>;

export type Database = Pick<Engine, 'lockRows' | 'among' | 'alone'> & {
  engine: EngineName;
  /** For reads outside a transaction; inside `write` use its `tx`, SQLite has one connection only. */
  read: Kysely<Tables>;
  /**
   * One transaction; `now` is the time by the database's clock. `work` may be run again after a deadlock. Resolves when
   * a power cut could not undo it any more, or at once for what nobody would miss.
   */
  write<T>(work: (tx: Tx, now: number) => Promise<T>, survives?: Survives): Promise<T>;
  now(): Promise<number>;
  close(): Promise<void>;
};

export type StoreOptions = {
  /** PostgreSQL; without it an SQLite file in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  clock: Clock;
  log?: StoreLog | undefined;
};

/** Opens the database and brings its schema up to date, one process after another. */
export async function openDatabase(options: StoreOptions, known = migrations): Promise<Database> {
  const { databaseUrl, dataDir, clock, log } = options;
  // One of the drivers is enough, and the other is not even read.
  const engine = databaseUrl
    ? (await import('./postgres.ts')).postgresEngine(databaseUrl, clock, log)
    : await (await import('./sqlite.ts')).sqliteEngine(dataDir, clock);
  const database: Database = {
    engine: engine.name,
    read: engine.kysely,
    async write(work, survives = 'power cut') {
      const result = await write(engine, work);
      if (survives === 'power cut') await engine.lasting();
      return result;
    },
    now: () => engine.now(engine.kysely),
    lockRows: engine.lockRows,
    among: engine.among,
    alone: engine.alone,
    close: engine.close,
  };
  try {
    await database.write(async (tx, now) => {
      await engine.unhurried(tx);
      await database.alone(tx, 'migrations');
      const newer = await migrate(tx, now, known);
      if (newer.length > 0) log?.warn({ newer }, 'a newer release works on this store too');
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

const mostAttempts = 5;

async function write<T>(engine: Engine, work: (tx: Tx, now: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await engine.kysely.transaction().execute(async (tx) => work(tx, await engine.now(tx)));
    } catch (error) {
      if (attempt >= mostAttempts || !engine.mayRetry(error)) throw error;
    }
  }
}
