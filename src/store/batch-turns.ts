import { mostLostAnswers } from '../invites/batch.ts';
import { freeUntil } from './columns.ts';
import type { Database, Tx } from './database.ts';
import type { BatchRow, RecipientRow } from './schema.ts';

/**
 * Locks the batch until the transaction ends. Whoever changes who holds its recipients, or what is left to do with
 * them, does this first: so a stop never misses a row, and two replicas never wait for each other.
 */
export async function lockBatch(db: Database, tx: Tx, batchId: string): Promise<BatchRow | undefined> {
  return db.lockRows(tx.selectFrom('batches').selectAll().where('id', '=', batchId), 'wait').executeTakeFirst();
}

/** The unfinished batch with something due whose tenant was served longest ago, and within the tenant likewise. */
export async function nextInTurn(tx: Tx, now: number): Promise<string | undefined> {
  const row = await tx
    .selectFrom('batches')
    .leftJoin('turns', 'turns.tenant_id', 'batches.tenant_id')
    .select('batches.id')
    .where('finished_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('recipients')
          .select('position')
          .whereRef('recipients.batch_id', '=', 'batches.id')
          .where('work', 'in', ['queued', 'checking'])
          .where('due_at', '<=', now),
      ),
    )
    .orderBy((eb) => eb.fn.coalesce('turns.served', eb.lit(0)))
    .orderBy('batches.served')
    .orderBy('created_at')
    .orderBy('batches.id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** Moves the batch and its tenant to the end of the line. */
export async function takeTurn(tx: Tx, batch: BatchRow): Promise<void> {
  const last = await tx
    .selectFrom('turns')
    .select((eb) => eb.fn.max('served').as('served'))
    .executeTakeFirst();
  const served = (last?.served ?? 0) + 1;
  await tx
    .insertInto('turns')
    .values({ tenant_id: batch.tenant_id, served })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet({ served }))
    .execute();
  await tx.updateTable('batches').set({ served }).where('id', '=', batch.id).execute();
}

export async function stop(db: Database, batchId: string): Promise<boolean> {
  return db.write(async (tx, now) => {
    const stopped = await tx
      .updateTable('batches')
      .set({ state: 'stopped' })
      .where('id', '=', batchId)
      .where('state', '=', 'sending')
      .executeTakeFirstOrThrow();
    if (stopped.numUpdatedRows === 0n) return false;
    await stopQueued(tx, batchId, now);
    return true;
  });
}

/** Those that wait to be sent, also when their holder died before the call. */
export async function stopQueued(tx: Tx, batchId: string, now: number): Promise<void> {
  await tx
    .updateTable('recipients')
    .set(stopped)
    .where('batch_id', '=', batchId)
    .where('work', '=', 'queued')
    .where((eb) => eb.or([eb('state', '=', 'queued'), eb('due_at', '<=', now)]))
    .execute();
}

export const stopped: Partial<RecipientRow> = { state: 'stopped', ...freeUntil(null) };

/** As if the most answers had been lost: no other send follows when nothing is found. */
export async function recheck(db: Database, batchId: string): Promise<number> {
  return db.write(async (tx, now) => {
    if (!(await lockBatch(db, tx, batchId))) return 0;
    const { numUpdatedRows } = await tx
      .updateTable('recipients')
      .set({ state: 'checking', work: 'checking', repeats: mostLostAnswers, ...freeUntil(now) })
      .where('batch_id', '=', batchId)
      .where('state', '=', 'unsure')
      .executeTakeFirstOrThrow();
    if (numUpdatedRows > 0n) await reopen(tx, batchId);
    return Number(numUpdatedRows);
  });
}

async function reopen(tx: Tx, batchId: string): Promise<void> {
  await tx
    .updateTable('batches')
    .set({ state: 'sending', finished_at: null })
    .where('id', '=', batchId)
    .where('state', '=', 'done')
    .execute();
}
