import type { Migration } from 'kysely';

/** A one-time code; without a ROQ user nothing fits it. Open ones also end by their age. */
export type LinkCodeRow = {
  id: string;
  team_id: string;
  slack_user_id: string;
  roq_user_id: string | null;
  tenant_id: string | null;
  salt: string;
  hash: string;
  /** `open`, `used` or `closed`. */
  state: string;
  tries: number;
  asked_at: number;
};

/** Wrong tries by a Slack user or at a ROQ user since a time, and the end of the pause that they cause. */
export type LinkPauseRow = { key: string; failures: number; since: number; until: number };

export const linkCodeTables: Migration = {
  async up(db) {
    await db.schema
      .createTable('link_codes')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('team_id', 'text', (column) => column.notNull())
      .addColumn('slack_user_id', 'text', (column) => column.notNull())
      .addColumn('roq_user_id', 'text')
      .addColumn('tenant_id', 'text')
      .addColumn('salt', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('asked_at', 'bigint', (column) => column.notNull())
      .execute();
    await index(db, 'link_codes_asker', ['team_id', 'slack_user_id', 'asked_at']);
    await index(db, 'link_codes_account', ['roq_user_id', 'asked_at']);
    await index(db, 'link_codes_asked', ['asked_at']);
    await db.schema
      .createTable('link_pauses')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('since', 'bigint', (column) => column.notNull())
      .addColumn('until', 'bigint', (column) => column.notNull())
      .execute();
  },
};

const index = (db: Parameters<Migration['up']>[0], name: string, columns: string[]): Promise<void> =>
  db.schema.createIndex(name).on('link_codes').columns(columns).execute();
