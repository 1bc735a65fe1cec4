import { sql } from 'kysely';
import type { Claim, Usage } from '../invites/usage.ts';
import { Problem } from '../problem.ts';
import type { Database, Tx } from './database.ts';

export function usageStore(db: Database): Usage {
  return {
    async read(tenantId, roqUserId, localDay) {
      const own = await find(db, tenantId, roqUserId);
      const all = await find(db, tenantId, everybody);
      const waiting = await db.read
        .selectFrom('recipients')
        .select((eb) => eb.fn.countAll<number>().as('rows'))
        .where('tenant_id', '=', tenantId)
        .where('due_at', 'is not', null)
        .executeTakeFirstOrThrow();
      return {
        today: own && own.local_day >= localDay ? own.used : 0,
        handedOver: all?.used ?? 0,
        outstanding: Number(waiting.rows),
      };
    },
    take: (claim) => db.write((tx) => takeUsage(tx, claim)),
  };
}

/** The row that counts what was ever handed over for a tenant. */
const everybody = '';

const find = (db: Database, tenantId: string, roqUserId: string) =>
  db.read
    .selectFrom('usages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('roq_user_id', '=', roqUserId)
    .executeTakeFirst();

/** Whoever counts locks the row until their transaction ends, so that the next one sees what they took. */
export async function takeUsage(tx: Tx, { tenantId, person, mails, cap }: Claim): Promise<void> {
  if (person) {
    const used = await add(tx, tenantId, person.roqUserId, person.localDay, person.count);
    const left = person.quota - (used - person.count);
    if (person.quota > 0 && left < person.count) {
      throw new Problem('over_quota', { left: Math.max(0, left), limit: person.quota });
    }
  }
  const handedOver = await add(tx, tenantId, everybody, '', mails);
  const left = cap ? cap.limit - cap.pending - (handedOver - mails - cap.handedOver) : mails;
  if (cap && left < mails) throw new Problem('over_cap', { left: Math.max(0, left), limit: cap.limit });
}

/** What is used after it; a day that comes late counts on, so that no clock gives anybody a second quota. */
async function add(tx: Tx, tenantId: string, roqUserId: string, localDay: string, count: number): Promise<number> {
  const row = await tx
    .insertInto('usages')
    .values({ tenant_id: tenantId, roq_user_id: roqUserId, local_day: localDay, used: count })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'roq_user_id']).doUpdateSet({
        used: sql<number>`case when usages.local_day >= excluded.local_day then usages.used + excluded.used else excluded.used end`,
        local_day: sql<string>`case when usages.local_day >= excluded.local_day then usages.local_day else excluded.local_day end`,
      }),
    )
    .returning('used')
    .executeTakeFirstOrThrow();
  return row.used;
}
