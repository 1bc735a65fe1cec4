import { snoozedUntil } from '../digests/snooze.ts';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { Post } from '../workspaces/post.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import { keepQuiet, redrawDigests } from './digest-acts.ts';
import { onDay } from './kit.ts';
import { openList } from './list-flow.ts';
import { pressedPost } from './pressed-post.ts';
import { noted, type Scene } from './scene.ts';
import { confirmSelected } from './selected-flow.ts';
import { digestPick, digestShowAll, proposalCancel, proposalSnooze } from './views/digest.ts';

/** "Resend selected": asks first, as Cancel does. */
export const resendTicked = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  confirmSelected(deps, here, 'resend', ticked(press), () => pressedPost(deps, here, press));

export const cancelTicked = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  confirmSelected(deps, here, 'cancel', ticked(press), () => pressedPost(deps, here, press));

export const cancelProposed = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  confirmSelected(deps, here, 'cancel', proposalCancel.read(press.value).i, () => pressedPost(deps, here, press));

export const snoozeTicked = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  snooze(deps, here, press, ticked(press));

export const snoozeProposed = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  snooze(deps, here, press, proposalSnooze.read(press.value).i);

/** "Show all" of a digest: what it speaks of, whole; of one's own no more than one's own. */
export async function showAllWaiting(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  // One posted before the button said so is known by its message.
  const mine = digestShowAll.read(press.value).m ?? (await pressedPost(deps, here, press))?.kind === 'own_digest';
  await openList(deps, here, { status: 'open', text: '', mine });
}

/** Ids only as far as they look like ids; whose they are is asked of ROQ, as the presser. */
function ticked({ request }: Press): string[] {
  const boxes = Object.values(request.state?.values ?? {}).flatMap(
    (block) => block[digestPick]?.selected_options ?? [],
  );
  return proposalCancel.read(JSON.stringify({ i: boxes.map(({ value }) => value) })).i;
}

async function snooze(deps: SlackDeps, here: Scene, press: Press, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return here.tell(here.words.selected.chooseFirst);
  const note = await noted(here, deps.log, async () => {
    const person = await deps.recognizer.recognize(here.identity);
    const invites = await deps.gateway.all(person, { ids });
    if (invites.length === 0) throw new Problem('invite_not_found');
    for (const invite of invites) await deps.authority.allow(person, { act: 'snooze', invite });
    const post = await pressedPost(deps, here, press);
    const until = snoozedUntil(deps.clock.now(), await zoneOf(deps, person, post));
    const named = invites.map(({ id: inviteId, email }) => ({ inviteId, email }));
    await keepQuiet(deps, here, person, named, 'snoozed', until);
    await redrawDigests(deps, here, post);
    const { digest, selected } = here.words;
    const said = digest.snoozedUntil(invites.length, onDay(until));
    const gone = ids.length - invites.length;
    return gone > 0 ? `${said} ${selected.gone(gone)}` : said;
  });
  await here.tell(note);
}

/** The clock by which the digest comes. */
async function zoneOf(deps: SlackDeps, person: Person, post: Post | undefined): Promise<string> {
  if (post?.kind !== 'digest') return person.timeZone;
  return (await deps.settings.find(person.teamId, person.tenantId))?.settings.digest.timeZone ?? person.timeZone;
}

/** "Stop my digest": for whoever presses it, also when ROQ knows them no more. */
export async function stopOwnDigest(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { teamId, userId } = here.identity;
  const stopped = await deps.ownDigests.stop(teamId, userId);
  const { requestId, source } = here;
  await deps.audit.append(
    stopped.map(({ tenantId, roqUserId }) => ({
      ...{ at: deps.clock.now(), teamId, tenantId, slackUserId: userId, roqUserId },
      ...{ what: 'own_digest.stopped', requestId, source },
    })),
  );
  const post = await pressedPost(deps, here, press);
  if (post?.slackUserId === userId) await deps.posts.touch(post.kind, [post.subject]);
  deps.wakePosts();
  await here.tell(here.words.digest.ownIsOff(here.command));
}
