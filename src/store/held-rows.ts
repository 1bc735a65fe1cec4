import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { compiledOnce } from './compiled.ts';
import type { Database, Tx } from './database.ts';

/** Tables whose rows are taken one by one, and what names a row of theirs. */
const keys = { acts: 'id', consents: 'id', nudges: 'invite_id', reminders: 'invite_id', step_runs: 'id' } as const;
type HeldTable = keyof typeof keys;
/** Tables whose rows wait for an hour. */
type DueTable = HeldTable | 'approvals' | 'recipients' | 'reconcile_turns';

/**
 * Takes rows whose hour has come, or whose holder's lease ended, for this owner; their fence grows. Returns their keys.
 * `early`: which are taken before their hour.
 */
export async function takeDue(
  db: Database,
  tx: Tx,
  now: number,
  table: HeldTable,
  { owner, leaseMs, limit }: { owner: string; leaseMs: number; limit: number },
  early?: RawBuilder<SqlBool>,
): Promise<string[]> {
  const key = sql.ref<string>(keys[table]);
  const due = tx
    .selectFrom(table)
    .select(key.as('key'))
    .where((eb) => eb.or([eb('due_at', '<=', now), ...(early ? [early] : [])]))
    .orderBy('due_at')
    .limit(limit);
  const taken = (await db.lockRows(due, 'skip').execute()).map((row) => row.key);
  if (taken.length === 0) return [];
  await tx
    .updateTable(table)
    .set((eb) => ({ owner, fence: eb('fence', '+', 1), due_at: now + leaseMs }))
    .where(key, 'in', taken)
    .execute();
  return taken;
}

/** Rows in the order of the keys by which they were taken: what was due first comes first. */
export function inOrderOf<T>(keys: readonly string[], rows: readonly T[], keyOf: (row: T) => string): T[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/** Tells when the next row of this table is due; `undefined` while nothing waits. */
export function nextDueIn(db: Database, table: DueTable): () => Promise<number | undefined> {
  const first = compiledOnce(db.read, () =>
    db.read
      .selectFrom(table)
      .select((eb) => eb.fn.min('due_at').as('due'))
      .where('due_at', 'is not', null),
  );
  return async () => {
    const [row] = await first();
    return row && row.due !== null ? Math.max(0, Number(row.due) - (await db.now())) : undefined;
  };
}

/** Fenced: whether the hold still stood, so that the change was written. */
export const isWritten = async (update: {
  executeTakeFirstOrThrow(): Promise<{ numUpdatedRows: bigint }>;
}): Promise<boolean> => (await update.executeTakeFirstOrThrow()).numUpdatedRows > 0n;
