import { z } from 'zod';
import type { Link, PeopleStore } from '../people/person.ts';
import { inChunks } from './chunks.ts';
import { nullable, present } from './columns.ts';
import type { Database } from './database.ts';
import type { LinkRow } from './schema.ts';

export function peopleStore(db: Database): PeopleStore {
  return {
    async find(teamId, slackUserId) {
      const row = await db.read
        .selectFrom('links')
        .selectAll()
        .where('team_id', '=', teamId)
        .where('slack_user_id', '=', slackUserId)
        .executeTakeFirst();
      return row && linkOf(row);
    },

    async remember(link) {
      const { team_id, slack_user_id, ...rest } = rowOf(link);
      await db.write((tx) =>
        tx
          .insertInto('links')
          .values({ team_id, slack_user_id, ...rest })
          .onConflict((conflict) => conflict.columns(['team_id', 'slack_user_id']).doUpdateSet(rest))
          .execute(),
      );
    },

    async touch(teamId, slackUserId, { checkedAt, locale }) {
      await db.write((tx) =>
        tx
          .updateTable('links')
          .set({ checked_at: checkedAt, ...(locale === undefined ? {} : { locale }) })
          .where('team_id', '=', teamId)
          .where('slack_user_id', '=', slackUserId)
          .execute(),
      );
    },

    async forget(teamId, slackUserId) {
      await db.write((tx) =>
        tx.deleteFrom('links').where('team_id', '=', teamId).where('slack_user_id', '=', slackUserId).execute(),
      );
    },

    async linkedTo(teamId, roqUserIds) {
      const links: Link[] = [];
      await inChunks([...new Set(roqUserIds)], async (ids) => {
        const rows = await db.read
          .selectFrom('links')
          .selectAll()
          .where('team_id', '=', teamId)
          .where('roq_user_id', 'in', ids)
          .execute();
        links.push(...rows.map(linkOf));
      });
      return links;
    },

    async ofTenant(teamId, tenantId, limit) {
      const rows = await db.read
        .selectFrom('links')
        .selectAll()
        .where('team_id', '=', teamId)
        .where('tenant_id', '=', tenantId)
        .orderBy('checked_at', 'desc')
        .orderBy('slack_user_id')
        .limit(limit)
        .execute();
      return rows.map(linkOf);
    },
  };
}

const proof = z.enum(['email', 'code']);

const linkOf = (row: LinkRow): Link => ({
  teamId: row.team_id,
  slackUserId: row.slack_user_id,
  roqUserId: row.roq_user_id,
  tenantId: row.tenant_id,
  proof: proof.parse(row.proof),
  linkedAt: row.linked_at,
  checkedAt: row.checked_at,
  locale: present(row.locale),
});

const rowOf = (link: Link): LinkRow => ({
  team_id: link.teamId,
  slack_user_id: link.slackUserId,
  roq_user_id: link.roqUserId,
  tenant_id: link.tenantId,
  proof: link.proof,
  linked_at: link.linkedAt,
  checked_at: link.checkedAt,
  locale: nullable(link.locale),
});
