import { type Kysely, type Migration, sql } from 'kysely';
import { approvalTables } from './approval-tables.ts';
import { auditRetentionTables } from './audit-retention-tables.ts';
import { consentTables } from './consent-tables.ts';
import { digestTables } from './digest-tables.ts';
import { homeTables } from './home-tables.ts';
import { initialTables } from './initial-tables.ts';
import { installationTables } from './installation-tables.ts';
import { linkCodeTables } from './link-code-tables.ts';
import { localeColumn } from './locale-column.ts';
import { nudgeTables } from './nudge-tables.ts';
import { reconcileTables } from './reconcile-tables.ts';
import { reminderTables } from './reminder-tables.ts';
import type { Tables } from './schema.ts';
import { stepRunTables } from './step-run-tables.ts';
import { traceColumns } from './trace-columns.ts';

/**
 * In order of their names. Never edit one that was released: add another. A release works beside the one before it, so
 * a migration only adds: tables, indexes, and columns that may be null or have a default. One that takes something
 * away comes a release after the last use of it, and its name ends with `!`.
 */
export const migrations: Record<string, Migration> = {
  '0001_initial': initialTables,
  '0002_installations': installationTables,
  '0003_link_codes': linkCodeTables,
  '0004_approvals': approvalTables,
  '0005_audit_retention': auditRetentionTables,
  '0006_reconcile': reconcileTables,
  '0007_traces': traceColumns,
  '0008_locales': localeColumn,
  '0009_homes': homeTables,
  '0010_consents': consentTables,
  '0011_digest_inbox': digestTables,
  '0012_nudges': nudgeTables,
  '0013_step_runs': stepRunTables,
  '0014_reminders': reminderTables,
};

/** Whether a release that does not know this migration could not work on its store. */
export const isBreaking = (name: string): boolean => name.endsWith('!');

/**
 * Brings the schema up to date within the caller's transaction, which must be alone (kysely's own Migrator neither
 * runs inside a transaction nor locks SQLite against other processes). Returns what a newer release has added already;
 * throws when it broke with this one.
 */
export async function migrate(tx: Kysely<Tables>, now: number, known = migrations): Promise<string[]> {
  await sql`create table if not exists migrations (name text primary key, applied_at bigint not null)`.execute(tx);
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(tx);
  const applied = new Set(rows.map((row) => row.name));
  const names = Object.keys(known).sort();
  const strange = [...applied].filter((name) => !names.includes(name));
  const broken = strange.find(isBreaking);
  if (broken) throw new Error(`the store holds migration ${broken}, with which this version cannot work: update it`);
  for (const name of names.filter((candidate) => !applied.has(candidate))) {
    await known[name]?.up(tx);
    await sql`insert into migrations (name, applied_at) values (${name}, ${now})`.execute(tx);
  }
  return strange;
}
