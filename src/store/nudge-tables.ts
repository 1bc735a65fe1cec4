import { type Migration, sql } from 'kysely';
import type { HoldColumns } from './schema.ts';

export type NudgeRow = HoldColumns & {
  invite_id: string;
  batch_id: string;
  position: number;
  team_id: string;
  tenant_id: string;
  invitee_id: string | null;
  state: string;
  resends: number;
  created_at: number;
};

/** Who of the invited gets a word in Slack. */
export const nudgeTables: Migration = {
  async up(db) {
    await sql`create table nudges (
      invite_id text primary key, batch_id text not null, position integer not null, team_id text not null,
      tenant_id text not null, invitee_id text, state text not null, resends integer not null,
      created_at bigint not null, owner text, fence integer not null, due_at bigint)`.execute(db);
    await sql`create index nudges_due on nudges (due_at) where due_at is not null`.execute(db);
    await sql`create index nudges_batch on nudges (batch_id)`.execute(db);
  },
};
