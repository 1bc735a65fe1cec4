import { sql, type UpdateObject } from 'kysely';
import type { HeldPost, Post, PostKind, PostStore } from '../workspaces/post.ts';
import { inChunks } from './chunks.ts';
import { freeUntil, nullable, placeColumns } from './columns.ts';
import type { Database, Tx } from './database.ts';
import { claimPosts, nextPostDueIn, pause } from './post-claims.ts';
import { insertPost, postOf } from './post-rows.ts';
import type { PostRow, Tables } from './schema.ts';

export function postStore(db: Database): PostStore {
  const writeHeld = heldWriter(db);
  return {
    async create(post) {
      const row = await db.write(async (tx, now) => {
        await insertPost(tx, post, now);
        return tx.selectFrom('posts').selectAll().where('key', '=', post.key).executeTakeFirstOrThrow();
      });
      return postOf(row);
    },
    find: (id) => findWhere(db, { id }),
    findByKey: (key) => findWhere(db, { key }),
    findByMessage: (teamId, channelId, ts) => findWhere(db, { team_id: teamId, channel_id: channelId, ts }),
    async before({ kind, teamId, tenantId, slackUserId, createdAt, id }) {
      const row = await db.read
        .selectFrom('posts')
        .selectAll()
        .where('kind', '=', sql.lit(kind))
        .where('team_id', '=', teamId)
        .where('tenant_id', '=', tenantId)
        .where((eb) => (slackUserId ? eb('slack_user_id', '=', slackUserId) : eb('slack_user_id', 'is', null)))
        .where('created_at', '<=', createdAt)
        .where('id', '<>', id)
        .where('ts', 'is not', null)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && postOf(row);
    },
    touch: (kind, subjects) => touch(db, kind, subjects),
    async touchRecent(tenantId, withinMs, which) {
      await db.write((tx, now) =>
        tx
          .updateTable('posts')
          .set((eb) => ({ wanted: eb('wanted', '+', 1), due_at: eb.fn.coalesce('due_at', eb.val(now)) }))
          .where('tenant_id', '=', tenantId)
          .where((eb) =>
            which === 'in channels' ? eb('channel_kind', 'in', ['public', 'private']) : eb('kind', 'in', [...which]),
          )
          .where('state', '=', 'live')
          .where('created_at', '>', now - withinMs)
          .execute(),
      );
    },
    touchDigests: (tenantId, withinMs) => db.write((tx, now) => touchDigests(tx, now, tenantId, withinMs)),

    claim: (hold) => claimPosts(db, hold),
    beginPosting: (post, owner, leaseMs) =>
      writeHeld(post, owner, (now) => ({ state: 'posting', due_at: now + leaseMs })),
    live: (post, owner, { place, ts, drawn, movedBecause }) =>
      writeHeld(post, owner, (now) => ({
        state: 'live',
        ...placeColumns(place),
        lane: place.channelId,
        ts,
        drawn,
        moved_because: nullable(movedBecause ?? post.movedBecause),
        tries: 0,
        owner: null,
        due_at: (eb) => eb.case().when('wanted', '>', drawn).then(sql<number>`cast(${now} as bigint)`).end(),
      })),
    async landedLate({ id }, { place, ts }) {
      await db.write((tx, now) =>
        tx
          .updateTable('posts')
          .set((eb) => ({
            state: 'live',
            ...placeColumns(place),
            lane: place.channelId,
            ts,
            reason: null,
            tries: 0,
            fence: eb('fence', '+', 1),
            ...freeUntil(now),
          }))
          .where('id', '=', id)
          .where('ts', 'is', null)
          .where('state', 'in', ['wanted', 'posting', 'unknown'])
          .execute(),
      );
    },
    postpone: (post, owner, inMs, change = {}) =>
      writeHeld(post, owner, (now) => ({
        state: post.ts ? 'live' : change.mayBePosted ? 'posting' : 'wanted',
        tries: (eb) => eb('tries', '+', 1),
        ...(change.toDirect === undefined ? {} : movedToDirect(post, change.toDirect)),
        ...freeUntil(now + inMs),
      })),
    end: (post, owner, state, reason) => writeHeld(post, owner, () => ({ state, reason, ...freeUntil(null) })),

    pause: (teamId, key, inMs) => db.write((tx, now) => pause(tx, teamId, key, now + inMs), 'kill'),
    nextDueIn: nextPostDueIn(db),
  };
}

async function findWhere(db: Database, columns: Partial<PostRow>): Promise<Post | undefined> {
  const row = await db.read
    .selectFrom('posts')
    .selectAll()
    .where((eb) => eb.and(columns))
    .executeTakeFirst();
  return row && postOf(row);
}

/** What is drawn at this moment may be older: one that is being posted is due again as soon as it is live. */
async function touch(db: Database, ...[kind, subjects]: Parameters<PostStore['touch']>): Promise<void> {
  await inChunks([...new Set(subjects)].sort(), (chunk) =>
    db.write((tx, now) => touchPosts(tx, now, kind, chunk), 'kill'),
  );
}

export async function touchPosts(tx: Tx, now: number, kind: PostKind, subjects: string[]): Promise<void> {
  if (subjects.length === 0) return;
  if (kind === 'batch') await touchConsents(tx, now, 'batch_id', subjects);
  await tx
    .updateTable('posts')
    .set((eb) => ({ wanted: eb('wanted', '+', 1), due_at: eb.fn.coalesce('due_at', eb.val(now)) }))
    .where('kind', '=', kind)
    .where('subject', 'in', subjects)
    .where('state', 'in', ['wanted', 'posting', 'live'])
    .execute();
}

/** What somebody agreed to is told in the messages about their consent: its batch has no card of its own. */
export async function touchConsents(
  tx: Tx,
  now: number,
  became: 'batch_id' | 'request_id',
  ids: string[],
): Promise<void> {
  await moveStepRuns(tx, now, became, ids);
  const agreed = await tx.selectFrom('consents').select(['id', 'group_id']).where(became, 'in', ids).execute();
  if (agreed.length === 0) return;
  const groups = new Set(agreed.map(({ group_id }) => group_id));
  const questions = agreed.map(({ id }) => id);
  await touchPosts(tx, now, 'consent', questions);
  await touchPosts(tx, now, 'consents', [...groups]);
}

/** A workflow that waits for them may hear by now what came of it. */
async function moveStepRuns(tx: Tx, now: number, became: 'batch_id' | 'request_id', ids: string[]): Promise<void> {
  const waiting = tx.updateTable('step_runs').set({ due_at: now }).where(became, 'in', ids).where('owner', 'is', null);
  await waiting.where('state', '=', became === 'batch_id' ? 'sending' : 'requested').execute();
}

type Change = UpdateObject<Tables, 'posts', 'posts'>;

/** Fenced: writes only while this owner holds the post under this fence. */
const heldWriter =
  (db: Database) =>
  (post: HeldPost, owner: string, change: (now: number) => Change): Promise<boolean> =>
    db.write(async (tx, now) => {
      const { numUpdatedRows } = await tx
        .updateTable('posts')
        .set(change(now))
        .where('id', '=', post.id)
        .where('owner', '=', owner)
        .where('fence', '=', post.fence)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    });

/** Its channel would not have it: it goes to its person, and Slack counts it there. */
const movedToDirect = (post: HeldPost, reason: string) => ({
  moved_because: reason,
  channel_id: null,
  channel_kind: null,
  lane: post.slackUserId ?? '',
});

/** Digests of this tenant that stand, and are not older than this. */
export async function touchDigests(tx: Tx, now: number, tenantId: string, withinMs: number): Promise<void> {
  for (const kind of ['digest', 'own_digest'] as const) {
    await tx
      .updateTable('posts')
      .set((eb) => ({ wanted: eb('wanted', '+', 1), due_at: eb.fn.coalesce('due_at', eb.val(now)) }))
      // Spelled out, so that its index can be used.
      .where('kind', '=', sql.lit(kind))
      .where('tenant_id', '=', tenantId)
      .where('state', '=', 'live')
      .where('created_at', '>', now - withinMs)
      .execute();
  }
}
