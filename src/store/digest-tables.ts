import { type Migration, sql } from 'kysely';

/** `kind`: snoozed or left_out. */
export type SnoozeRow = {
  team_id: string;
  tenant_id: string;
  invite_id: string;
  kind: string;
  until: number;
  at: number;
  by_user: string;
};

export type OwnDigestRow = {
  tenant_id: string;
  roq_user_id: string;
  team_id: string;
  slack_user_id: string;
  is_on: number;
  hour: number;
  time_zone: string;
  weekdays: string;
  effective_from: number;
  last_day: string | null;
};

/** What digests do not speak of for a while, and who has a digest of their own. */
export const digestTables: Migration = {
  async up(db) {
    await sql`create table snoozes (
      team_id text not null, tenant_id text not null, invite_id text not null, kind text not null,
      until bigint not null, at bigint not null, by_user text not null,
      primary key (team_id, tenant_id, invite_id))`.execute(db);
    await sql`create table own_digests (
      tenant_id text not null, roq_user_id text not null, team_id text not null, slack_user_id text not null,
      is_on integer not null, hour integer not null, time_zone text not null, weekdays text not null,
      effective_from bigint not null, last_day text,
      primary key (tenant_id, roq_user_id))`.execute(db);
    await sql`create index own_digests_person on own_digests (team_id, slack_user_id)`.execute(db);
    await sql`create index own_digests_on on own_digests (tenant_id, roq_user_id) where is_on = 1`.execute(db);
    await sql`create index posts_own_digests on posts (tenant_id, created_at) where kind = 'own_digest'`.execute(db);
  },
};
