import { linkLimits } from '../people/link-codes.ts';
import type { Tx } from './database.ts';

/** Wrong tries of one Slack user, or at one ROQ user, by key. The caller is alone with the key. */

/** Until when nothing may be tried; `undefined` when it may be. */
export async function pausedUntil(tx: Tx, key: string, now: number): Promise<number | undefined> {
  const row = await tx.selectFrom('link_pauses').select('until').where('key', '=', key).executeTakeFirst();
  return row && row.until > now ? row.until : undefined;
}

/** Counts a wrong try; gives back how many are left, and the end of the pause after the last. */
export async function countFailure(tx: Tx, key: string, now: number): Promise<{ left: number; until: number }> {
  const row = await tx.selectFrom('link_pauses').selectAll().where('key', '=', key).executeTakeFirst();
  const current = row && now - row.since < linkLimits.pauseMs ? row : { failures: 0, since: now };
  const failures = current.failures + 1;
  const left = Math.max(0, linkLimits.tries - failures);
  const change = { failures, since: current.since, until: left === 0 ? now + linkLimits.pauseMs : 0 };
  await tx
    .insertInto('link_pauses')
    .values({ key, ...change })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(change))
    .execute();
  return { left, until: change.until };
}

export async function forgetFailures(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('link_pauses').where('key', '=', key).execute();
}

/** Drops what no longer counts. */
export async function pruneFailures(tx: Tx, now: number): Promise<void> {
  await tx
    .deleteFrom('link_pauses')
    .where('until', '<', now)
    .where('since', '<', now - linkLimits.pauseMs)
    .execute();
}
