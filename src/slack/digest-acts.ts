import { leftOutMs, type Snooze } from '../digests/snooze.ts';
import type { ActKind } from '../invites/act.ts';
import { followDigests } from '../invites/refresh.ts';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { Post } from '../workspaces/post.ts';
import type { SlackDeps } from './deps.ts';
import { actAndTell, type Ended } from './invite-buttons.ts';
import { escaped } from './kit.ts';
import type { Scene } from './scene.ts';

/** Resends or cancels as the presser; what has expired cannot be canceled, and leaves the digests instead. */
export async function actOrDrop(deps: SlackDeps, here: Scene, kind: ActKind, inviteId: string): Promise<Ended> {
  try {
    return await actAndTell(deps, here, kind, inviteId);
  } catch (error) {
    if (!(error instanceof Problem) || !hasExpired(error, kind)) throw error;
    const email = String(error.context.email);
    const person = await deps.recognizer.recognize(here.identity);
    await keepQuiet(deps, here, person, [{ inviteId, email }], 'left_out', deps.clock.now() + leftOutMs);
    return { done: false, sentence: here.words.selected.didDrop(escaped(email)) };
  }
}

/** That it was theirs to cancel was asked before. */
const hasExpired = ({ code, context }: Problem, kind: ActKind): boolean =>
  kind === 'cancel' && code === 'invite_not_pending' && context.status === 'expired';

/** Digests of this workspace and tenant do not tell of these for a while; who may do so was asked before. */
export async function keepQuiet(
  deps: SlackDeps,
  { requestId, source }: Scene,
  person: Person,
  invites: readonly { inviteId: string; email: string }[],
  kind: Snooze['kind'],
  until: number,
): Promise<void> {
  const { teamId, tenantId, slackUserId, roqUserId } = person;
  const snoozes = invites.map(({ inviteId }) => ({ inviteId, kind, until }));
  await deps.snoozes.put(person, snoozes, slackUserId);
  const at = deps.clock.now();
  await deps.audit.append(
    invites.map((invite) => ({
      ...{ at, teamId, tenantId, slackUserId, roqUserId, what: `invite.${kind}`, ...invite, requestId, source },
      ...(kind === 'snoozed' ? { after: new Date(until).toISOString() } : {}),
    })),
  );
}

/** The digest that was acted in, however old, and whatever digest of late shows the same. */
export async function redrawDigests(deps: SlackDeps, here: Scene, post: Post | undefined): Promise<void> {
  const { tenantId } = await deps.recognizer.recognize(here.identity);
  if (post?.tenantId === tenantId) await deps.posts.touch(post.kind, [post.subject]);
  await followDigests(deps, tenantId);
}
