import { z } from 'zod';
import type { OwnDigest, OwnDigests } from '../digests/own-digest.ts';
import { weekday } from '../workspaces/settings.ts';
import { fromJson, present, toJson } from './columns.ts';
import type { Database } from './database.ts';
import { claimDay } from './digest-runs.ts';
import type { OwnDigestRow } from './digest-tables.ts';
import { insertPost } from './post-rows.ts';

const weekdays = z.array(weekday);

export function ownDigestStore(db: Database): OwnDigests {
  const key = (own: Pick<OwnDigest, 'tenantId' | 'roqUserId'>) => ({
    tenant_id: own.tenantId,
    roq_user_id: own.roqUserId,
  });
  return {
    async find(tenantId, roqUserId) {
      const row = await db.read
        .selectFrom('own_digests')
        .selectAll()
        .where((eb) => eb.and(key({ tenantId, roqUserId })))
        .executeTakeFirst();
      return row && ownDigestOf(row);
    },

    async save(own) {
      const { tenant_id, roq_user_id, ...rest } = rowOf(own);
      await db.write((tx) =>
        tx
          .insertInto('own_digests')
          .values({ tenant_id, roq_user_id, ...rest, last_day: null })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'roq_user_id']).doUpdateSet(rest))
          .execute(),
      );
    },

    stop: (teamId, slackUserId) =>
      db.write(async (tx) => {
        const rows = await tx
          .updateTable('own_digests')
          .set({ is_on: 0 })
          .where('team_id', '=', teamId)
          .where('slack_user_id', '=', slackUserId)
          .where('is_on', '=', 1)
          .returningAll()
          .execute();
        return rows.map(ownDigestOf);
      }),

    async page(after, limit) {
      let query = db.read.selectFrom('own_digests').selectAll().where('is_on', '=', 1);
      if (after) {
        query = query.where((eb) =>
          eb.or([
            eb('tenant_id', '>', after.tenantId),
            eb.and([eb('tenant_id', '=', after.tenantId), eb('roq_user_id', '>', after.roqUserId)]),
          ]),
        );
      }
      const rows = await query.orderBy('tenant_id').orderBy('roq_user_id').limit(limit).execute();
      return rows.map(ownDigestOf);
    },

    async ofTenant(tenantId) {
      const rows = await db.read.selectFrom('own_digests').selectAll().where('tenant_id', '=', tenantId).execute();
      return rows.map(ownDigestOf);
    },

    moved: (own, timeZone) =>
      db.write(async (tx) => {
        const mine = tx.updateTable('own_digests').set({ time_zone: timeZone });
        await mine.where((eb) => eb.and(key(own))).execute();
      }),

    start: (own, localDay, post) =>
      db.write(async (tx, now) => {
        const { teamId, tenantId, roqUserId } = own;
        if (!(await claimDay(tx, { teamId, tenantId, name: `own:${roqUserId}`, localDay }, now))) return false;
        const mine = tx.updateTable('own_digests').set({ last_day: localDay });
        await mine.where((eb) => eb.and(key(own))).execute();
        await insertPost(tx, post, now);
        return true;
      }),
  };
}

const ownDigestOf = (row: OwnDigestRow): OwnDigest => ({
  tenantId: row.tenant_id,
  roqUserId: row.roq_user_id,
  teamId: row.team_id,
  slackUserId: row.slack_user_id,
  on: row.is_on === 1,
  hour: row.hour,
  timeZone: row.time_zone,
  weekdays: fromJson(weekdays, row.weekdays),
  effectiveFrom: row.effective_from,
  lastDay: present(row.last_day),
});

const rowOf = (own: Omit<OwnDigest, 'lastDay'>): Omit<OwnDigestRow, 'last_day'> => ({
  tenant_id: own.tenantId,
  roq_user_id: own.roqUserId,
  team_id: own.teamId,
  slack_user_id: own.slackUserId,
  is_on: own.on ? 1 : 0,
  hour: own.hour,
  time_zone: own.timeZone,
  weekdays: toJson(own.weekdays),
  effective_from: own.effectiveFrom,
});
