import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Post } from '../workspaces/post.ts';

/** hidden: the app may not read this channel's history, or not far enough; later: Slack could not say. */
export type OwnMessage =
  | { kind: 'found'; channelId: string; ts: string }
  | { kind: 'absent' }
  | { kind: 'hidden' }
  | { kind: 'later' };

const history = z.object({
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_payload: z.object({ post: z.string().optional() }).optional() }).optional(),
      }),
    )
    .default([]),
});

/** Slack's clock may be behind the database's by this, ms. */
const skewMs = 10 * 60_000;
const pageSize = 200;
/** Whoever has to look further back has been away too long to tell. */
const mostPages = 25;

/**
 * Looks for a message of ours whose answer was lost, by the mark it carries (facts/store section 7). One to a person has
 * no channel before its first answer: Slack tells it to apps with `im:write`, and its history to those with
 * `im:history`. The app asks for neither, so without them such a message stays `unknown`.
 */
export async function findOwnMessage(client: WebClient, post: Post): Promise<OwnMessage> {
  try {
    const channelId = post.place?.channelId ?? (await directChannel(client, post.slackUserId));
    return channelId ? await lookThrough(client, post, channelId) : { kind: 'hidden' };
  } catch (error) {
    if (error instanceof WebAPIPlatformError)
      return { kind: error.data.error === 'internal_error' ? 'later' : 'hidden' };
    return { kind: 'later' };
  }
}

async function lookThrough(client: WebClient, post: Post, channel: string): Promise<OwnMessage> {
  const oldest = String(Math.floor((post.createdAt - skewMs) / 1_000));
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const which = { channel, oldest, limit: pageSize, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const { messages, response_metadata: meta } = history.parse(await client.conversations.history(which));
    const mine = messages.find((message) => message.metadata?.event_payload?.post === post.id);
    if (mine) return { kind: 'found', channelId: channel, ts: mine.ts };
    cursor = meta?.next_cursor;
    if (!cursor) return { kind: 'absent' };
  }
  return { kind: 'hidden' };
}

async function directChannel(client: WebClient, userId: string | undefined): Promise<string | undefined> {
  if (!userId) return undefined;
  return (await client.conversations.open({ users: userId })).channel?.id;
}
