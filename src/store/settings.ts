import type { SelectQueryBuilder } from 'kysely';
import { boundedCache } from '../bounded-cache.ts';
import {
  type SettingsStore,
  type StoredSettings,
  type WorkspaceSettings,
  workspaceSettings,
} from '../workspaces/settings.ts';
import { fromJson, toJson } from './columns.ts';
import { compiledOnce } from './compiled.ts';
import type { Database } from './database.ts';
import type { SettingsRow, Tables } from './schema.ts';

export function settingsStore(db: Database): SettingsStore {
  const ofWorkspace = compiledOnce(db.read, (teamId: string, tenantId: string) =>
    db.read.selectFrom('settings').selectAll().where('team_id', '=', teamId).where('tenant_id', '=', tenantId),
  );
  return {
    async find(teamId, tenantId) {
      const [row] = await ofWorkspace(teamId, tenantId);
      return row && settingsOf(row);
    },

    async save({ teamId, tenantId, settings, updatedBy }) {
      const { on, channelId } = settings.digest;
      const row = await db.write((tx, now) => {
        const kept = {
          settings: toJson(settings),
          digest_on: on && channelId ? 1 : 0,
          updated_by: updatedBy,
          updated_at: now,
        };
        return tx
          .insertInto('settings')
          .values({ team_id: teamId, tenant_id: tenantId, revision: 1, ...kept })
          .onConflict((conflict) =>
            conflict
              .columns(['team_id', 'tenant_id'])
              .doUpdateSet((eb) => ({ ...kept, revision: eb('settings.revision', '+', 1) })),
          )
          .returningAll()
          .executeTakeFirstOrThrow();
      });
      return settingsOf(row);
    },

    async replace({ teamId, tenantId, settings, updatedBy, revision }) {
      const { on, channelId } = settings.digest;
      const { numUpdatedRows } = await db.write((tx, now) =>
        tx
          .updateTable('settings')
          .set({
            ...{ settings: toJson(settings), digest_on: on && channelId ? 1 : 0, revision: revision + 1 },
            ...{ updated_by: updatedBy, updated_at: now },
          })
          .where('team_id', '=', teamId)
          .where('tenant_id', '=', tenantId)
          .where('revision', '=', revision)
          .executeTakeFirstOrThrow(),
      );
      return numUpdatedRows > 0n;
    },

    withDigest: (after, limit) => pageOf(db.read.selectFrom('settings').where('digest_on', '=', 1), after, limit),
    page: (after, limit) => pageOf(db.read.selectFrom('settings'), after, limit),
  };
}

async function pageOf(
  from: SelectQueryBuilder<Tables, 'settings', unknown>,
  after: { teamId: string; tenantId: string } | undefined,
  limit: number,
): Promise<StoredSettings[]> {
  let query = from.selectAll();
  if (after) {
    query = query.where((eb) =>
      eb.or([
        eb('team_id', '>', after.teamId),
        eb.and([eb('team_id', '=', after.teamId), eb('tenant_id', '>', after.tenantId)]),
      ]),
    );
  }
  const rows = await query.orderBy('team_id').orderBy('tenant_id').limit(limit).execute();
  return rows.map(settingsOf);
}

/** What was parsed a moment ago is, for the same text, what it would be again; nobody changes it. */
const parsed = boundedCache<WorkspaceSettings>(200);

function settingsIn(text: string): WorkspaceSettings {
  const known = parsed.get(text);
  if (known) return known;
  const settings = fromJson(workspaceSettings, text);
  parsed.set(text, settings);
  return settings;
}

const settingsOf = (row: SettingsRow): StoredSettings => ({
  teamId: row.team_id,
  tenantId: row.tenant_id,
  settings: settingsIn(row.settings),
  revision: row.revision,
  updatedBy: row.updated_by,
});
