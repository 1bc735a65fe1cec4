import { z } from 'zod';
import type { HeldNudge, Nudge, NudgeStore } from '../invites/nudge.ts';
import { inChunks } from './chunks.ts';
import { freeUntil, present } from './columns.ts';
import type { Database, Tx } from './database.ts';
import { inOrderOf, isWritten, nextDueIn, takeDue } from './held-rows.ts';
import type { NudgeRow } from './nudge-tables.ts';
import { insertPost } from './post-rows.ts';
import { touchPosts } from './posts.ts';

export function nudgeStore(db: Database): NudgeStore {
  return {
    claim: (hold) => claim(db, hold),
    tell: (nudge, owner, inviteeId, post) =>
      db.write(async (tx, now) => {
        const told = await writeHeld(tx, nudge, owner, { state: 'told', invitee_id: inviteeId, ...freeUntil(null) });
        if (told) await insertPost(tx, post, now);
        return told;
      }),
    async drop(nudge, owner) {
      await db.write((tx) => writeHeld(tx, nudge, owner, { state: 'over', ...freeUntil(null) }));
    },
    async rest(teamId, inMs) {
      await db.write((tx, now) =>
        tx
          .updateTable('nudges')
          .set(freeUntil(now + inMs))
          .where('team_id', '=', teamId)
          .where('state', '=', 'waiting')
          .where('due_at', '<', now + inMs)
          .execute(),
      );
    },
    async find(inviteId) {
      const row = await db.read.selectFrom('nudges').selectAll().where('invite_id', '=', inviteId).executeTakeFirst();
      return row && nudgeOf(row);
    },
    async resent(inviteId) {
      await db.write(async (tx, now) => {
        const counted = tx.updateTable('nudges').set((eb) => ({ resends: eb('resends', '+', 1) }));
        await counted.where('invite_id', '=', inviteId).execute();
        await touchPosts(tx, now, 'nudge', [inviteId]);
      });
    },
    stop: (inviteId, word) =>
      db.write(async (tx, now) => {
        const stopping = tx.updateTable('nudges').set({ state: 'stopped' }).where('invite_id', '=', inviteId);
        const { numUpdatedRows } = await stopping.where('state', '=', 'told').executeTakeFirstOrThrow();
        if (numUpdatedRows === 0n) return false;
        await touchPosts(tx, now, 'nudge', [inviteId]);
        await insertPost(tx, word, now);
        return true;
      }),
    nextDueIn: nextDueIn(db, 'nudges'),
  };
}

/**
 * Everybody whom ROQ was seen to have invited gets a nudge in time; again for the same batch plans the rest. Whoever was
 * picked in Slack has agreed there, and needs none.
 */
export async function planNudges(tx: Tx, now: number, batchId: string, inMs: number): Promise<void> {
  const invited = tx
    .selectFrom('recipients as recipient')
    .innerJoin('batches as batch', 'batch.id', 'recipient.batch_id')
    .where('batch.id', '=', batchId)
    .where('recipient.state', '=', 'sent')
    .where('recipient.invite_id', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('consents').select('consents.id').whereRef('consents.id', '=', 'batch.draft_id'))),
    )
    .select(['recipient.invite_id', 'recipient.batch_id', 'recipient.position', 'batch.team_id', 'batch.tenant_id']);
  const rows = (await invited.execute()).flatMap(({ invite_id, ...row }): NudgeRow[] =>
    invite_id === null
      ? []
      : [{ ...row, invite_id, invitee_id: null, state: 'waiting', resends: 0, created_at: now, ...free(now + inMs) }],
  );
  await inChunks(rows, (chunk) =>
    tx
      .insertInto('nudges')
      .values(chunk)
      .onConflict((conflict) => conflict.column('invite_id').doNothing())
      .execute(),
  );
}

const free = (dueAt: number) => ({ ...freeUntil(dueAt), fence: 0 });

async function claim(db: Database, hold: Parameters<NudgeStore['claim']>[0]) {
  return db.write(async (tx, now): Promise<HeldNudge[]> => {
    const ids = await takeDue(db, tx, now, 'nudges', hold);
    if (ids.length === 0) return [];
    const rows = await tx.selectFrom('nudges').selectAll().where('invite_id', 'in', ids).execute();
    const emails = await tx
      .selectFrom('recipients')
      .select(['invite_id', 'email'])
      .where('invite_id', 'in', ids)
      .execute();
    const emailOf = new Map(emails.map(({ invite_id, email }) => [invite_id, email]));
    const held = inOrderOf(ids, rows, (row) => row.invite_id);
    return held.map((row) => ({ ...nudgeOf(row), fence: row.fence, email: emailOf.get(row.invite_id) ?? '' }));
  });
}

const writeHeld = (tx: Tx, { inviteId, fence }: HeldNudge, owner: string, change: Partial<NudgeRow>) =>
  isWritten(
    tx
      .updateTable('nudges')
      .set(change)
      .where('invite_id', '=', inviteId)
      .where('owner', '=', owner)
      .where('fence', '=', fence),
  );

const state = z.enum(['waiting', 'told', 'stopped', 'over']);

const nudgeOf = (row: NudgeRow): Nudge => ({
  inviteId: row.invite_id,
  batchId: row.batch_id,
  position: row.position,
  teamId: row.team_id,
  tenantId: row.tenant_id,
  inviteeId: present(row.invitee_id),
  state: state.parse(row.state),
  resends: row.resends,
});
