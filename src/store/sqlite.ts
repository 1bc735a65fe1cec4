import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause, setImmediate as yieldToEvents } from 'node:timers/promises';
import {
  type DatabaseConnection,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
  sql,
} from 'kysely';
import Libsql from 'libsql';
import { boundedCache } from '../bounded-cache.ts';
import type { Clock } from '../clock.ts';
import type { Engine } from './database.ts';
import { disk, flushesOfCommits } from './disk.ts';
import type { Tables } from './schema.ts';

export const sqliteFile = (dataDir: string): string => join(dataDir, 'roq-invite.db');

/**
 * One file, one connection; several processes may share the file. SQLite itself would flush its log inside each commit,
 * with the event loop standing still: `lasting` does the same beside it, for all that were committed meanwhile at once.
 */
export async function sqliteEngine(dataDir: string, clock: Clock, diskOf = disk): Promise<Engine> {
  const connection = await connect(dataDir);
  const log = diskOf(`${sqliteFile(dataDir)}-wal`);
  const flushes = flushesOfCommits(log.flushed);
  const kysely = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => writingDriver(connection, flushes.committed),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });
  return {
    name: 'sqlite',
    kysely,
    now: async () => clock.now(),
    lockRows: (query) => query,
    among: (column, values) =>
      sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`,
    alone: async () => {},
    unhurried: async () => {},
    mayRetry: () => false,
    lasting: flushes.lasting,
    async close() {
      await kysely.destroy();
      await log.close();
    },
  };
}

async function connect(dataDir: string): Promise<Libsql.Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  chmodSync(dataDir, 0o700);
  const file = sqliteFile(dataDir);
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const connection = new Libsql(file);
  connection.exec(`pragma busy_timeout = ${busyMs}`);
  await untilFree(() => connection.exec('pragma journal_mode = wal'));
  connection.exec('pragma synchronous = normal; pragma foreign_keys = on');
  return connection;
}

/**
 * kysely's driver, whose mutex keeps transactions apart, with transactions that take the write lock at once. `committed`
 * hears of each that held anything but reads.
 */
function writingDriver(connection: Libsql.Database, committed: () => void): SqliteDriver {
  let wrote = false;
  const database = preparedOnce(connection, () => {
    wrote = true;
  });
  const driver = new SqliteDriver({ database, onCreateConnection: async (made) => breatheBetweenStatements(made) });
  const [acquire, release] = [driver.acquireConnection.bind(driver), driver.releaseConnection.bind(driver)];
  const turns = inTurns();
  return Object.assign(driver, {
    // Its mutex wakes all who wait whenever one is done: in turns, nobody waits there.
    async acquireConnection() {
      await turns.take();
      return acquire();
    },
    async releaseConnection() {
      await release();
      turns.pass();
    },
    async beginTransaction() {
      // Every call resolves as a microtask: without this a loop of writes would stop all timers and sockets.
      await yieldToEvents();
      await untilFree(() => beginNow(connection));
      wrote = false;
    },
    async commitTransaction() {
      connection.exec('commit');
      if (wrote) committed();
    },
    rollbackTransaction: async () => {
      if (connection.inTransaction) connection.exec('rollback');
    },
    async destroy() {
      foldLog(connection);
      database.close();
    },
  });
}

/** Every call resolves as a microtask: reads in a row would stop all timers and sockets, other than for this long, ms. */
const longestBreathMs = 3;

function breather() {
  let since: number | undefined;
  const events = () => {
    since = undefined;
  };
  return async (): Promise<void> => {
    const now = performance.now();
    if (since === undefined) {
      since = now;
      setImmediate(events);
    } else if (now - since > longestBreathMs) await yieldToEvents();
  };
}

/** Also within a transaction: one of many statements would stop all else until its end. */
function breatheBetweenStatements(connection: DatabaseConnection): void {
  const execute: DatabaseConnection['executeQuery'] = connection.executeQuery.bind(connection);
  const breathe = breather();
  connection.executeQuery = async (query) => {
    await breathe();
    return execute(query);
  };
}

/** One at a time, in the order of asking. */
function inTurns() {
  const waiting: (() => void)[] = [];
  let taken = false;
  return {
    async take(): Promise<void> {
      if (taken) return new Promise((resolve) => waiting.push(resolve));
      taken = true;
    },
    pass(): void {
      const next = waiting.shift();
      if (next) next();
      else taken = false;
    },
  };
}

/** Preparing takes longer than most of what is asked. One that failed is not used again: it may keep its read snapshot. */
function preparedOnce(connection: Libsql.Database, writing: () => void): SqliteDatabase {
  const statements = boundedCache<SqliteStatement>(500);
  const prepare = (sql: string): SqliteStatement => {
    const statement = connection.prepare(sql);
    const once = <T>(run: () => T): T => {
      try {
        return run();
      } catch (error) {
        statements.delete(sql);
        throw error;
      }
    };
    return {
      reader: statement.reader,
      all: (parameters) => once(() => statement.all(parameters)),
      run: (parameters) => once(() => statement.run(parameters)),
      // Read halfway, it must not be begun anew by somebody else.
      iterate: (parameters) => connection.prepare(sql).iterate(parameters) as IterableIterator<unknown>,
    };
  };
  return {
    prepare: (sql) => {
      if (!sql.startsWith('select ')) writing();
      const known = statements.get(sql) ?? prepare(sql);
      statements.set(sql, known);
      return known;
    },
    close: () => {
      statements.clear();
      connection.close();
    },
  };
}

const busyMs = 5_000;
/** Another process may be at its migrations. */
const patienceMs = 60_000;

/**
 * Never waits inside SQLite: that would stop the event loop, on which the holder of the lock may have to go on.
 * `exec`, because a prepared `begin` that failed keeps a read snapshot open until it is collected.
 */
function beginNow(connection: Libsql.Database): void {
  try {
    connection.exec(`pragma busy_timeout = 0; begin immediate; pragma busy_timeout = ${busyMs}`);
  } catch (error) {
    connection.exec(`pragma busy_timeout = ${busyMs}`);
    throw error;
  }
}

/**
 * SQLite does this on its last close, but libsql lets go of a file only when every statement has been collected, or with
 * the process: without it, whoever copies the file of a stopped app would miss what is in the log.
 */
function foldLog(connection: Libsql.Database): void {
  try {
    connection.exec('pragma busy_timeout = 0; pragma wal_checkpoint(truncate)');
  } catch {
    // Nothing is lost: whoever opens the store next reads the log.
  }
}

async function untilFree(attempt: () => void): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      attempt();
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
    }
    await pause(1 + Math.random() * 8);
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
