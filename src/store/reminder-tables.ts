import { type Migration, sql } from 'kysely';
import type { HoldColumns } from './schema.ts';

export type ReminderRow = HoldColumns & {
  invite_id: string;
  batch_id: string;
  position: number;
  team_id: string;
  tenant_id: string;
  invited_at: number;
  state: string;
  sent: number;
  act_id: string | null;
  reason: string | null;
};

/** `mark`: see forgottenMark. */
export type UnremindedRow = { tenant_id: string; mark: string; by_user: string; at: number };

/** Who of the invited is mailed again by itself, and who never is. */
export const reminderTables: Migration = {
  async up(db) {
    await sql`create table reminders (
      invite_id text primary key, batch_id text not null, position integer not null, team_id text not null,
      tenant_id text not null, invited_at bigint not null, state text not null, sent integer not null, act_id text,
      reason text, owner text, fence integer not null, due_at bigint)`.execute(db);
    await sql`create index reminders_due on reminders (due_at) where due_at is not null`.execute(db);
    await sql`create index reminders_batch on reminders (batch_id)`.execute(db);
    await sql`create table unreminded (
      tenant_id text not null, mark text not null, by_user text not null, at bigint not null,
      primary key (tenant_id, mark))`.execute(db);
  },
};
