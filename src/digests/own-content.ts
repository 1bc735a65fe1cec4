import type { Authority } from '../people/authority.ts';
import type { Person } from '../people/person.ts';
import type { Recognizer } from '../people/recognize.ts';
import { Problem } from '../problem.ts';
import type { Post, PostStore } from '../workspaces/post.ts';
import type { DigestContent, Digests } from './digest.ts';
import { type OwnDigest, type OwnDigests, ownDigestKey } from './own-digest.ts';

export type OwnContentDeps = {
  recognizer: Pick<Recognizer, 'recognize'>;
  authority: Pick<Authority, 'allow'>;
  ownDigests: Pick<OwnDigests, 'find' | 'stop'>;
  digests: Digests;
};

/**
 * What a person's own digest says now, as ROQ shows it to them, and whether they still want one. `undefined` when they
 * may not see invites any more: then theirs ends, and the channel's digest tells of what they invited.
 * May throw RoqError.
 */
export async function ownContent(
  deps: OwnContentDeps,
  post: Post,
  since: number | undefined,
): Promise<{ content: DigestContent; on: boolean } | undefined> {
  const person = await reader(deps, post);
  if (!person) {
    if (post.slackUserId) await deps.ownDigests.stop(post.teamId, post.slackUserId);
    return undefined;
  }
  const own = await deps.ownDigests.find(person.tenantId, person.roqUserId);
  return { content: await deps.digests.ofPerson(person, since), on: own?.on === true };
}

async function reader(deps: OwnContentDeps, post: Post): Promise<Person | undefined> {
  const { teamId, slackUserId: userId } = post;
  if (!userId) return undefined;
  try {
    const person = await deps.recognizer.recognize({ teamId, userId, homeTeamId: teamId });
    if (person.tenantId !== post.tenantId) return undefined;
    await deps.authority.allow(person, { act: 'list' });
    return person;
  } catch (error) {
    if (error instanceof Problem && error.code !== 'not_installed') return undefined;
    throw error;
  }
}

export type LostDigestDeps = { ownDigests: Pick<OwnDigests, 'find'>; posts: Pick<PostStore, 'findByKey'> };

/** When this person's latest digest was made, ms, if nobody can know whether it reached them: they are told so. */
export async function lostOwnDigest(
  deps: LostDigestDeps,
  { tenantId, roqUserId }: Pick<OwnDigest, 'tenantId' | 'roqUserId'>,
): Promise<number | undefined> {
  const own = await deps.ownDigests.find(tenantId, roqUserId);
  if (!own?.on || own.lastDay === undefined) return undefined;
  const post = await deps.posts.findByKey(ownDigestKey(own, own.lastDay));
  return post?.state === 'unknown' ? post.createdAt : undefined;
}
