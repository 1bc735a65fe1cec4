import type { ApprovalStore } from './approval.ts';
import type { BatchStore, Recipient } from './batch.ts';
import type { StepEnd, StepRun } from './step-run.ts';

export type StepOutcomeDeps = { batches: Pick<BatchStore, 'recipients'>; approvals: Pick<ApprovalStore, 'find'> };

/** Looked at again by itself this often, should nobody say that it moved, ms. */
const againInMs = 60_000;
type NotYet = { againInMs: number };

/** What came of what was handed over; `batchId`: its request was approved. */
export async function stepOutcome(
  deps: StepOutcomeDeps,
  { batchId, requestId }: StepRun,
): Promise<StepEnd | { batchId: string } | NotYet> {
  if (batchId) {
    const [recipient] = await deps.batches.recipients(batchId, { limit: 1, offset: 0 });
    return recipient ? endOf(recipient) : { status: 'refused', why: 'forgotten' };
  }
  const request = requestId ? await deps.approvals.find(requestId) : undefined;
  switch (request?.state) {
    case 'open':
      return { againInMs };
    case 'approved':
      return request.batchId ? { batchId: request.batchId } : { againInMs };
    case 'expired':
      return { status: 'refused', why: 'undecided' };
    case 'withdrawn':
      return { status: 'refused', why: 'withdrawn' };
    default:
      return { status: 'refused', why: 'not_approved' };
  }
}

function endOf({ state, refusal, inviteId }: Recipient): StepEnd | NotYet {
  switch (state) {
    case 'sent':
      return { status: 'sent', inviteId };
    case 'unsure':
      return { status: 'unsure', inviteId };
    case 'stopped':
      return { status: 'refused', why: 'stopped' };
    case 'refused':
      if (refusal === 'already_member') return { status: 'already_member' };
      if (refusal === 'already_invited') return { status: 'already_pending' };
      return { status: 'refused', why: 'roq' };
    default:
      return { againInMs };
  }
}
