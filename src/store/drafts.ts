import { z } from 'zod';
import { type Draft, type DraftStore, draftContent } from '../invites/draft.ts';
import { fromJson, nullable, placeColumns, placeOf, present, toJson } from './columns.ts';
import type { Database, Tx } from './database.ts';
import type { DraftRow } from './schema.ts';

type NewDraft = Parameters<DraftStore['create']>[0];
/** Drafts that are written together, by one transaction. */
type Together = { drafts: NewDraft[]; written: Promise<number> };
const mostTogether = 100;

export function draftStore(db: Database): DraftStore {
  /** Still waiting to begin. To begin and to end a transaction takes longer than a row: whoever comes by then joins. */
  let waiting: Together | undefined;
  const begin = (): Together => {
    const drafts: NewDraft[] = [];
    const left = () => {
      if (waiting?.drafts === drafts) waiting = undefined;
    };
    const work = async (tx: Tx, now: number) => {
      left();
      await tx
        .insertInto('drafts')
        .values(drafts.map((draft) => newRow(draft, now)))
        .execute();
      return now;
    };
    return { drafts, written: db.write(work, 'kill').finally(left) };
  };
  return {
    async create(draft) {
      if (!waiting || waiting.drafts.length >= mostTogether) waiting = begin();
      waiting.drafts.push(draft);
      return draftOf(newRow(draft, await waiting.written));
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

const newRow = (draft: NewDraft, now: number): DraftRow => ({
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
});

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
