import type { Mailings } from './act.ts';
import type { AuditEntry, AuditLog } from './audit.ts';
import type { Batch, BatchStore, Settlement } from './batch.ts';

export type Recorded = { batch: Batch; settlements: readonly Settlement[]; at: number };

/** After outcomes are known: the cooldown of each mailed address begins, and the audit log says what happened. */
export async function recordOutcomes(
  deps: { batches: BatchStore; mailings: Mailings; audit: AuditLog },
  { batch, settlements, at }: Recorded,
): Promise<void> {
  const ended = settlements.filter(({ state }) => state === 'sent' || state === 'refused' || state === 'unsure');
  if (ended.length === 0) return;
  const rows = await deps.batches.at(
    batch.id,
    ended.map((settlement) => settlement.position),
  );
  const mailed = rows.filter((row) => row.state === 'sent' || row.state === 'unsure').map((row) => row.email);
  if (mailed.length > 0) await deps.mailings.note(batch.tenantId, mailed, at);
  await deps.audit.append(
    rows.map(
      (row): AuditEntry => ({
        at,
        teamId: batch.teamId,
        tenantId: batch.tenantId,
        slackUserId: batch.slackUserId,
        roqUserId: batch.roqUserId,
        what: `invite.${row.state}`,
        inviteId: row.inviteId,
        email: row.email,
        after: row.status,
        reason: row.refusal,
        requestId: batch.requestId,
        source: `batch ${batch.id}`,
      }),
    ),
  );
}
