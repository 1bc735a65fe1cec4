import type { ActKind } from '../invites/act.ts';
import type { Post } from '../workspaces/post.ts';
import type { SlackDeps } from './deps.ts';
import { actOrDrop, redrawDigests } from './digest-acts.ts';
import type { SubmissionAck } from './forms.ts';
import { actAndTell, type Ended } from './invite-buttons.ts';
import { readJson } from './kit.ts';
import type { SubmittedView } from './requests.ts';
import { noted, type Scene } from './scene.ts';
import { ending, waiting } from './views/plain.ts';
import { mostSelected, selectedEnd, selectedForm, selectedMetadata } from './views/selected.ts';

/**
 * "Resend selected" and "Cancel selected": says whom it would be, and does nothing before that is confirmed. Chosen in a
 * digest, that message is drawn again afterwards.
 */
export async function confirmSelected(
  deps: SlackDeps,
  here: Scene,
  kind: ActKind,
  inviteIds: readonly string[],
  digest?: () => Promise<Post | undefined>,
): Promise<void> {
  const { selected: say } = here.words;
  const ids = [...new Set(inviteIds)];
  if (ids.length === 0) return here.open(ending(here.words, say.chooseFirst, say.title));
  if (ids.length > mostSelected) return here.open(ending(here.words, say.tooMany(mostSelected), say.title));
  await here.open(waiting(here.words, say.reading, say.title));
  const person = await deps.recognizer.recognize(here.identity);
  await deps.authority.allow(person, { act: 'list' });
  const readAt = deps.clock.now();
  const [invites, post] = await Promise.all([deps.gateway.all(person, { ids }), digest?.()]);
  const gone = ids.length - invites.length;
  await here.show(selectedForm(here.words, { kind, invites, gone, readAt, digestId: post?.id }));
}

/** Each goes the way of the button of its own; what became of each is shown. */
export async function submitSelected(
  deps: SlackDeps,
  here: Scene,
  view: SubmittedView,
  ack: SubmissionAck,
): Promise<void> {
  const { k: kind, i: ids, p: digestId } = readJson(selectedMetadata, view.private_metadata);
  const { selected: say } = here.words;
  await ack({ response_action: 'update', view: waiting(here.words, say[kind].doing(ids.length), say.title) });
  const act = digestId === undefined ? actAndTell : actOrDrop;
  const ends = await onEach([...new Set(ids)], (id) => noteEnd(deps, here, () => act(deps, here, kind, id)));
  if (digestId !== undefined) await redrawDigests(deps, here, await deps.posts.find(digestId));
  await here.show(selectedEnd(here.words, kind, ends));
  await deps.homes.acted(here.identity);
}

const atOnce = 4;

/** Each of these, a few at a time; one that fails leaves the others alone. */
async function onEach(ids: readonly string[], act: (id: string) => Promise<Ended>): Promise<Ended[]> {
  const ends = new Map<string, Ended>();
  const left = [...ids];
  const lane = async () => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) ends.set(id, await act(id));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return ids.flatMap((id) => ends.get(id) ?? []);
}

async function noteEnd(deps: SlackDeps, here: Scene, act: () => Promise<Ended>): Promise<Ended> {
  let done = false;
  const sentence = await noted(here, deps.log, async () => {
    const ended = await act();
    done = ended.done;
    return ended.sentence;
  });
  return { done, sentence };
}
