import { type Kysely, type Migration, sql } from 'kysely';
import { approvalTables } from './approval-tables.ts';
import { auditRetentionTables } from './audit-retention-tables.ts';
import { initialTables } from './initial-tables.ts';
import { installationTables } from './installation-tables.ts';
import { linkCodeTables } from './link-code-tables.ts';
import { localeColumn } from './locale-column.ts';
import { reconcileTables } from './reconcile-tables.ts';
import type { Tables } from './schema.ts';
import { traceColumns } from './trace-columns.ts';

/** In order of their names. Never edit one that was released: add another. */
export const migrations: Record<string, Migration> = {
  '0001_initial': initialTables,
  '0002_installations': installationTables,
  '0003_link_codes': linkCodeTables,
  '0004_approvals': approvalTables,
  '0005_audit_retention': auditRetentionTables,
  '0006_reconcile': reconcileTables,
  '0007_traces': traceColumns,
  '0008_locales': localeColumn,
};

/**
 * Brings the schema up to date within the caller's transaction, which must be alone (kysely's own Migrator neither
 * runs inside a transaction nor locks SQLite against other processes). Throws on a schema newer than this program.
 */
export async function migrate(tx: Kysely<Tables>, now: number, known = migrations): Promise<void> {
  await sql`create table if not exists migrations (name text primary key, applied_at bigint not null)`.execute(tx);
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(tx);
  const applied = new Set(rows.map((row) => row.name));
  const names = Object.keys(known).sort();
  const strange = [...applied].find((name) => !names.includes(name));
  if (strange) throw new Error(`the store holds migration ${strange}, which this version does not know: update it`);
  for (const name of names.filter((candidate) => !applied.has(candidate))) {
    await known[name]?.up(tx);
    await sql`insert into migrations (name, applied_at) values (${name}, ${now})`.execute(tx);
  }
}
