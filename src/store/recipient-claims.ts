import type { BatchStore, Held } from '../invites/batch.ts';
import { batchOf, recipientOf, work } from './batch-rows.ts';
import { lockBatch, nextInTurn, stopQueued, takeTurn } from './batch-turns.ts';
import { freeUntil, toJson } from './columns.ts';
import type { Database, Tx } from './database.ts';
import type { RecipientRow } from './schema.ts';

type Hold = Parameters<BatchStore['claim']>[0];
type Claimed = NonNullable<Awaited<ReturnType<BatchStore['claim']>>>;

export async function claim(db: Database, hold: Hold): Promise<Claimed | undefined> {
  for (;;) {
    const taken = await db.write((tx, now) => take(db, tx, now, hold), 'kill');
    if (taken !== 'nothing left') return taken;
  }
}

/** Claimers pass one at a time: so tenants really take turns, and no two find the same rows. */
async function take(db: Database, tx: Tx, now: number, hold: Hold): Promise<Claimed | undefined | 'nothing left'> {
  await db.alone(tx, 'recipients');
  const batchId = await nextInTurn(tx, now);
  if (!batchId) return undefined;
  const batch = await lockBatch(db, tx, batchId);
  if (!batch) return 'nothing left';
  if (batch.state === 'stopped') await stopQueued(tx, batchId, now);
  const due = (await dueRows(tx, batchId, 'checking', now, hold)) ?? (await dueRows(tx, batchId, 'queued', now, hold));
  if (!due) return 'nothing left';
  await takeTurn(tx, batch);
  const rows = await tx
    .updateTable('recipients')
    .set((eb) => ({
      state: 'sending',
      owner: hold.owner,
      fence: eb('fence', '+', 1),
      due_at: now + hold.leaseMs,
      first_tried_at: eb.fn.coalesce('first_tried_at', eb.val(now)),
    }))
    .where('batch_id', '=', batchId)
    .where('position', 'in', due)
    .returningAll()
    .execute();
  return { batch: batchOf(batch), held: rows.map(heldOf).sort((a, b) => a.position - b.position) };
}

/** Positions of rows with the same work and the same role; `undefined` when none is due. */
async function dueRows(
  tx: Tx,
  batchId: string,
  kind: 'queued' | 'checking',
  now: number,
  { limit }: Hold,
): Promise<number[] | undefined> {
  const due = tx
    .selectFrom('recipients')
    .where('batch_id', '=', batchId)
    .where('work', '=', kind)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('position');
  const first = await due.select('role_key').limit(1).executeTakeFirst();
  if (!first) return undefined;
  const rows = await due.select('position').where('role_key', '=', first.role_key).limit(limit).execute();
  return rows.map((row) => row.position);
}

const heldOf = (row: RecipientRow): Held => ({
  ...recipientOf(row),
  state: work.parse(row.work),
  fence: row.fence,
});

/** Most addresses have no invite yet, and so the same ids: none. `knownIds` is JSON. */
function alike(rows: Parameters<BatchStore['beginCall']>[2]) {
  const groups = new Map<string, { fence: number; knownIds: string; positions: number[] }>();
  for (const { position, fence, knownIds } of rows) {
    const key = `${fence} ${toJson(knownIds)}`;
    const group = groups.get(key) ?? { fence, knownIds: toJson(knownIds), positions: [] };
    group.positions.push(position);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** From here on the holder's death means doubt: whoever takes the row then looks it up first. */
export async function beginCall(
  db: Database,
  ...[batchId, owner, rows, leaseMs]: Parameters<BatchStore['beginCall']>
): Promise<number[]> {
  return db.write(async (tx, now) => {
    await lockBatch(db, tx, batchId);
    const held: number[] = [];
    for (const { fence, knownIds, positions } of alike(rows)) {
      const begun = await tx
        .updateTable('recipients')
        .set((eb) => ({
          called: 1,
          known_ids: eb.fn.coalesce('known_ids', eb.val(knownIds)),
          work: 'checking',
          due_at: now + leaseMs,
        }))
        .where('batch_id', '=', batchId)
        .where('position', 'in', positions)
        .where('owner', '=', owner)
        .where('fence', '=', fence)
        .returning('position')
        .execute();
      held.push(...begun.map(({ position }) => position));
    }
    return held;
  });
}

export async function release(db: Database, owner: string): Promise<void> {
  const batches = await db.read
    .selectFrom('recipients')
    .select('batch_id')
    .distinct()
    .where('owner', '=', owner)
    .execute();
  for (const { batch_id } of batches) {
    await db.write(async (tx, now) => {
      await lockBatch(db, tx, batch_id);
      await tx
        .updateTable('recipients')
        .set((eb) => ({ state: eb.ref('work'), ...freeUntil(now) }))
        .where('batch_id', '=', batch_id)
        .where('owner', '=', owner)
        .execute();
    });
  }
}
