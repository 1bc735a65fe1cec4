import type { BatchStore } from '../invites/batch.ts';
import type { InviteStatus } from '../invites/invite.ts';
import { batchOf } from './batch-rows.ts';
import { inChunks } from './chunks.ts';
import type { Database } from './database.ts';

/** What ROQ said of invites, kept beside the recipients they were made for. */
export function invitesSeen(db: Database): Pick<BatchStore, 'saw' | 'withInvite'> {
  return {
    async saw(tenantId, seen) {
      const batchIds = new Set<string>();
      for (const { status, at, inviteIds } of alike(seen)) {
        await inChunks(inviteIds, async (chunk) => {
          await write(db, tenantId, { status, at, inviteIds: chunk });
          for (const id of await batchesWith(db, tenantId, chunk)) batchIds.add(id);
        });
      }
      return [...batchIds];
    },

    async withInvite(tenantId, inviteId) {
      const rows = await db.read
        .selectFrom('batches')
        .selectAll()
        .where(
          'id',
          'in',
          db.read
            .selectFrom('recipients')
            .select('batch_id')
            .where('tenant_id', '=', tenantId)
            .where('invite_id', '=', inviteId),
        )
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map(batchOf);
    },
  };
}

type Alike = { status: InviteStatus; at: number; inviteIds: string[] };

/** A read of many invites has few statuses and one time: one statement for each pair, not for each invite. */
function alike(seen: Parameters<BatchStore['saw']>[1]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const { inviteId, status, at } of seen) {
    const group = groups.get(`${at} ${status}`) ?? { status, at, inviteIds: [] };
    group.inviteIds.push(inviteId);
    groups.set(`${at} ${status}`, group);
  }
  return [...groups.values()].sort((a, b) => a.at - b.at);
}

async function write(db: Database, tenantId: string, { status, at, inviteIds }: Alike): Promise<void> {
  await db.write((tx) =>
    tx
      .updateTable('recipients')
      .set({ status, status_at: at })
      .where('tenant_id', '=', tenantId)
      .where('invite_id', 'in', inviteIds)
      .where((eb) => eb.or([eb('status_at', 'is', null), eb('status_at', '<=', at)]))
      .execute(),
  );
}

async function batchesWith(db: Database, tenantId: string, inviteIds: string[]): Promise<string[]> {
  const rows = await db.read
    .selectFrom('recipients')
    .select('batch_id')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('invite_id', 'in', inviteIds)
    .execute();
  return rows.map((row) => row.batch_id);
}
