import { type Migration, sql } from 'kysely';
import type { HoldColumns } from './schema.ts';

export type StepRunRow = HoldColumns & {
  id: string;
  execution_id: string;
  team_id: string;
  tenant_id: string;
  tenant_name: string;
  slack_user_id: string;
  email: string;
  invitee_name: string;
  role_word: string;
  role_key: string;
  role_name: string;
  reason: string;
  state: string;
  created_at: number;
  expires_at: number | null;
  decided_at: number | null;
  batch_id: string | null;
  request_id: string | null;
  status: string | null;
  why: string | null;
  invite_id: string | null;
  tries: number;
};

/** Runs of the step of Workflow Builder. */
export const stepRunTables: Migration = {
  async up(db) {
    await sql`create table step_runs (
      id text primary key, execution_id text not null, team_id text not null, tenant_id text not null,
      tenant_name text not null, slack_user_id text not null, email text not null, invitee_name text not null,
      role_word text not null, role_key text not null, role_name text not null, reason text not null,
      state text not null, created_at bigint not null, expires_at bigint, decided_at bigint, batch_id text,
      request_id text, status text, why text, invite_id text, tries integer not null, owner text,
      fence integer not null, due_at bigint)`.execute(db);
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};

const indexes = [
  'create unique index step_runs_once on step_runs (team_id, execution_id)',
  'create index step_runs_due on step_runs (due_at) where due_at is not null',
  'create index step_runs_asked on step_runs (team_id, slack_user_id, created_at)',
  `create index step_runs_open on step_runs (id) where state = 'open'`,
  'create index step_runs_email on step_runs (tenant_id, email)',
  'create index step_runs_request on step_runs (request_id) where request_id is not null',
  'create index step_runs_batch on step_runs (batch_id) where batch_id is not null',
];
