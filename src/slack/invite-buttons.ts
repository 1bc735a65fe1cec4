import type { ActKind } from '../invites/act.ts';
import { actOnInvite } from '../invites/act-on-invite.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import { escaped } from './kit.ts';
import { redrawOpenList } from './list-flow.ts';
import { pressedPost } from './pressed-post.ts';
import { noted, type Scene } from './scene.ts';
import { cancelButton, resendButton } from './views/invite-line.ts';
import { inviteListId } from './views/invite-list.ts';

export const resendInvite = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  act(deps, here, press, 'resend', resendButton.read(press.value).i);

export const cancelInvite = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  act(deps, here, press, 'cancel', cancelButton.read(press.value).i);

/** Acts, tells the presser how it ended, and has everything that shows the invite drawn again. */
async function act(deps: SlackDeps, here: Scene, press: Press, kind: ActKind, inviteId: string): Promise<void> {
  const note = await noted(here, deps.log, () => actAndSay(deps, here, kind, inviteId));
  await redrawMessage(deps, here, press);
  if (press.request.view?.callback_id !== inviteListId) return here.tell(note);
  await redrawOpenList(deps, here, press, note);
}

/** How an act ended; `done` is false while ROQ has not confirmed it. */
export type Ended = { done: boolean; sentence: string };

/** Resends or cancels as the presser and says how it ended; throws Problem or RoqError when it did not happen. */
export async function actAndTell(deps: SlackDeps, here: Scene, kind: ActKind, inviteId: string): Promise<Ended> {
  const person = await deps.recognizer.recognize(here.identity);
  const { kind: outcome, email } = await actOnInvite(deps, person, kind, inviteId, here);
  const { acted } = here.words.inviteLine;
  const done = outcome === 'done';
  return { done, sentence: (done ? acted[kind] : acted.unclear)(escaped(email)) };
}

export const actAndSay = async (...how: Parameters<typeof actAndTell>): Promise<string> =>
  (await actAndTell(...how)).sentence;

/** A card follows by itself; a digest is drawn again when something in it was pressed. */
async function redrawMessage(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const post = await pressedPost(deps, here, press);
  if (!post || post.tenantId !== deps.recognizer.recall(here.identity)?.tenantId) return;
  await deps.posts.touch(post.kind, [post.subject]);
  deps.wakePosts();
}
