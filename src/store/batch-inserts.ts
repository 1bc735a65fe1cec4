import type { BatchStore, NewBatch, NewRecipient, SendLimits } from '../invites/batch.ts';
import { Problem } from '../problem.ts';
import { insertApproval } from './approval-rows.ts';
import { batchOf, newBatchRow, newRecipientRow } from './batch-rows.ts';
import { inChunks } from './chunks.ts';
import type { Tx } from './database.ts';
import { takeUsage } from './usage.ts';

/** One batch per draft. Throws Problem when a limit stands against it; then the transaction must not be committed. */
export async function insertBatch(
  tx: Tx,
  now: number,
  batch: NewBatch,
  recipients: readonly NewRecipient[],
  limits?: SendLimits,
): ReturnType<BatchStore['create']> {
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
  if (limits) await keepLimits(tx, now, batch.tenantId, recipients, limits);
  return { batch: batchOf(inserted), created: true };
}

async function keepLimits(
  tx: Tx,
  now: number,
  tenantId: string,
  recipients: readonly NewRecipient[],
  { claim, cooldownMs, request }: SendLimits,
): Promise<void> {
  await takeUsage(tx, claim);
  await inChunks(recipients, (chunk) => demandCooled(tx, now, tenantId, chunk, cooldownMs));
  if (request) await insertApproval(tx, request.approval, request.cards, now);
}

async function demandCooled(
  tx: Tx,
  now: number,
  tenantId: string,
  recipients: readonly NewRecipient[],
  cooldownMs: number,
): Promise<void> {
  const emails = recipients.map((recipient) => recipient.email);
  const hot = await tx
    .selectFrom('mailings')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('email', 'in', emails)
    .where('mailed_at', '>', now - cooldownMs)
    .executeTakeFirst();
  if (!hot) return;
  const { email, mailed_at: mailedAt } = hot;
  throw new Problem('cooldown', { email, mailedAt, until: mailedAt + cooldownMs });
}
