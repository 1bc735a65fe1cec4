import { createHmac, randomBytes } from 'node:crypto';
import { type AddressMemory, forgottenMark } from '../invites/forgotten.ts';
import type { Database } from './database.ts';
import { forget, underWay } from './forget-address.ts';

export function addressMemory(db: Database): AddressMemory {
  const saltOf = async (tenantId: string): Promise<string> => {
    const find = () =>
      db.read.selectFrom('address_salts').select('salt').where('tenant_id', '=', tenantId).executeTakeFirst();
    const known = await find();
    if (known) return known.salt;
    const row = { tenant_id: tenantId, salt: randomBytes(32).toString('hex') };
    await db.write((tx) =>
      tx
        .insertInto('address_salts')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    return (await find())?.salt ?? row.salt;
  };
  const mark = async (tenantId: string, email: string) =>
    forgottenMark(
      createHmac('sha256', await saltOf(tenantId))
        .update(email)
        .digest('hex')
        .slice(0, 32),
    );

  return {
    mark,
    async forget(tenantId, email) {
      const gone = { tenantId, email, mark: await mark(tenantId, email) };
      return db.write(async (tx, now) => {
        if (await underWay(tx, gone)) return { kind: 'busy' };
        return { kind: 'forgotten', ...(await forget(tx, now, gone)) };
      });
    },
  };
}
