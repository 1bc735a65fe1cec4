import { z } from 'zod';
import type { Snoozes } from '../digests/snooze.ts';
import { inChunks } from './chunks.ts';
import type { Database } from './database.ts';

const kind = z.enum(['snoozed', 'left_out']);

export function snoozeStore(db: Database): Snoozes {
  return {
    put: ({ teamId, tenantId }, snoozes, by) =>
      db.write(async (tx, now) => {
        const mine = tx.deleteFrom('snoozes').where('team_id', '=', teamId).where('tenant_id', '=', tenantId);
        await mine.where('until', '<=', now).execute();
        const rows = [...snoozes]
          .sort((a, b) => a.inviteId.localeCompare(b.inviteId))
          .map((each) => ({
            ...{ team_id: teamId, tenant_id: tenantId, invite_id: each.inviteId },
            ...{ kind: each.kind, until: each.until, at: now, by_user: by },
          }));
        await inChunks(rows, (chunk) =>
          tx
            .insertInto('snoozes')
            .values(chunk)
            .onConflict((conflict) =>
              conflict.columns(['team_id', 'tenant_id', 'invite_id']).doUpdateSet((eb) => ({
                kind: eb.ref('excluded.kind'),
                until: eb.ref('excluded.until'),
                at: eb.ref('excluded.at'),
                by_user: eb.ref('excluded.by_user'),
              })),
            )
            .execute(),
        );
      }),

    async of({ teamId, tenantId }) {
      const rows = await db.read
        .selectFrom('snoozes')
        .selectAll()
        .where('team_id', '=', teamId)
        .where('tenant_id', '=', tenantId)
        .where('until', '>', await db.now())
        .execute();
      return new Map(
        rows.map((row) => [
          row.invite_id,
          { inviteId: row.invite_id, kind: kind.parse(row.kind), until: row.until, at: row.at },
        ]),
      );
    },
  };
}
