import { Problem } from '../problem.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { readList } from './invite-lists.ts';
import type { SubmittedView } from './requests.ts';
import type { Scene } from './scene.ts';
import { type ListChoice, listNext, readListChoice } from './views/invite-list.ts';
import { waiting } from './views/plain.ts';

/** Reads one page as this person and shows it in the modal. */
export async function drawList(
  deps: SlackDeps,
  here: Scene,
  choice: ListChoice,
  page: number,
  note?: string,
): Promise<void> {
  const { view, person, ...read } = await readList(deps, () => here.words, here.identity, choice, page, note);
  await here.show(view);
  const { viewId, hash, identity } = here;
  if (viewId && hash) deps.lists.shown({ viewId, hash, identity, tenantId: person.tenantId, choice, ...read });
}

const reading = ({ words }: Scene) => waiting(words, words.inviteList.reading, words.inviteList.title);

export async function openList(deps: SlackDeps, here: Scene, choice: ListChoice): Promise<void> {
  await here.open(reading(here));
  await drawList(deps, here, choice, 0);
}

/** A filter was changed: from the first page. */
export const redrawList = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  drawList(deps, here, choiceIn(press), 0);

export const turnPage = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  drawList(deps, here, choiceIn(press), listNext.read(press.value).p);

/** "Find": the same as pressing Enter in the text. */
export async function submitList(deps: SlackDeps, here: Scene, view: SubmittedView, ack: SubmissionAck): Promise<void> {
  await ack({ response_action: 'update', view: reading(here) });
  await drawList(deps, here, readListChoice(view), 0);
}

function choiceIn({ request: { view } }: Press): ListChoice & { page: number } {
  if (!view) throw new Problem('view_expired');
  return readListChoice(view);
}

/** The open list once more, on the page where it is. */
export async function redrawOpenList(deps: SlackDeps, here: Scene, press: Press, note: string): Promise<void> {
  const choice = choiceIn(press);
  await drawList(deps, here, choice, choice.page, note);
}
