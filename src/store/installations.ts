import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Installation, Installations, NewInstallation, SlackPlace, Tokens } from '../workspaces/installation.ts';
import type { Sealer } from '../workspaces/seal.ts';
import { freeUntil, fromJson, present, toJson } from './columns.ts';
import type { Database, Tx } from './database.ts';
import type { InstallationRow } from './installation-tables.ts';
import { insertPost } from './post-rows.ts';

/** A state lives ten minutes; its hash is kept longer than any clock is wrong, ms. */
const stateLifeMs = 60 * 60_000;

export function installationStore(db: Database, sealer: Sealer): Installations {
  const rows = installationRows(sealer);
  return {
    save: (fresh, firstPost) =>
      db.write(async (tx, now) => {
        const { id, since, ...rest } = rows.rowOf(fresh, now);
        const row = await tx
          .insertInto('installations')
          .values({ id, since, ...rest })
          .onConflict((conflict) =>
            conflict.column('id').doUpdateSet((eb) => ({ ...rest, fence: eb('installations.fence', '+', 1) })),
          )
          .returningAll()
          .executeTakeFirstOrThrow();
        const saved = rows.read(row).installation;
        await insertPost(tx, firstPost(saved), now);
        return saved;
      }),

    async find(place) {
      const row = await rowFor(db, place);
      if (!row) return undefined;
      const { installation, stale } = rows.read(row);
      if (stale) await sealAnew(db, row, rows.seal(installation));
      return installation;
    },

    claimRefresh: (of, leaseMs) =>
      db.write(async (tx, now) => {
        const row = await tx
          .updateTable('installations')
          .set((eb) => ({ refreshing_until: now + leaseMs, fence: eb('fence', '+', 1) }))
          .where('id', '=', of.id)
          .where('expires_at', '=', of.expiresAt ?? 0)
          .where((eb) => eb.or([eb('refreshing_until', 'is', null), eb('refreshing_until', '<=', now)]))
          .returningAll()
          .executeTakeFirst();
        return row && { ...rows.read(row).installation, fence: row.fence };
      }),

    renewTokens: (held, tokens) =>
      db.write(async (tx, now) => {
        const row = await tx
          .updateTable('installations')
          .set({
            sealed_tokens: rows.seal({ ...tokens, id: held.id }),
            expires_at: endOf(tokens, now),
            refreshing_until: null,
          })
          .where('id', '=', held.id)
          .where('fence', '=', held.fence)
          .returningAll()
          .executeTakeFirst();
        return row && rows.read(row).installation;
      }),

    remove: (gone) => db.write((tx) => remove(tx, gone)),

    removeTeams: (enterpriseId, teamIds) => db.write((tx) => removeTeams(tx, enterpriseId, teamIds)),

    spendState: (state) =>
      db.write(async (tx, now) => {
        await tx
          .deleteFrom('spent_states')
          .where('spent_at', '<', now - stateLifeMs)
          .execute();
        const hash = createHash('sha256').update(state).digest('base64url');
        const spent = await tx
          .insertInto('spent_states')
          .values({ hash, spent_at: now })
          .onConflict((conflict) => conflict.doNothing())
          .returning('hash')
          .executeTakeFirst();
        return spent !== undefined;
      }),
  };
}

async function rowFor(db: Database, { teamId, enterpriseId }: SlackPlace): Promise<InstallationRow | undefined> {
  const known = teamId === undefined ? undefined : await enterpriseOf(db, teamId);
  const enterprise = enterpriseId ?? known;
  const ids = [teamId, enterprise].filter((id) => id !== undefined);
  if (ids.length === 0) return undefined;
  const rows = await db.read.selectFrom('installations').selectAll().where('id', 'in', ids).execute();
  const row = rows.find(({ id }) => id === teamId) ?? rows[0];
  // Work of our own knows the team only, so the enterprise is learnt when Slack names both.
  if (row?.org_wide && teamId !== undefined && known !== row.id) await noteTeam(db, teamId, row.id);
  return row;
}

async function enterpriseOf(db: Database, teamId: string): Promise<string | undefined> {
  const found = await db.read
    .selectFrom('enterprise_teams')
    .select('enterprise_id')
    .where('team_id', '=', teamId)
    .executeTakeFirst();
  return found?.enterprise_id;
}

async function noteTeam(db: Database, teamId: string, enterpriseId: string): Promise<void> {
  if (teamId === enterpriseId) return;
  await db.write((tx) =>
    tx
      .insertInto('enterprise_teams')
      .values({ team_id: teamId, enterprise_id: enterpriseId })
      .onConflict((conflict) => conflict.column('team_id').doUpdateSet({ enterprise_id: enterpriseId }))
      .execute(),
  );
}

/** Only over what was read: newer tokens stay. */
async function sealAnew(db: Database, row: InstallationRow, sealed: string): Promise<void> {
  await db.write((tx) =>
    tx
      .updateTable('installations')
      .set({ sealed_tokens: sealed })
      .where('id', '=', row.id)
      .where('sealed_tokens', '=', row.sealed_tokens)
      .execute(),
  );
}

async function remove(tx: Tx, gone: Installation): Promise<string[]> {
  const deleted = await tx
    .deleteFrom('installations')
    .where('id', '=', gone.id)
    .where('installed_at', '=', gone.installedAt)
    .returning('id')
    .executeTakeFirst();
  if (!deleted) return [];
  const served = await tx
    .deleteFrom('enterprise_teams')
    .where('enterprise_id', '=', gone.id)
    .returning('team_id')
    .execute();
  const teams = [gone.id, ...served.map((row) => row.team_id)];
  await leaveTeams(tx, teams);
  return teams;
}

async function removeTeams(tx: Tx, enterpriseId: string, teamIds: readonly string[]): Promise<string[]> {
  if (teamIds.length === 0) return [];
  const gone = await tx
    .deleteFrom('enterprise_teams')
    .where('enterprise_id', '=', enterpriseId)
    .where('team_id', 'in', teamIds)
    .returning('team_id')
    .execute();
  const own = tx.selectFrom('installations').select('id').where('id', 'in', teamIds);
  const stillServed = new Set((await own.execute()).map(({ id }) => id));
  const teams = gone.map((row) => row.team_id).filter((id) => !stillServed.has(id));
  if (teams.length > 0) await leaveTeams(tx, teams);
  return teams;
}

/** What stands in Slack stays there and is not redrawn, and no Home is known any more; whoever holds one of these is fenced off. */
async function leaveTeams(tx: Tx, teams: string[]): Promise<void> {
  await tx.deleteFrom('homes').where('team_id', 'in', teams).execute();
  await tx
    .updateTable('posts')
    .set({ state: 'dead', reason: 'uninstalled', ...freeUntil(null) })
    .where('team_id', 'in', teams)
    .where('state', 'in', ['wanted', 'posting'])
    .execute();
  await tx
    .updateTable('posts')
    .set(freeUntil(null))
    .where('team_id', 'in', teams)
    .where('state', '=', 'live')
    .where('due_at', 'is not', null)
    .execute();
}

const sealedTokens = z.object({ botToken: z.string(), refreshToken: z.string().optional() });
const scopeList = z.array(z.string());

const endOf = ({ expiresInMs }: Tokens, now: number): number | null =>
  expiresInMs === undefined ? null : now + expiresInMs;

function installationRows(sealer: Sealer) {
  const seal = ({ id, botToken, refreshToken }: Pick<Installation, 'id' | 'botToken' | 'refreshToken'>): string =>
    sealer.seal(toJson({ botToken, refreshToken }), id);
  return {
    seal,
    rowOf: (fresh: NewInstallation, now: number): InstallationRow => ({
      id: fresh.id,
      org_wide: fresh.orgWide ? 1 : 0,
      name: fresh.name,
      bot_id: fresh.botId,
      bot_user_id: fresh.botUserId,
      scopes: toJson(fresh.scopes),
      installer_id: fresh.installerId,
      sealed_tokens: seal(fresh),
      expires_at: endOf(fresh, now),
      refreshing_until: null,
      fence: 0,
      since: now,
      installed_at: now,
    }),
    read(row: InstallationRow): { installation: Installation; stale: boolean } {
      const { text, stale } = sealer.open(row.sealed_tokens, row.id);
      const installation: Installation = {
        id: row.id,
        orgWide: row.org_wide === 1,
        name: row.name,
        ...fromJson(sealedTokens, text),
        botId: row.bot_id,
        botUserId: row.bot_user_id,
        scopes: fromJson(scopeList, row.scopes),
        installerId: row.installer_id,
        expiresAt: present(row.expires_at),
        since: row.since,
        installedAt: row.installed_at,
      };
      return { installation, stale };
    },
  };
}
