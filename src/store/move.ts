import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { systemClock } from '../clock.ts';
import { inChunks } from './chunks.ts';
import { openDatabase } from './database.ts';
import { primaryKeys, type Tables } from './schema.ts';
import { sqliteFile } from './sqlite.ts';

type TableName = keyof Tables;
type Row = Record<string, string | number | null>;
type Sum = { rows: number; hash: string };

export type Moved = { table: string; rows: number }[];

/**
 * Copies every row of the SQLite store in `fromDataDir` into an empty PostgreSQL, in one transaction on either side,
 * and compares counts and hashes before it commits. The old store stays as it was, and nobody can write to it meanwhile.
 * Throws when there is no store, when PostgreSQL already holds rows, or when what arrived is not what was sent.
 */
export async function copyStore(fromDataDir: string, databaseUrl: string): Promise<Moved> {
  if (!existsSync(sqliteFile(fromDataDir))) throw new Error(`there is no store in ${fromDataDir}`);
  const from = await openDatabase({ dataDir: fromDataDir, clock: systemClock });
  try {
    const to = await openDatabase({ databaseUrl, dataDir: fromDataDir, clock: systemClock });
    try {
      return await from.write((source) => to.write((target) => copyTables(source, target)));
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function copyTables(source: Kysely<Tables>, target: Kysely<Tables>): Promise<Moved> {
  const names = Object.keys(primaryKeys) as TableName[];
  for (const name of names) await demandEmpty(target, name);
  const moved: Moved = [];
  for (const name of names) {
    const sent = await sumOf(source, name, (rows) => insert(target, name, rows));
    const arrived = await sumOf(target, name);
    if (sent.rows !== arrived.rows || sent.hash !== arrived.hash) {
      throw new Error(`${name} did not arrive as it was: ${sent.rows} rows sent, ${arrived.rows} arrived`);
    }
    moved.push({ table: name, rows: sent.rows });
  }
  return moved;
}

async function demandEmpty(db: Kysely<Tables>, name: TableName): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
  if (rows.length > 0) throw new Error(`the PostgreSQL database is not empty: ${name} holds rows`);
}

async function insert(db: Kysely<Tables>, name: TableName, rows: Row[]): Promise<void> {
  await inChunks(rows, async (chunk) => {
    const columns = Object.keys(chunk[0] ?? {});
    const values = chunk.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
    const list = sql.join(columns.map((column) => sql.ref(column)));
    await sql`insert into ${sql.table(name)} (${list}) values ${sql.join(values)}`.execute(db);
  });
}

/** The sum of the rows' hashes: the same in whatever order an engine sorts them. */
async function sumOf(db: Kysely<Tables>, name: TableName, each?: (rows: Row[]) => Promise<void>): Promise<Sum> {
  let count = 0;
  let sum = 0n;
  for await (const rows of pages(db, name)) {
    count += rows.length;
    for (const row of rows) sum += hashOf(row);
    await each?.(rows);
  }
  return { rows: count, hash: sum.toString(16) };
}

function hashOf(row: Row): bigint {
  const cells = Object.keys(row)
    .sort()
    .map((column) => [column, row[column]]);
  return BigInt(`0x${createHash('sha256').update(JSON.stringify(cells)).digest('hex')}`);
}

const pageSize = 500;

async function* pages(db: Kysely<Tables>, name: TableName): AsyncGenerator<Row[]> {
  const key = primaryKeys[name];
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let after = sql``;
  for (;;) {
    const query = sql<Row>`select * from ${sql.table(name)} ${after} order by ${columns} limit ${sql.lit(pageSize)}`;
    const { rows } = await query.execute(db);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = sql`where (${columns}) > (${sql.join(key.map((column) => last[column]))})`;
  }
}
