import { sql } from 'kysely';
import type { HeldTurn, OpenInvite, ReconcileTurns } from '../invites/ports.ts';
import { inChunks } from './chunks.ts';
import { freeUntil } from './columns.ts';
import type { Database } from './database.ts';
import { nextDueIn } from './held-rows.ts';

export function reconcileTurns(db: Database): ReconcileTurns {
  return {
    refresh: (times) => refresh(db, times),
    claim: (hold) => claim(db, hold),
    open: (tenantId, openForMs, limit) => open(db, tenantId, openForMs, limit),
    async finish(turn, owner, { inMs, quiet, readAt }) {
      await db.write(async (tx, now) => {
        const held = { tenant_id: turn.tenantId, owner, fence: turn.fence };
        if (inMs === undefined)
          await tx
            .deleteFrom('reconcile_turns')
            .where((eb) => eb.and(held))
            .execute();
        else
          await tx
            .updateTable('reconcile_turns')
            .set({ quiet, read_at: readAt, ...freeUntil(now + inMs) })
            .where((eb) => eb.and(held))
            .execute();
      });
    },
    async hurry(tenantIds, inMs) {
      await inChunks(tenantIds, (chunk) =>
        db.write((tx, now) =>
          tx
            .updateTable('reconcile_turns')
            .set({ due_at: now + inMs, quiet: 0 })
            .where('tenant_id', 'in', chunk)
            .where('owner', 'is', null)
            .where('due_at', '>', now + inMs)
            .execute(),
        ),
      );
    },
    nextDueIn: nextDueIn(db, 'reconcile_turns'),
  };
}

/**
 * What may still change: sent and pending, or accepted by somebody who is no user yet; where the app still is. Whoever
 * invited hears of it even if the card is gone.
 */
const isOpen = (youngerThan: number) => sql<boolean>`
  recipients.state = 'sent'
  and (recipients.status = 'pending'
    or (recipients.status = 'accepted' and recipients.member = 0 and recipients.accepted_at is not null))
  and batches.created_at > ${youngerThan}
  and exists (select 1 from posts where posts.kind = 'batch' and posts.subject = batches.id
    and (posts.state in ('wanted', 'posting', 'live')
      or (posts.state = 'dead' and posts.reason not in ('uninstalled', 'not installed'))))`;

async function refresh(db: Database, times: Parameters<ReconcileTurns['refresh']>[0]): Promise<void> {
  const { firstMs, openForMs, userComesWithinMs } = times;
  await db.write(async (tx, now) => {
    const soon = now + firstMs;
    await sql`
      insert into reconcile_turns (tenant_id, quiet, read_at, owner, fence, due_at)
      select distinct recipients.tenant_id, 0, cast(null as bigint), cast(null as text), 0, cast(${soon} as bigint)
      from recipients join batches on batches.id = recipients.batch_id
      where ${isOpen(now - openForMs)}
        and not exists (select 1 from reconcile_turns where reconcile_turns.tenant_id = recipients.tenant_id)
      on conflict (tenant_id) do nothing`.execute(tx);
    await sql`
      update reconcile_turns set quiet = 0, due_at = ${soon}
      where owner is null and due_at > ${soon} and exists (
        select 1 from batches where batches.tenant_id = reconcile_turns.tenant_id
          and batches.created_at > coalesce(reconcile_turns.read_at, 0))`.execute(tx);
    const userDue = sql<number>`(
      select min(recipients.accepted_at) + ${userComesWithinMs} from recipients
      where recipients.tenant_id = reconcile_turns.tenant_id
        and recipients.status = 'accepted' and recipients.member = 0 and recipients.accepted_at is not null
        and recipients.accepted_at + ${userComesWithinMs} > coalesce(reconcile_turns.read_at, 0))`;
    await sql`
      update reconcile_turns set due_at = ${userDue} where owner is null and due_at > ${userDue}`.execute(tx);
  });
}

async function claim(db: Database, hold: Parameters<ReconcileTurns['claim']>[0]): Promise<HeldTurn[]> {
  return db.write(async (tx, now) => {
    const due = tx
      .selectFrom('reconcile_turns')
      .select('tenant_id')
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(hold.limit);
    const tenants = await db.lockRows(due, 'skip').execute();
    if (tenants.length === 0) return [];
    const rows = await tx
      .updateTable('reconcile_turns')
      .set((eb) => ({ owner: hold.owner, fence: eb('fence', '+', 1), due_at: now + hold.leaseMs }))
      .where(
        'tenant_id',
        'in',
        tenants.map((row) => row.tenant_id),
      )
      .where('due_at', '<=', now)
      .returningAll()
      .execute();
    return rows.map(({ tenant_id, quiet, fence }) => ({ tenantId: tenant_id, quiet, fence }));
  });
}

async function open(db: Database, tenantId: string, openForMs: number, limit: number): Promise<OpenInvite[]> {
  const rows = await db.read
    .selectFrom('recipients')
    .innerJoin('batches', 'batches.id', 'recipients.batch_id')
    .select(['recipients.invite_id', 'batches.created_at'])
    .where('recipients.tenant_id', '=', tenantId)
    .where(isOpen((await db.now()) - openForMs))
    .orderBy('recipients.status_at')
    .limit(limit)
    .execute();
  return rows.flatMap(({ invite_id, created_at }) =>
    invite_id === null ? [] : [{ inviteId: invite_id, sentAt: created_at }],
  );
}
