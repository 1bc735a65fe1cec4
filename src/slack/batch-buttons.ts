import type { ModalView } from '@slack/types';
import type { AuditEntry } from '../invites/audit.ts';
import type { Batch } from '../invites/batch.ts';
import { isForgotten } from '../invites/forgotten.ts';
import { refreshInvites } from '../invites/refresh.ts';
import { Problem } from '../problem.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import { continueInvite } from './invite-flow.ts';
import { readJson, section } from './kit.ts';
import { resultOf, showResult } from './results.ts';
import type { Scene } from './scene.ts';
import {
  batchDetail,
  batchDetailId,
  batchDetailMetadata,
  detailNext,
  detailPageSize,
  readDetailFilter,
  statesOf,
} from './views/batch-detail.ts';
import { refreshButton, showBatchButton } from './views/invite-card.ts';
import { inviteResult, recheckButton, retryButton, stopButton } from './views/invite-result.ts';
import { waiting } from './views/plain.ts';

/** The batch, when it is of the presser's tenant and theirs to see (or stop); throws Problem otherwise. */
async function ownBatch(
  deps: SlackDeps,
  here: Scene,
  batchId: string,
  act: 'see_batch' | 'stop_batch' = 'see_batch',
): Promise<Batch> {
  const person = await deps.recognizer.recognize(here.identity);
  const batch = await deps.batches.find(batchId);
  if (!batch || batch.teamId !== person.teamId) throw new Problem('invite_not_found');
  await deps.authority.allow(person, { act, roqUserId: batch.roqUserId, tenantId: batch.tenantId });
  return batch;
}

/** Has the card drawn anew, and the modal in which the button was pressed. */
async function redraw(deps: SlackDeps, here: Scene, press: Press, batch: Batch): Promise<void> {
  await deps.posts.touch('batch', [batch.id]);
  deps.wakePosts();
  if (press.request.view?.callback_id === batchDetailId) return drawDetail(deps, here, batch.id, filterIn(press), 0);
  if (here.viewId) await showResult(deps, here, batch.id);
}

/** Reads every invite of the batch from ROQ again; the card is drawn anew with the time of this reading. */
export async function refreshBatch(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const batch = await ownBatch(deps, here, refreshButton.read(press.value).b);
  await refreshInvites(deps, batch);
  await redraw(deps, here, press, batch);
}

async function keep(deps: SlackDeps, here: Scene, batch: Batch, what: AuditEntry['what']): Promise<void> {
  const { teamId, tenantId, slackUserId, roqUserId } = await deps.recognizer.recognize(here.identity);
  const origin = { requestId: here.requestId, source: here.source };
  await deps.audit.append([
    { at: deps.clock.now(), teamId, tenantId, slackUserId, roqUserId, what, after: `batch ${batch.id}`, ...origin },
  ]);
}

/** The unsent stay unsent; what is on its way goes on. */
export async function stopBatch(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const batch = await ownBatch(deps, here, stopButton.read(press.value).b, 'stop_batch');
  if (await deps.batches.stop(batch.id)) await keep(deps, here, batch, 'batch.stopped');
  deps.wakeSender();
  await redraw(deps, here, press, batch);
}

/** Looks once more for invites whose answer was lost; sends nothing. */
export async function recheckBatch(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const batch = await ownBatch(deps, here, recheckButton.read(press.value).b);
  const asked = await deps.batches.recheck(batch.id);
  if (asked > 0) await keep(deps, here, batch, 'batch.rechecked');
  deps.wakeSender();
  await redraw(deps, here, press, batch);
}

/** When ROQ or we fail now, the result stays in front of its sender; nobody else is shown it without being recognised. */
async function keepResult(deps: SlackDeps, here: Scene, batchId: string): Promise<void> {
  const { teamId, userId } = here.identity;
  const batch = await deps.batches.find(batchId);
  if (batch?.teamId !== teamId || batch.slackUserId !== userId) return;
  const result = await resultOf(deps.batches, batchId);
  here.trouble = (sentence) => withNote(inviteResult(here.words, result), sentence);
}

const withNote = (view: ModalView, note: string): ModalView => ({ ...view, blocks: [section(note), ...view.blocks] });

/** The form with just the recipients that were refused or stopped. */
export async function retryBatch(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { b: batchId } = retryButton.read(press.value);
  if (here.viewId) await keepResult(deps, here, batchId);
  else await here.open(waiting(here.words, here.words.surfaces.oneMoment));
  const batch = await ownBatch(deps, here, batchId);
  const failed = await deps.batches.recipients(batchId, { states: ['refused', 'stopped'], limit: 10_000, offset: 0 });
  const known = failed.filter(({ email }) => !isForgotten(email));
  const recipients = known.map(({ email, firstName, lastName, locale, roleKey }) => ({
    ...{ email, firstName, lastName, locale },
    ...(roleKey === batch.roleKey ? {} : { roleKey }),
  }));
  await continueInvite(deps, here, { recipients, roleKey: batch.roleKey, locale: batch.locale }, batch.place);
}

/** Of somebody whom we know by heart the store alone answers, before a trigger is over. */
export async function showBatch(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { b: batchId } = showBatchButton.read(press.value);
  const person = deps.recognizer.recall(here.identity);
  if (person && deps.authority.recall(person)) return here.open(await detailOf(deps, here, batchId, 'all', 0));
  await here.open(waiting(here.words, here.words.surfaces.oneMoment, here.words.result.title));
  await drawDetail(deps, here, batchId, 'all', 0);
}

export const filterDetail = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  drawDetail(deps, here, batchIn(press), filterIn(press), 0);

export const turnDetailPage = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  drawDetail(deps, here, batchIn(press), filterIn(press), detailNext.read(press.value).p);

const batchIn = ({ request }: Press): string => readJson(batchDetailMetadata, request.view?.private_metadata).b;
const filterIn = ({ request }: Press): string => readDetailFilter(request.view?.state?.values ?? {});

async function drawDetail(deps: SlackDeps, here: Scene, batchId: string, filter: string, page: number): Promise<void> {
  await here.show(await detailOf(deps, here, batchId, filter, page));
}

async function detailOf(deps: SlackDeps, here: Scene, batchId: string, filter: string, page: number) {
  const batch = await ownBatch(deps, here, batchId);
  const states = statesOf(filter);
  const [counts, recipients] = await Promise.all([
    deps.batches.counts(batch.id),
    deps.batches.outcomes(batch.id, {
      ...(states ? { states } : {}),
      limit: detailPageSize,
      offset: page * detailPageSize,
    }),
  ]);
  return batchDetail(here.words, { batch, counts, filter, page, recipients });
}
