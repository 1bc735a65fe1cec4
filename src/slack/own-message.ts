import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Post } from '../workspaces/post.ts';

/** hidden: the app may not read this channel's history; later: Slack could not say. */
export type OwnMessage =
  | { kind: 'found'; channelId: string; ts: string }
  | { kind: 'absent' }
  | { kind: 'hidden' }
  | { kind: 'later' };

const history = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_payload: z.object({ post: z.string().optional() }).optional() }).optional(),
      }),
    )
    .default([]),
});

/** Looks for a message of ours whose answer was lost, by the mark it carries (facts/store section 7). */
export async function findOwnMessage(client: WebClient, post: Post): Promise<OwnMessage> {
  try {
    const channelId = post.place?.channelId ?? (await directChannel(client, post.slackUserId));
    if (!channelId) return { kind: 'hidden' };
    const oldest = String(Math.floor(post.createdAt / 1_000) - 60);
    const answer = await client.conversations.history({
      channel: channelId,
      include_all_metadata: true,
      oldest,
      limit: 200,
    });
    const mine = history.parse(answer).messages.find((message) => message.metadata?.event_payload?.post === post.id);
    return mine ? { kind: 'found', channelId, ts: mine.ts } : { kind: 'absent' };
  } catch (error) {
    if (error instanceof WebAPIPlatformError)
      return { kind: error.data.error === 'internal_error' ? 'later' : 'hidden' };
    return { kind: 'later' };
  }
}

async function directChannel(client: WebClient, userId: string | undefined): Promise<string | undefined> {
  if (!userId) return undefined;
  return (await client.conversations.open({ users: userId })).channel?.id;
}
