import { z } from 'zod';
import { type Draft, type DraftStore, draftContent } from '../invites/draft.ts';
import { fromJson, nullable, placeColumns, placeOf, present, toJson } from './columns.ts';
import type { Database } from './database.ts';
import type { DraftRow } from './schema.ts';

export function draftStore(db: Database): DraftStore {
  return {
    async create(draft) {
      const row = await db.write(
        (tx, now) =>
          tx
            .insertInto('drafts')
            .values({
              id: draft.id,
              team_id: draft.teamId,
              slack_user_id: draft.slackUserId,
              tenant_id: nullable(draft.tenantId),
              ...placeColumns(draft.place),
              content: toJson(draft.content),
              revision: 1,
              state: 'open',
              created_at: now,
              traceparent: nullable(draft.traceparent),
            })
            .returningAll()
            .executeTakeFirstOrThrow(),
        'kill',
      );
      return draftOf(row);
    },

    async find(id) {
      const row = await db.read.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
      return row && draftOf(row);
    },

    async update(id, { content, tenantId }) {
      const row = await db.write(
        (tx) =>
          tx
            .updateTable('drafts')
            .set((eb) => ({
              revision: eb('revision', '+', 1),
              ...(content && { content: toJson(content) }),
              ...(tenantId && { tenant_id: tenantId }),
            }))
            .where('id', '=', id)
            .where('state', '=', 'open')
            .returningAll()
            .executeTakeFirst(),
        'kill',
      );
      return row && draftOf(row);
    },

    async prune(createdBefore) {
      const { numDeletedRows } = await db.write((tx) =>
        tx.deleteFrom('drafts').where('created_at', '<', createdBefore).executeTakeFirstOrThrow(),
      );
      return Number(numDeletedRows);
    },
  };
}

const draftState = z.enum(['open', 'sent']);

const draftOf = (row: DraftRow): Draft => ({
  id: row.id,
  teamId: row.team_id,
  slackUserId: row.slack_user_id,
  tenantId: present(row.tenant_id),
  place: placeOf(row),
  content: fromJson(draftContent, row.content),
  revision: row.revision,
  state: draftState.parse(row.state),
  createdAt: row.created_at,
  traceparent: present(row.traceparent),
});
