import { type Migration, sql } from 'kysely';

/** What people have used of their limits, requests for a second person, and who asked for a batch. */
export const approvalTables: Migration = {
  async up(db) {
    await sql`create table usages (
      tenant_id text not null, roq_user_id text not null, local_day text not null, used bigint not null,
      primary key (tenant_id, roq_user_id))`.execute(db);
    await sql`create table approvals (
      id text primary key, draft_id text not null, team_id text not null, tenant_id text not null,
      slack_user_id text not null, roq_user_id text not null, requester_name text not null, tenant_name text not null,
      channel_id text, channel_kind text, role_key text not null, role_name text not null, locale text,
      content text not null, hash text not null, reason text, state text not null, created_at bigint not null,
      expires_at bigint not null, due_at bigint, decided_at bigint, decision text, batch_id text)`.execute(db);
    await sql`create unique index approvals_draft on approvals (draft_id)`.execute(db);
    await sql`create index approvals_due on approvals (due_at) where due_at is not null`.execute(db);
    await sql`alter table batches add column requested_by text`.execute(db);
  },
};
