import type { BatchStore } from '../invites/batch.ts';
import { Problem } from '../problem.ts';
import type { Scene } from './scene.ts';
import { inviteResult, type ResultData, shownResults } from './views/invite-result.ts';

/** What is known of a batch, as the sender's modal shows it. */
export async function resultOf(batches: BatchStore, batchId: string): Promise<ResultData> {
  const [batch, counts, recipients] = await Promise.all([
    batches.find(batchId),
    batches.counts(batchId),
    batches.outcomes(batchId, { limit: shownResults, offset: 0 }),
  ]);
  if (!batch) throw new Problem('view_expired');
  return { batch, counts, recipients };
}

export async function showResult(deps: { batches: BatchStore }, here: Scene, batchId: string): Promise<void> {
  await here.show(inviteResult(here.words, await resultOf(deps.batches, batchId)));
}
