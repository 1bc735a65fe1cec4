import type { Run, RunLog } from '../digests/run-log.ts';
import type { Database, Tx } from './database.ts';
import { insertPost } from './post-rows.ts';

export function digestRuns(db: Database): RunLog {
  return {
    start: (run, post) =>
      db.write(async (tx, now) => {
        const claimed = await claimDay(tx, run, now);
        if (claimed) await insertPost(tx, post, now);
        return claimed;
      }),
  };
}

/** False when that day is taken. */
export async function claimDay(tx: Tx, { teamId, tenantId, name, localDay }: Run, now: number): Promise<boolean> {
  const run = await tx
    .insertInto('digest_runs')
    .values({ team_id: teamId, tenant_id: tenantId, name, local_day: localDay, started_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('started_at')
    .executeTakeFirst();
  return run !== undefined;
}
