import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type HeldPost, type NewPost, type Post, postKinds } from '../workspaces/post.ts';
import { freeUntil, nullable, placeColumns, placeOf, present } from './columns.ts';
import type { Tx } from './database.ts';
import type { PostRow } from './schema.ts';

/** Stores a post that is wanted now; does nothing when its key is taken. */
export async function insertPost(tx: Tx, post: NewPost, now: number): Promise<void> {
  await tx
    .insertInto('posts')
    .values(newRow(post, now))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
}

/** The same; one whose key is taken is drawn again, as something was added to what it tells. */
export async function insertOrTouchPost(tx: Tx, post: NewPost, now: number): Promise<void> {
  await tx
    .insertInto('posts')
    .values(newRow(post, now))
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet((eb) => ({
          wanted: eb('posts.wanted', '+', 1),
          due_at: eb.fn.coalesce('posts.due_at', eb.val(now)),
        }))
        .where('posts.state', 'in', ['wanted', 'posting', 'live']),
    )
    .execute();
}

function newRow(post: NewPost, now: number): PostRow {
  const id = randomUUID();
  return {
    id,
    key: post.key,
    kind: post.kind,
    subject: post.subject,
    team_id: post.teamId,
    tenant_id: post.tenantId,
    slack_user_id: nullable(post.slackUserId),
    ...placeColumns(post.place),
    lane: post.place?.channelId ?? post.slackUserId ?? id,
    ts: null,
    moved_because: null,
    state: 'wanted',
    wanted: 1,
    drawn: 0,
    tries: 0,
    reason: null,
    created_at: now,
    expires_at: nullable(post.expiresAt),
    traceparent: nullable(post.traceparent),
    ...freeUntil(now),
    fence: 0,
  };
}

const postState = z.enum(['wanted', 'posting', 'live', 'unknown', 'empty', 'dead']);
/** Those that this release knows how to draw. */
export const postKind = z.enum(postKinds);

export const postOf = (row: PostRow): Post => ({
  id: row.id,
  key: row.key,
  kind: postKind.parse(row.kind),
  subject: row.subject,
  teamId: row.team_id,
  tenantId: row.tenant_id,
  slackUserId: present(row.slack_user_id),
  place: placeOf(row),
  ts: present(row.ts),
  movedBecause: present(row.moved_because),
  state: postState.parse(row.state),
  wanted: row.wanted,
  drawn: row.drawn,
  tries: row.tries,
  reason: present(row.reason),
  createdAt: row.created_at,
  expiresAt: present(row.expires_at),
  traceparent: present(row.traceparent),
});

export const heldPostOf = (row: PostRow): HeldPost => ({ ...postOf(row), fence: row.fence });
