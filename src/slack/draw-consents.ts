import type { Consent } from '../invites/consent.ts';
import type { Words } from '../words/words.ts';
import type { Post } from '../workspaces/post.ts';
import type { DrawDeps } from './draw.ts';
import { type Asked, consentsMessage, questionMessage } from './views/consent.ts';
import type { Message } from './views/invite-card.ts';

/** The question to somebody who was picked. */
export async function drawConsent(deps: DrawDeps, { subject }: Post, words: Words): Promise<Message | undefined> {
  const consent = await deps.consents.find(subject);
  return consent && questionMessage(words, await withOutcome(deps, consent));
}

/** What became of all that an inviter picked at once. */
export async function drawConsents(deps: DrawDeps, { subject }: Post, words: Words): Promise<Message | undefined> {
  const group = await deps.consents.ofGroup(subject);
  return consentsMessage(words, await Promise.all(group.map((consent) => withOutcome(deps, consent))));
}

async function withOutcome(deps: DrawDeps, consent: Consent): Promise<Asked> {
  const { id, state, batchId, requestId } = consent;
  if (state === 'open') {
    const question = await deps.posts.findByKey(`consent:${id}`);
    return { consent, unreachable: question?.state === 'dead' };
  }
  if (requestId) return { consent, request: await deps.approvals.find(requestId) };
  const [recipient] = batchId ? await deps.batches.recipients(batchId, { limit: 1, offset: 0 }) : [];
  return { consent, recipient };
}
