import type { BatchStore } from '../invites/batch.ts';
import { insertBatch } from './batch-inserts.ts';
import { batchOf } from './batch-rows.ts';
import { recheck, stop } from './batch-turns.ts';
import { compiledOnce } from './compiled.ts';
import type { Database } from './database.ts';
import { nextDueIn } from './held-rows.ts';
import { invitesSeen } from './invites-seen.ts';
import { beginCall, claim, release } from './recipient-claims.ts';
import { recipientReads } from './recipient-reads.ts';
import { finishIfSettled, settle, unfinished } from './settlements.ts';

export function batchStore(db: Database): BatchStore {
  const byId = compiledOnce(db.read, (batchId: string) =>
    db.read.selectFrom('batches').selectAll().where('id', '=', batchId),
  );
  return {
    create: (...batch) => db.write((tx, now) => insertBatch(tx, now, ...batch)),
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
      const [row] = await byId(batchId);
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
    finishIfSettled: (...batch) => finishIfSettled(db, ...batch),
    unfinished: unfinished(db),
    stop: (batchId) => stop(db, batchId),
    recheck: (batchId) => recheck(db, batchId),
    release: (owner) => release(db, owner),
    nextDueIn: nextDueIn(db, 'recipients'),
    ...invitesSeen(db),
  };
}
