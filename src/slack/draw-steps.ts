import type { Words } from '../words/words.ts';
import type { Post } from '../workspaces/post.ts';
import type { DrawDeps } from './draw.ts';
import type { Message } from './views/invite-card.ts';
import { stepMessage } from './views/step.ts';

/** The question that a workflow leads to, and what came of it; one that is over before it was posted says nothing. */
export async function drawStep(deps: DrawDeps, { subject, ts }: Post, words: Words): Promise<Message | undefined> {
  const run = await deps.stepRuns.find(subject);
  if (!run || (run.state !== 'open' && !ts)) return undefined;
  const { batchId, requestId } = run;
  const [recipient] = batchId ? await deps.batches.recipients(batchId, { limit: 1, offset: 0 }) : [];
  return stepMessage(words, { run, recipient, request: requestId ? await deps.approvals.find(requestId) : undefined });
}
