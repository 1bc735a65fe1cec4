import type { Words } from '../words/words.ts';
import type { Post } from '../workspaces/post.ts';
import type { DrawDeps } from './draw.ts';
import type { Message } from './views/invite-card.ts';
import { type NudgeData, nudgeEndMessage, nudgeMessage } from './views/nudge.ts';

export async function drawNudge(deps: DrawDeps, { subject }: Post, words: Words): Promise<Message | undefined> {
  const data = await nudgeData(deps, subject);
  return data && nudgeMessage(words, data);
}

export async function drawNudgeEnd(deps: DrawDeps, { subject }: Post, words: Words): Promise<Message | undefined> {
  const data = await nudgeData(deps, subject);
  return data && nudgeEndMessage(words, data);
}

export async function nudgeData(
  { nudges, batches }: Pick<DrawDeps, 'nudges' | 'batches'>,
  inviteId: string,
): Promise<NudgeData | undefined> {
  const nudge = await nudges.find(inviteId);
  if (!nudge) return undefined;
  const [batch, [recipient]] = await Promise.all([
    batches.find(nudge.batchId),
    batches.at(nudge.batchId, [nudge.position]),
  ]);
  return batch && recipient ? { nudge, batch, recipient } : undefined;
}
