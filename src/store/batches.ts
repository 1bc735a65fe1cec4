import type { BatchStore } from '../invites/batch.ts';
import { batchOf, newBatchRow, newRecipientRow } from './batch-rows.ts';
import { recheck, stop } from './batch-turns.ts';
import { inChunks } from './chunks.ts';
import type { Database } from './database.ts';
import { invitesSeen } from './invites-seen.ts';
import { beginCall, claim, nextDueIn, release } from './recipient-claims.ts';
import { recipientReads } from './recipient-reads.ts';
import { finishIfSettled, settle, unfinished } from './settlements.ts';

export function batchStore(db: Database): BatchStore {
  return {
    create: (batch, recipients) => create(db, batch, recipients),
    async recent(tenantId, limit) {
      const rows = await db.read
        .selectFrom('batches')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(batchOf);
    },
    async find(batchId) {
      const row = await db.read.selectFrom('batches').selectAll().where('id', '=', batchId).executeTakeFirst();
      return row && batchOf(row);
    },
    async ofDraft(draftId) {
      const row = await db.read.selectFrom('batches').selectAll().where('draft_id', '=', draftId).executeTakeFirst();
      return row && batchOf(row);
    },
    ...recipientReads(db),
    claim: (hold) => claim(db, hold),
    beginCall: (...call) => beginCall(db, ...call),
    settle: (...settlement) => settle(db, ...settlement),
    finishIfSettled: (batchId, word) => finishIfSettled(db, batchId, word),
    unfinished: () => unfinished(db),
    stop: (batchId) => stop(db, batchId),
    recheck: (batchId) => recheck(db, batchId),
    release: (owner) => release(db, owner),
    nextDueIn: () => nextDueIn(db),
    ...invitesSeen(db),
  };
}

async function create(db: Database, ...[batch, recipients]: Parameters<BatchStore['create']>) {
  return db.write(async (tx, now) => {
    await tx.updateTable('drafts').set({ state: 'sent' }).where('id', '=', batch.draftId).execute();
    const inserted = await tx
      .insertInto('batches')
      .values(newBatchRow(batch, recipients.length, now))
      .onConflict((conflict) => conflict.column('draft_id').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!inserted) {
      const first = tx.selectFrom('batches').selectAll().where('draft_id', '=', batch.draftId);
      return { batch: batchOf(await first.executeTakeFirstOrThrow()), created: false };
    }
    const rows = recipients.map((recipient, position) => newRecipientRow(batch, recipient, position, now));
    await inChunks(rows, (chunk) => tx.insertInto('recipients').values(chunk).execute());
    return { batch: batchOf(inserted), created: true };
  });
}
