import { existsSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import type { EngineName, StoreOptions } from './database.ts';
import { migrations } from './migrations.ts';
import { postgresEngine } from './postgres.ts';
import type { Tables } from './schema.ts';
import { sqliteEngine, sqliteFile } from './sqlite.ts';

export type StoreFacts = {
  engine: EngineName;
  /** Names of migrations: done; still to be done by the next start; done by a newer version. */
  applied: string[];
  pending: string[];
  unknown: string[];
  /** Whether a start could make tables. */
  mayCreate: boolean;
};

/** Looks without changing anything; `undefined` when there is no embedded store yet. Throws what the database throws. */
export async function inspectStore({ databaseUrl, dataDir, clock }: StoreOptions): Promise<StoreFacts | undefined> {
  if (!databaseUrl && !existsSync(sqliteFile(dataDir))) return undefined;
  const engine = databaseUrl ? postgresEngine(databaseUrl, clock) : await sqliteEngine(dataDir, clock);
  const db = engine.kysely;
  try {
    const tables = await db.introspection.getTables();
    const known = tables.some(({ name }) => name === 'migrations');
    const applied = known ? (await sql<{ name: string }>`select name from migrations`.execute(db)).rows : [];
    const done = applied.map(({ name }) => name).sort();
    return {
      engine: engine.name,
      applied: done,
      pending: Object.keys(migrations).filter((name) => !done.includes(name)),
      unknown: done.filter((name) => !Object.hasOwn(migrations, name)),
      mayCreate: engine.name === 'sqlite' || (await mayCreate(db)),
    };
  } finally {
    await db.destroy();
  }
}

async function mayCreate(db: Kysely<Tables>): Promise<boolean> {
  const asked = sql<{ may: boolean }>`select has_schema_privilege(current_schema(), 'create') as may`;
  return (await asked.execute(db)).rows[0]?.may === true;
}
