import type { Post } from '../workspaces/post.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import type { Scene } from './scene.ts';

/** The message of ours in which something was pressed. */
export async function pressedPost(deps: SlackDeps, here: Scene, { request }: Press): Promise<Post | undefined> {
  const { channel_id: channelId, message_ts: ts } = request.container;
  return channelId && ts ? deps.posts.findByMessage(here.identity.teamId, channelId, ts) : undefined;
}

/**
 * Whether the direct message that asked somebody something can be drawn again once they have answered. One whose
 * posting was never confirmed stands where they press it, which is all that was missing: it is known from then on.
 */
export async function knownWherePressed(deps: SlackDeps, here: Scene, press: Press, key: string): Promise<boolean> {
  const post = await deps.posts.findByKey(key);
  if (post?.ts) return true;
  const { channel_id: channelId, message_ts: ts, is_ephemeral: ephemeral } = press.request.container;
  if (!post || post.place || ephemeral || !channelId?.startsWith('D') || !ts) return false;
  if (await pressedPost(deps, here, press)) return false;
  await deps.posts.landedLate(post, { place: { channelId, kind: 'direct' }, ts });
  deps.wakePosts();
  return true;
}
