import { type Migration, sql } from 'kysely';

/** Installs of many workspaces, the workspaces of org-wide ones, and the spent states of installs under way. */
export const installationTables: Migration = {
  async up(db) {
    await sql`create table installations (
      id text primary key, org_wide integer not null, name text not null, bot_id text not null,
      bot_user_id text not null, scopes text not null, installer_id text not null, sealed_tokens text not null,
      expires_at bigint, refreshing_until bigint, fence integer not null, since bigint not null,
      installed_at bigint not null)`.execute(db);
    await sql`create table enterprise_teams (team_id text primary key, enterprise_id text not null)`.execute(db);
    await sql`create index enterprise_teams_enterprise on enterprise_teams (enterprise_id)`.execute(db);
    await sql`create table spent_states (hash text primary key, spent_at bigint not null)`.execute(db);
    await sql`create index posts_team on posts (team_id)`.execute(db);
  },
};

export type InstallationRow = {
  id: string;
  org_wide: number;
  name: string;
  bot_id: string;
  bot_user_id: string;
  scopes: string;
  installer_id: string;
  sealed_tokens: string;
  expires_at: number | null;
  /** The end of the lease of whoever is exchanging the refresh token. */
  refreshing_until: number | null;
  fence: number;
  since: number;
  installed_at: number;
};

/** Which org-wide install serves a workspace. */
export type EnterpriseTeamRow = { team_id: string; enterprise_id: string };

export type SpentStateRow = { hash: string; spent_at: number };
