import type { Mailings } from '../invites/act.ts';
import { inChunks } from './chunks.ts';
import type { Database, Tx } from './database.ts';

export function mailings(db: Database): Mailings {
  return {
    async lastMailed(tenantId, emails) {
      const mailed = new Map<string, number>();
      await inChunks(emails, async (chunk) => {
        const rows = await db.read
          .selectFrom('mailings')
          .select(['email', 'mailed_at'])
          .where('tenant_id', '=', tenantId)
          .where(db.among('email', chunk))
          .execute();
        for (const row of rows) mailed.set(row.email, row.mailed_at);
      });
      return mailed;
    },
    note: (tenantId, emails, at) => db.write((tx) => noteMailings(tx, tenantId, emails, at), 'kill'),
  };
}

/** In one order, so that two writers never wait for each other; a later mailing already noted stays. */
export async function noteMailings(tx: Tx, tenantId: string, emails: readonly string[], at: number): Promise<void> {
  await inChunks([...new Set(emails)].sort(), (chunk) =>
    tx
      .insertInto('mailings')
      .values(chunk.map((email) => ({ tenant_id: tenantId, email, mailed_at: at })))
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'email']).doUpdateSet({ mailed_at: at }).where('mailings.mailed_at', '<', at),
      )
      .execute(),
  );
}
