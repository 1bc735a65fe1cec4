import { type ExpressionBuilder, sql } from 'kysely';
import type { HeldPost, PostStore } from '../workspaces/post.ts';
import { compiledOnce } from './compiled.ts';
import type { Database, Tx } from './database.ts';
import { heldPostOf, postKind } from './post-rows.ts';
import type { Tables } from './schema.ts';

type Claiming = Parameters<PostStore['claim']>[0];

/** Claimers pass one at a time: no lock on a row could keep two posts of one channel apart. */
export async function claimPosts(db: Database, hold: Claiming): Promise<HeldPost[]> {
  return db.write(async (tx, now) => {
    await db.alone(tx, 'posts');
    const ids = await claimable(tx, now, hold);
    if (ids.length === 0) return [];
    const rows = await tx
      .updateTable('posts')
      .set((eb) => ({ owner: hold.owner, fence: eb('fence', '+', 1), due_at: now + hold.leaseMs }))
      .where('id', 'in', ids)
      .where('due_at', '<=', now)
      .returningAll()
      .execute();
    return rows.map(heldPostOf);
  }, 'kill');
}

/** So many of the longest due are looked at first; then eight times as many, while lanes that must wait fill the view. */
const firstLook = 64;

/** The longest due post of every lane that need not wait and of which nobody holds another post. */
async function claimable(tx: Tx, now: number, { limit, except = [] }: Claiming): Promise<string[]> {
  for (let look = firstLook; ; look *= 8) {
    const due = await longestDue(tx, now, look, except);
    const free = due.filter((post) => (post.paused ?? 0) <= now && (post.held ?? 0) <= now);
    const ids = firstOfEach(free, (post) => `${post.team_id} ${post.lane}`).map((post) => post.id);
    if (ids.length >= limit || due.length < look) return ids.slice(0, limit);
  }
}

function firstOfEach<T>(rows: readonly T[], group: (row: T) => string): T[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const fresh = !seen.has(group(row));
    seen.add(group(row));
    return fresh;
  });
}

function longestDue(tx: Tx, now: number, limit: number, except: readonly string[]) {
  return (
    tx
      .selectFrom('posts as post')
      .select(['post.id', 'post.team_id', 'post.lane'])
      .select((eb) => [pausedUntil(eb).as('paused'), laneHeldUntil(eb).as('held')])
      .where('post.due_at', '<=', now)
      // A newer release beside this one may want messages that this one cannot draw.
      .where('post.kind', 'in', postKind.options)
      .$if(except.length > 0, (query) => query.where('post.id', 'not in', except))
      .orderBy('post.due_at')
      .orderBy('post.created_at')
      .orderBy('post.id')
      .limit(limit)
      .execute()
  );
}

type OfPost = ExpressionBuilder<Tables & { post: Tables['posts'] }, 'post'>;

/** A post goes out by chat.postMessage while it has no ts, and is redrawn by chat.update once it has. */
const pausedUntil = (eb: OfPost) =>
  eb
    .selectFrom('paces')
    .select((paces) => paces.fn.max('until').as('until'))
    .whereRef('paces.team_id', '=', 'post.team_id')
    .where('paces.key', 'in', [
      sql<string>`'channel:' || post.lane`,
      sql<string>`case when post.ts is null then 'method:chat.postMessage' else 'method:chat.update' end`,
    ]);

const laneHeldUntil = (eb: OfPost) =>
  eb
    .selectFrom('posts as other')
    .select((others) => others.fn.max('other.due_at').as('until'))
    .whereRef('other.team_id', '=', 'post.team_id')
    .whereRef('other.lane', '=', 'post.lane')
    .whereRef('other.id', '<>', 'post.id')
    .where('other.owner', 'is not', null);

/** A later end of a pause already stored stays. */
export async function pause(tx: Tx, teamId: string, key: string, until: number): Promise<void> {
  await tx
    .insertInto('paces')
    .values({ team_id: teamId, key, until })
    .onConflict((conflict) =>
      conflict.columns(['team_id', 'key']).doUpdateSet({ until }).where('paces.until', '<', until),
    )
    .execute();
}

/** Counts pauses and held lanes in, else a worker would ask again and again for what it may not have yet. */
export function nextPostDueIn(db: Database): () => Promise<number | undefined> {
  const first = compiledOnce(db.read, () =>
    db.read
      .selectFrom((from) =>
        from
          .selectFrom('posts as post')
          .select('post.due_at as due')
          .select((eb) => eb.fn.coalesce(pausedUntil(eb), eb.lit(0)).as('paused'))
          .select((eb) => eb.fn.coalesce(laneHeldUntil(eb), eb.lit(0)).as('lane'))
          .where('post.due_at', 'is not', null)
          .where('post.kind', 'in', postKind.options)
          .as('waiting'),
      )
      .select(
        sql<
          number | null
        >`min(case when due >= paused and due >= lane then due when paused >= lane then paused else lane end)`.as('at'),
      ),
  );
  return async () => {
    const [next] = await first();
    return next && next.at !== null ? Math.max(0, next.at - (await db.now())) : undefined;
  };
}
