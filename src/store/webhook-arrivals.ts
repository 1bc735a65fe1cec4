import type { WebhookArrivals } from '../invites/ports.ts';
import { nullable, present } from './columns.ts';
import type { Database } from './database.ts';

export function webhookArrivals(db: Database): WebhookArrivals {
  return {
    async note(environmentId, { at, inviteAt }) {
      const row = { at, invite_at: nullable(inviteAt) };
      await db.write((tx) =>
        tx
          .insertInto('webhook_arrivals')
          .values({ environment_id: environmentId, ...row })
          .onConflict((conflict) =>
            conflict.column('environment_id').doUpdateSet(inviteAt === undefined ? { at } : row),
          )
          .execute(),
      );
    },
    async last(environmentId) {
      const row = await db.read
        .selectFrom('webhook_arrivals')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .executeTakeFirst();
      return row && { at: row.at, inviteAt: present(row.invite_at) };
    },
  };
}
