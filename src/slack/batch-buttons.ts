import type { Batch } from '../invites/batch.ts';
import { refreshInvites } from '../invites/refresh.ts';
import { Problem } from '../problem.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import { continueInvite } from './invite-flow.ts';
import { resultOf, showResult } from './results.ts';
import type { Scene } from './scene.ts';
import { refreshButton, showBatchButton } from './views/invite-card.ts';
import { inviteResult, recheckButton, retryButton } from './views/invite-result.ts';
import { waiting } from './views/plain.ts';

/** The batch, when it is of the presser's tenant and theirs to see; throws Problem otherwise. */
async function visibleBatch(deps: SlackDeps, here: Scene, batchId: string): Promise<Batch> {
  const person = await deps.recognizer.recognize(here.identity);
  const batch = await deps.batches.find(batchId);
  if (!batch || batch.teamId !== person.teamId) throw new Problem('invite_not_found');
  await deps.authority.allow(person, { act: 'see_batch', roqUserId: batch.roqUserId, tenantId: batch.tenantId });
  return batch;
}

/** Reads every invite of the batch from ROQ again; the card is drawn anew with the time of this reading. */
export async function refreshBatch(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const batch = await visibleBatch(deps, here, refreshButton.read(press.value).b);
  await refreshInvites(deps, batch);
  await deps.posts.touch('batch', [batch.id]);
  deps.wakePosts();
}

export async function showBatch(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  await here.open(waiting('One moment…', 'Invites'));
  const batch = await visibleBatch(deps, here, showBatchButton.read(press.value).b);
  await here.show(inviteResult(await resultOf(deps.batches, batch.id)));
}

/** The form with just the recipients that were refused or stopped. */
export async function retryBatch(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { b: batchId } = retryButton.read(press.value);
  const inModal = here.viewId !== undefined;
  if (!inModal) await here.open(waiting('One moment…'));
  const batch = await visibleBatch(deps, here, batchId);
  const failed = await deps.batches.recipients(batchId, { states: ['refused', 'stopped'], limit: 10_000, offset: 0 });
  const recipients = failed.map(({ email, firstName, lastName, locale }) => ({ email, firstName, lastName, locale }));
  await continueInvite(deps, here, { recipients, roleKey: batch.roleKey, locale: batch.locale }, batch.place);
}

/** Looks once more for invites whose answer was lost; sends nothing. */
export async function recheckBatch(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const batch = await visibleBatch(deps, here, recheckButton.read(press.value).b);
  await deps.batches.recheck(batch.id);
  deps.wakeSender();
  await deps.posts.touch('batch', [batch.id]);
  await showResult(deps, here, batch.id);
}
