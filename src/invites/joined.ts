import type { NewPost, Post } from '../workspaces/post.ts';
import type { Batch } from './batch.ts';

/** Whoever accepts within one such window is told of in one message, ms. */
const windowMs = 10 * 60_000;
/** Later than this it is no news, ms. */
const worthSayingMs = 24 * 60 * 60_000;

/** The one quiet word to an inviter that people joined; the same for everybody who joins in the same window. */
export function joinedPost({ teamId, tenantId, slackUserId }: Batch, at: number): NewPost {
  const from = at - (at % windowMs);
  const subject = `${teamId}:${tenantId}:${slackUserId}:${from}`;
  const expiresAt = from + worthSayingMs;
  return { key: `joined:${subject}`, kind: 'joined', subject, teamId, tenantId, slackUserId, expiresAt };
}

/** Whose acceptances such a post tells of, ms. */
export function joinedWindow({ subject }: Pick<Post, 'subject'>): { from: number; until: number } {
  const from = Number(subject.slice(subject.lastIndexOf(':') + 1));
  return { from, until: from + windowMs };
}
