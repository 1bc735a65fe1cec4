import { type Migration, sql } from 'kysely';
import type { HoldColumns } from './schema.ts';

export type ConsentRow = HoldColumns & {
  id: string;
  group_id: string;
  team_id: string;
  tenant_id: string;
  slack_user_id: string;
  roq_user_id: string;
  inviter_name: string;
  tenant_name: string;
  role_key: string;
  role_name: string;
  locale: string | null;
  reason: string | null;
  invitee_id: string;
  invitee_name: string;
  email: string;
  other_address: number;
  state: string;
  created_at: number;
  expires_at: number;
  decided_at: number | null;
  batch_id: string | null;
  request_id: string | null;
  refusal: string | null;
};

/** Slack people who were picked, and whether they agree to be mailed. */
export const consentTables: Migration = {
  async up(db) {
    await sql`create table consents (
      id text primary key, group_id text not null, team_id text not null, tenant_id text not null,
      slack_user_id text not null, roq_user_id text not null, inviter_name text not null, tenant_name text not null,
      role_key text not null, role_name text not null, locale text, reason text, invitee_id text not null,
      invitee_name text not null, email text not null, other_address integer not null, state text not null,
      created_at bigint not null, expires_at bigint not null, decided_at bigint, batch_id text, request_id text,
      refusal text, owner text, fence integer not null, due_at bigint)`.execute(db);
    for (const statement of indexes) await sql.raw(statement).execute(db);
  },
};

const indexes = [
  'create unique index consents_once on consents (group_id, invitee_id)',
  `create unique index consents_open on consents (team_id, tenant_id, invitee_id) where state in ('open', 'yes')`,
  'create index consents_due on consents (due_at) where due_at is not null',
  'create index consents_invitee on consents (team_id, tenant_id, invitee_id, decided_at)',
  'create index consents_request on consents (request_id) where request_id is not null',
  'create index consents_batch on consents (batch_id) where batch_id is not null',
];
