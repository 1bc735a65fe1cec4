import { needsSomebody, saysSomething } from '../digests/digest.ts';
import { type OwnContentDeps, ownContent } from '../digests/own-content.ts';
import type { Words } from '../words/words.ts';
import type { Post, PostStore } from '../workspaces/post.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import { digestMessage, ownDigestGone } from './views/digest.ts';
import type { Message } from './views/invite-card.ts';
import type { Audience } from './views/invite-line.ts';

export type DrawDigestDeps = OwnContentDeps & {
  posts: Pick<PostStore, 'before'>;
  settings: Pick<SettingsStore, 'find'>;
  /** As the Slack app names it. */
  command: string;
};

/** A digest that has been posted is drawn again as people act in it, down to its last line. */
export async function drawDigest(
  deps: DrawDigestDeps,
  post: Post,
  words: Words,
  audience: Audience,
): Promise<Message | undefined> {
  const content = await deps.digests.ofChannel(post, await lastOne(deps, post));
  const wanted = post.ts !== undefined || needsSomebody(content) || (await saysAnything(deps, post));
  if (!wanted || (!post.ts && !saysSomething(content))) return undefined;
  return digestMessage(content, { words, audience, command: deps.command });
}

/** What somebody asked for is sent to them also when it needs nobody; what comes daily only where that was chosen. */
async function saysAnything(deps: DrawDigestDeps, { slackUserId, teamId, tenantId }: Post): Promise<boolean> {
  if (slackUserId !== undefined) return true;
  return (await deps.settings.find(teamId, tenantId))?.settings.digest.onlyWhenNeeded === false;
}

/** A person's own comes only on days on which something needs them. */
export async function drawOwnDigest(deps: DrawDigestDeps, post: Post, words: Words): Promise<Message | undefined> {
  const found = await ownContent(deps, post, await lastOne(deps, post));
  if (!found) return post.ts ? ownDigestGone(words) : undefined;
  const { content, on } = found;
  if (!post.ts && !needsSomebody(content)) return undefined;
  return digestMessage(content, { words, audience: 'person', command: deps.command, own: { on } });
}

/** When the digest before this one was made. */
const lastOne = async (deps: DrawDigestDeps, post: Post): Promise<number | undefined> =>
  (await deps.posts.before(post))?.createdAt;
