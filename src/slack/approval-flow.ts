import { approve, decline, openRequestFor, requestFor, withdraw } from '../invites/approve.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { named, readJson } from './kit.ts';
import type { SubmittedView } from './requests.ts';
import type { Scene } from './scene.ts';
import { approveButton, declineButton, showRequestButton, withdrawButton } from './views/approval.ts';
import {
  type DecisionKind,
  decisionForm,
  decisionMetadata,
  readDecision,
  requestDetail,
} from './views/approval-forms.ts';
import { ending, waiting } from './views/plain.ts';

export const showApprove = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  showDecision(deps, here, approveButton.read(press.value).a, 'approve');

export const showDecline = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  showDecision(deps, here, declineButton.read(press.value).a, 'decline');

/** The form to decide in, with every address, for those who may decide at this moment. */
async function showDecision(deps: SlackDeps, here: Scene, requestId: string, kind: DecisionKind): Promise<void> {
  await here.open(waiting(here.words, here.words.surfaces.oneMoment, here.words.approvals.title));
  const person = await deps.recognizer.recognize(here.identity);
  await here.show(decisionForm(here.words, await openRequestFor(deps, person, requestId), kind));
}

/** Everybody of a request; the next page replaces the one before. */
export async function showRequest(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { a: requestId, p: page } = showRequestButton.read(press.value);
  if (!here.viewId) await here.open(waiting(here.words, here.words.surfaces.oneMoment, here.words.approvals.title));
  const person = await deps.recognizer.recognize(here.identity);
  await here.show(requestDetail(here.words, await requestFor(deps, person, requestId, 'see_request'), page));
}

/** The cards lose their buttons, and this message says so. */
export async function withdrawRequest(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const person = await deps.recognizer.recognize(here.identity);
  await withdraw(deps, person, withdrawButton.read(press.value).a, here);
}

/** Approved ones are sent as they were asked for, and their result shows in this modal. */
export async function decide(deps: SlackDeps, here: Scene, view: SubmittedView, ack: SubmissionAck): Promise<void> {
  const { a: requestId, d: kind } = readJson(decisionMetadata, view.private_metadata);
  const answer = readDecision(here.words, view.state?.values ?? {}, kind);
  if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: answer.errors });
  await ack({
    response_action: 'update',
    view: waiting(here.words, here.words.surfaces.oneMoment, here.words.approvals.title),
  });
  const person = await deps.recognizer.recognize(here.identity);
  if (kind === 'approve') {
    return deps.followResult(await approve(deps, person, requestId, answer.reason, here.viewId, here));
  }
  const { requesterName, recipients } = await decline(deps, person, requestId, answer.reason, here);
  const { declinedNow, title } = here.words.approvals;
  await here.show(ending(here.words, declinedNow(recipients.length, named(requesterName)), title));
}
