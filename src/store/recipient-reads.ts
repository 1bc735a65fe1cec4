import { sql } from 'kysely';
import type { BatchStore, Recipient, RecipientState } from '../invites/batch.ts';
import { type InviteStatus, inviteStatuses } from '../invites/invite.ts';
import { inviteStatus, outcomeColumns, outcomeOf, recipientOf, recipientState } from './batch-rows.ts';
import { inChunks } from './chunks.ts';
import { compiledOnce } from './compiled.ts';
import type { Database } from './database.ts';

type Reads = Pick<BatchStore, 'recipients' | 'outcomes' | 'at' | 'counts' | 'statusCounts'>;

export function recipientReads(db: Database): Reads {
  const ofBatch = (batchId: string) => db.read.selectFrom('recipients').where('batch_id', '=', batchId);
  const byState = compiledOnce(db.read, (batchId: string) =>
    ofBatch(batchId)
      .select((eb) => ['state', eb.fn.countAll<number>().as('rows')])
      .groupBy('state'),
  );
  const outcomePage = (batchId: string, limit: number, offset: number) =>
    ofBatch(batchId).select(outcomeColumns).orderBy('position').limit(limit).offset(offset);
  const everyOutcome = compiledOnce(db.read, outcomePage);
  return {
    async recipients(batchId, { states, limit, offset, stillOutFirst }) {
      if (states?.length === 0) return [];
      let query = ofBatch(batchId).selectAll().limit(limit).offset(offset);
      if (stillOutFirst) query = query.orderBy(sql`case when status in ('pending', 'expired') then 0 else 1 end`);
      query = query.orderBy('position');
      if (states) query = query.where('state', 'in', states);
      return (await query.execute()).map(recipientOf);
    },

    async outcomes(batchId, { states, limit, offset }) {
      if (states?.length === 0) return [];
      const page = [batchId, limit, offset] as const;
      const rows = states
        ? await outcomePage(...page)
            .where('state', 'in', states)
            .execute()
        : await everyOutcome(...page);
      return rows.map(outcomeOf);
    },

    async at(batchId, positions) {
      const found: Recipient[] = [];
      await inChunks(positions, async (chunk) => {
        const rows = await ofBatch(batchId).selectAll().where('position', 'in', chunk).orderBy('position').execute();
        found.push(...rows.map(recipientOf));
      });
      return found;
    },

    async counts(batchId) {
      const groups = await byState(batchId);
      const counts = zeroes<RecipientState>(recipientState.options);
      for (const { state, rows } of groups) counts[recipientState.parse(state)] = rows;
      return { ...counts, total: groups.reduce((sum, { rows }) => sum + rows, 0) };
    },

    async statusCounts(batchId) {
      const groups = await ofBatch(batchId)
        .select((eb) => ['status', eb.fn.countAll<number>().as('rows')])
        .where('status', 'is not', null)
        .groupBy('status')
        .execute();
      const counts = zeroes<InviteStatus>(inviteStatuses);
      for (const { status, rows } of groups) counts[inviteStatus.parse(status)] = rows;
      return counts;
    },
  };
}

function zeroes<Key extends string>(keys: readonly Key[]): Record<Key, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
}
