import { sql } from 'kysely';
import type { BatchStore, Settlement } from '../invites/batch.ts';
import { lockBatch, stopped } from './batch-turns.ts';
import { freeUntil } from './columns.ts';
import { compiledOnce } from './compiled.ts';
import type { Database, Tx } from './database.ts';
import { planNudges } from './nudges.ts';
import { insertPost } from './post-rows.ts';
import { touchPosts } from './posts.ts';
import { planReminders } from './reminders.ts';
import type { RecipientRow } from './schema.ts';

export async function settle(
  db: Database,
  ...[batchId, owner, settlements]: Parameters<BatchStore['settle']>
): Promise<number> {
  // What a power cut takes of an outcome, the look at the rows in doubt brings back.
  return db.write(async (tx, now) => {
    const batch = await lockBatch(db, tx, batchId);
    let written = 0;
    for (const { fence, rows, change } of alike(settlements, now, batch?.state === 'stopped')) {
      const { numUpdatedRows } = await tx
        .updateTable('recipients')
        .set({ ...change, ...inviteIdOfEach(rows) })
        .where('batch_id', '=', batchId)
        .where(
          'position',
          'in',
          rows.map(({ position }) => position),
        )
        .where('owner', '=', owner)
        .where('fence', '=', fence)
        .executeTakeFirstOrThrow();
      written += Number(numUpdatedRows);
    }
    // The card tells of the last one together with the end.
    if (written > 0 && (await isOpen(tx, batchId))) await touchPosts(tx, now, 'batch', [batchId]);
    return written;
  }, 'kill');
}

const isOpen = (tx: Tx, batchId: string) =>
  tx
    .selectFrom('recipients')
    .select('position')
    .where('batch_id', '=', batchId)
    .where('due_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();

type Alike = { fence: number; change: Partial<RecipientRow>; rows: Settlement[] };

/** What differs in nothing but its invite is written together: mostly one statement for all of a call. */
function alike(settlements: readonly Settlement[], now: number, batchStopped: boolean): Alike[] {
  const groups = new Map<string, Alike>();
  for (const settlement of settlements) {
    const { fence, inviteId } = settlement;
    const change = changes(settlement, now, batchStopped);
    const key = JSON.stringify([fence, inviteId !== undefined, change]);
    const group = groups.get(key) ?? { fence, change, rows: [] };
    group.rows.push(settlement);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function inviteIdOfEach(rows: readonly Settlement[]) {
  const named = rows.flatMap(({ position, inviteId }) => (inviteId === undefined ? [] : [{ position, inviteId }]));
  if (named.length === 0) return {};
  const cases = named.map(({ position, inviteId }) => sql`when ${position} then ${inviteId}`);
  return { invite_id: sql<string>`case position ${sql.join(cases, sql` `)} end` };
}

/** A value that is not given stays what it was; a row that was sent has no refusal. */
function changes(settlement: Settlement, now: number, batchStopped: boolean): Partial<RecipientRow> {
  const { state, refusal, code, status, statusAt, checks, lostAnswers, tries } = settlement;
  return {
    ...(state === 'sent' && { refusal: null, code: null }),
    ...(refusal !== undefined && { refusal }),
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(statusAt !== undefined && { status_at: statusAt }),
    ...(checks !== undefined && { checks }),
    ...(lostAnswers !== undefined && { repeats: lostAnswers }),
    ...(tries !== undefined && { tries }),
    ...next(settlement, now, batchStopped),
  };
}

function next({ state, inMs = 0 }: Settlement, now: number, batchStopped: boolean): Partial<RecipientRow> {
  if (state === 'queued' && batchStopped) return stopped;
  if (state === 'queued' || state === 'checking') return { state, work: state, ...freeUntil(now + inMs) };
  return { state, ...freeUntil(null) };
}

export async function finishIfSettled(
  db: Database,
  ...[batchId, word, { nudgeInMs, remindInMs } = {}]: Parameters<BatchStore['finishIfSettled']>
): Promise<boolean> {
  return db.write(async (tx, now) => {
    await lockBatch(db, tx, batchId);
    const { numUpdatedRows } = await tx
      .updateTable('batches')
      .set({ state: 'done', finished_at: now })
      .where('id', 'in', nothingLeft(tx).where('id', '=', batchId))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    await touchPosts(tx, now, 'batch', [batchId]);
    if (word) await insertPost(tx, word, now);
    if (nudgeInMs !== undefined) await planNudges(tx, now, batchId, nudgeInMs);
    if (remindInMs !== undefined) await planReminders(tx, now, batchId, remindInMs);
    return true;
  }, 'kill');
}

export function unfinished(db: Database): () => Promise<string[]> {
  const found = compiledOnce(db.read, () => nothingLeft(db.read).orderBy('created_at'));
  return async () => (await found()).map((row) => row.id);
}

const nothingLeft = (db: Database['read'] | Tx) =>
  db
    .selectFrom('batches')
    .select('id')
    .where('finished_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('recipients')
            .select('position')
            .whereRef('recipients.batch_id', '=', 'batches.id')
            .where('due_at', 'is not', null),
        ),
      ),
    );
