import type { RunLog } from '../digests/run-log.ts';
import type { Database } from './database.ts';
import { insertPost } from './post-rows.ts';

export function digestRuns(db: Database): RunLog {
  return {
    start: ({ teamId, tenantId, name, localDay }, post) =>
      db.write(async (tx, now) => {
        const run = await tx
          .insertInto('digest_runs')
          .values({ team_id: teamId, tenant_id: tenantId, name, local_day: localDay, started_at: now })
          .onConflict((conflict) => conflict.doNothing())
          .returning('started_at')
          .executeTakeFirst();
        if (run) await insertPost(tx, post, now);
        return run !== undefined;
      }),
  };
}
