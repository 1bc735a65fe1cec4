import { type Migration, sql } from 'kysely';
import type { HoldColumns } from './schema.ts';

/** When a tenant's open invites are read again; `quiet` counts the readings in a row that showed nothing new. */
export type ReconcileTurnRow = HoldColumns & { tenant_id: string; quiet: number; read_at: number | null };

export type WebhookArrivalRow = { environment_id: string; at: number; invite_at: number | null };

/** Whose turn it is to be read again, when ROQ last called, and who accepted without having become a user. */
export const reconcileTables: Migration = {
  async up(db) {
    await db.schema
      .createTable('reconcile_turns')
      .addColumn('tenant_id', 'text', (column) => column.primaryKey())
      .addColumn('quiet', 'integer', (column) => column.notNull())
      .addColumn('read_at', 'bigint')
      .addColumn('owner', 'text')
      .addColumn('fence', 'integer', (column) => column.notNull())
      .addColumn('due_at', 'bigint')
      .execute();
    await db.schema.createIndex('reconcile_turns_due').on('reconcile_turns').column('due_at').execute();
    await db.schema
      .createTable('webhook_arrivals')
      .addColumn('environment_id', 'text', (column) => column.primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('invite_at', 'bigint')
      .execute();
    await db.schema.alterTable('recipients').addColumn('accepted_at', 'bigint').execute();
    await db.schema
      .alterTable('recipients')
      .addColumn('member', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};

const indexes = [
  "create index recipients_pending on recipients (tenant_id, status_at) where state = 'sent' and status = 'pending'",
  `create index recipients_unmet on recipients (tenant_id, email)
   where status = 'accepted' and member = 0 and accepted_at is not null`,
  'create index recipients_accepted on recipients (tenant_id, accepted_at) where accepted_at is not null',
  "create index posts_digests on posts (tenant_id, created_at) where kind = 'digest'",
  'create index recipients_invite_id on recipients (invite_id) where invite_id is not null',
];
