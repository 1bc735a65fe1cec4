import { type Migration, sql } from 'kysely';

/** Where an act began, what may be forgotten, and exports that wait to be fetched. */
export const auditRetentionTables: Migration = {
  async up(db) {
    await db.schema.alterTable('audit_entries').addColumn('source', 'text').execute();
    await db.schema.alterTable('acts').addColumn('request_id', 'text').execute();
    await db.schema.alterTable('acts').addColumn('source', 'text').execute();
    await sql`create index audit_period on audit_entries (team_id, tenant_id, at)`.execute(db);
    await db.schema
      .createTable('address_salts')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('salt', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('address_salts_key', ['tenant_id'])
      .execute();
    await db.schema
      .createTable('audit_downloads')
      .addColumn('token_hash', 'text', (column) => column.notNull())
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('slack_user_id', 'text', (column) => column.notNull())
      .addColumn('roq_user_id', 'text', (column) => column.notNull())
      .addColumn('from_at', 'bigint', (column) => column.notNull())
      .addColumn('until_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('audit_downloads_key', ['token_hash'])
      .execute();
  },
};
