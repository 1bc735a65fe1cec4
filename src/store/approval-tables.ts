import { type Migration, sql } from 'kysely';
import type { PlaceColumns } from './schema.ts';

export type ApprovalRow = PlaceColumns & {
  id: string;
  draft_id: string;
  team_id: string;
  tenant_id: string;
  slack_user_id: string;
  roq_user_id: string;
  requester_name: string;
  tenant_name: string;
  role_key: string;
  role_name: string;
  locale: string | null;
  /** The recipients as they were written, and why they need a second person. */
  content: string;
  hash: string;
  reason: string | null;
  state: string;
  created_at: number;
  expires_at: number;
  /** The time of the nudge, then of the expiry; null once it is decided. */
  due_at: number | null;
  decided_at: number | null;
  decision: string | null;
  batch_id: string | null;
};

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
