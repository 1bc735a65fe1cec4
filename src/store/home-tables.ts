import { type Migration, sql } from 'kysely';

/** `shown` is a ShownHome as JSON; the columns beside it are those it is found by. */
export type HomeRow = {
  team_id: string;
  slack_user_id: string;
  tenant_id: string | null;
  choice: string;
  shown: string | null;
  opened_at: number;
};

/** What each person has chosen on their Home, and what Slack shows there. */
export const homeTables: Migration = {
  async up(db) {
    await sql`create table homes (
      team_id text not null, slack_user_id text not null, tenant_id text, choice text not null, shown text,
      opened_at bigint not null, primary key (team_id, slack_user_id))`.execute(db);
    await sql`create index homes_recent on homes (tenant_id, opened_at)`.execute(db);
    await sql`create index approvals_open on approvals (team_id, tenant_id) where state = 'open'`.execute(db);
  },
};
