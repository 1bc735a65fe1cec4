import { createHmac, randomBytes } from 'node:crypto';
import { draftContent } from '../invites/draft.ts';
import { type AddressMemory, forgottenMark } from '../invites/forgotten.ts';
import { fromJson, toJson } from './columns.ts';
import type { Database, Tx } from './database.ts';

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
      const instead = await mark(tenantId, email);
      return db.write(async (tx) => {
        if (await underWay(tx, tenantId, email)) return { kind: 'busy', batchIds: [] };
        await forgetDrafts(tx, tenantId, email);
        await tx.deleteFrom('mailings').where('tenant_id', '=', tenantId).where('email', '=', email).execute();
        for (const table of ['acts', 'audit_entries'] as const) {
          await tx
            .updateTable(table)
            .set({ email: instead })
            .where('tenant_id', '=', tenantId)
            .where('email', '=', email)
            .execute();
        }
        const rows = await tx
          .updateTable('recipients')
          .set({ email: instead, first_name: '', last_name: '' })
          .where('tenant_id', '=', tenantId)
          .where('email', '=', email)
          .returning('batch_id')
          .execute();
        return { kind: 'forgotten', batchIds: rows.map((row) => row.batch_id) };
      });
    },
  };
}

/** What has no outcome yet would go on with a mark for an address. */
async function underWay(tx: Tx, tenantId: string, email: string): Promise<boolean> {
  const act = await tx
    .selectFrom('acts')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  const recipient = await tx
    .selectFrom('recipients')
    .select('batch_id')
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .where('state', 'in', ['queued', 'sending', 'checking'])
    .executeTakeFirst();
  return act !== undefined || recipient !== undefined;
}

/** A draft may have been typed before its tenant was known: then it may be anybody's, and the address goes there too. */
async function forgetDrafts(tx: Tx, tenantId: string, email: string): Promise<void> {
  const drafts = await tx
    .selectFrom('drafts')
    .select(['id', 'content'])
    .where((eb) => eb.or([eb('tenant_id', '=', tenantId), eb('tenant_id', 'is', null)]))
    .where(({ eb, fn }) => eb(fn<string>('lower', ['content']), 'like', `%${literally(email)}%`))
    .execute();
  for (const { id, content } of drafts) {
    const draft = fromJson(draftContent, content);
    const stays = draft.recipients.map((each) => each.email !== email && each.spelled?.toLowerCase() !== email);
    const recipients = draft.recipients.filter((_, position) => stays[position]);
    const kinds = draft.kinds?.filter((_, position) => stays[position]);
    await tx
      .updateTable('drafts')
      .set((eb) => ({
        content: toJson({ ...draft, recipients, ...(kinds ? { kinds } : {}) }),
        revision: eb('revision', '+', 1),
      }))
      .where('id', '=', id)
      .execute();
  }
}

/** Without LIKE's wildcards; a hit too many is looked at and left alone. */
const literally = (email: string): string => email.replace(/[%\\]/g, '_');
