import { z } from 'zod';
import type { Act, ActStore, Before, Begun, HeldAct, NewAct } from '../invites/act.ts';
import { inviteStatuses } from '../invites/invite.ts';
import { inChunks } from './chunks.ts';
import { freeUntil, fromJson, nullable, present, toJson } from './columns.ts';
import type { Database, Tx } from './database.ts';
import { inOrderOf, isWritten, nextDueIn, takeDue } from './held-rows.ts';
import { noteMailings } from './mailings.ts';
import { insertPost } from './post-rows.ts';
import { touchPosts } from './posts.ts';
import type { ActRow } from './schema.ts';

export function actStore(db: Database): ActStore {
  return {
    begin: (act, hold) => db.write((tx, now) => begin(tx, now, act, hold)),

    beginCall: (act, owner, leaseMs) =>
      db.write((tx, now) => writeHeld(tx, act, owner, { state: 'called', due_at: now + leaseMs })),

    postpone: (act, owner, inMs, checks) =>
      db.write((tx, now) => writeHeld(tx, act, owner, { checks, ...freeUntil(now + inMs) })),

    finish: (act, owner, { state, reason = null }, word) =>
      db.write(async (tx, now) => {
        const end = { state, reason, finished_at: now, ...freeUntil(null) };
        if (!(await writeHeld(tx, act, owner, end))) return false;
        if (act.kind === 'resend' && state !== 'refused') await noteMailings(tx, act.tenantId, [act.email], now);
        await touchCards(tx, now, act);
        if (word) await insertPost(tx, word, now);
        return true;
      }),

    claim: (hold) => db.write((tx, now) => claimAbandoned(db, tx, now, hold)),
    nextDueIn: nextDueIn(db, 'acts'),

    async find(id) {
      const row = await db.read.selectFrom('acts').selectAll().where('id', '=', id).executeTakeFirst();
      return row && actOf(row);
    },

    async latest(tenantId, inviteIds) {
      const newest = new Map<string, Act>();
      await inChunks([...new Set(inviteIds)], async (chunk) => {
        const rows = await db.read
          .selectFrom('acts')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where(db.among('invite_id', chunk))
          .where('finished_at', 'is not', null)
          .orderBy('finished_at')
          .orderBy('created_at')
          .execute();
        for (const row of rows) newest.set(row.invite_id, actOf(row));
      });
      return newest;
    },

    async resends(tenantId, inviteIds) {
      const times = new Map<string, number>();
      await inChunks([...new Set(inviteIds)], async (chunk) => {
        const rows = await db.read
          .selectFrom('acts')
          .select((eb) => ['invite_id', eb.fn.countAll<number>().as('times')])
          .where('tenant_id', '=', tenantId)
          .where(db.among('invite_id', chunk))
          .where('kind', '=', 'resend')
          .where('state', 'in', ['done', 'unsure'])
          .groupBy('invite_id')
          .execute();
        for (const row of rows) times.set(row.invite_id, Number(row.times));
      });
      return times;
    },
  };
}

/**
 * Inserts first: the unique indexes (one open act per invite, one open resend per address) make others wait, and
 * only then is what they noted about the address to be seen.
 */
async function begin(
  tx: Tx,
  now: number,
  act: NewAct,
  { owner, leaseMs, cooldownMs }: Parameters<ActStore['begin']>[1],
): Promise<Begun> {
  const row = await tx
    .insertInto('acts')
    .values({ ...newRow(act, now), owner, fence: 1, due_at: now + leaseMs })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!row) return { kind: 'busy', act: await unfinishedLike(tx, act) };
  const mailedAt = act.kind === 'resend' ? await lastMailed(tx, act) : undefined;
  if (mailedAt !== undefined && now - mailedAt < cooldownMs) {
    await tx.deleteFrom('acts').where('id', '=', act.id).execute();
    return { kind: 'cooldown', mailedAt };
  }
  return { kind: 'begun', act: heldOf(row) };
}

async function unfinishedLike(tx: Tx, act: NewAct): Promise<Act> {
  const row = await tx
    .selectFrom('acts')
    .selectAll()
    .where('tenant_id', '=', act.tenantId)
    .where('finished_at', 'is', null)
    .where((eb) =>
      eb.or([eb('invite_id', '=', act.inviteId), eb.and([eb('kind', '=', 'resend'), eb('email', '=', act.email)])]),
    )
    .executeTakeFirstOrThrow();
  return actOf(row);
}

async function lastMailed(tx: Tx, { tenantId, email }: NewAct): Promise<number | undefined> {
  const row = await tx
    .selectFrom('mailings')
    .select('mailed_at')
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .executeTakeFirst();
  return row?.mailed_at;
}

const writeHeld = (tx: Tx, act: HeldAct, owner: string, change: Partial<ActRow>): Promise<boolean> =>
  isWritten(
    tx
      .updateTable('acts')
      .set(change)
      .where('id', '=', act.id)
      .where('owner', '=', owner)
      .where('fence', '=', act.fence),
  );

async function claimAbandoned(
  db: Database,
  tx: Tx,
  now: number,
  hold: Parameters<ActStore['claim']>[0],
): Promise<HeldAct[]> {
  const ids = await takeDue(db, tx, now, 'acts', hold);
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('acts').selectAll().where('id', 'in', ids).execute();
  return inOrderOf(ids, rows, ({ id }) => id).map(heldOf);
}

/** The cards of the batches that hold the invite tell of its last act. */
async function touchCards(tx: Tx, now: number, { tenantId, inviteId }: HeldAct): Promise<void> {
  const holding = tx.selectFrom('recipients').select('batch_id').distinct();
  const rows = await holding.where('tenant_id', '=', tenantId).where('invite_id', '=', inviteId).execute();
  await touchPosts(
    tx,
    now,
    'batch',
    rows.map((row) => row.batch_id),
  );
}

const kind = z.enum(['resend', 'cancel']);
const state = z.enum(['open', 'called', 'done', 'refused', 'unsure']);
const before: z.ZodType<Before> = z.object({
  status: z.enum(inviteStatuses),
  updatedAt: z.number().optional(),
  statusUpdatedAt: z.number().optional(),
  userTokenId: z.string(),
});

const newRow = (act: NewAct, now: number): Omit<ActRow, 'owner' | 'fence' | 'due_at'> => ({
  id: act.id,
  kind: act.kind,
  team_id: act.teamId,
  tenant_id: act.tenantId,
  invite_id: act.inviteId,
  email: act.email,
  slack_user_id: act.slackUserId,
  actor_name: act.actorName,
  roq_user_id: act.roqUserId,
  before: toJson(act.before),
  state: 'open',
  reason: null,
  checks: 0,
  created_at: now,
  finished_at: null,
  request_id: nullable(act.requestId),
  source: nullable(act.source),
});

const actOf = (row: ActRow): Act => ({
  id: row.id,
  kind: kind.parse(row.kind),
  teamId: row.team_id,
  tenantId: row.tenant_id,
  inviteId: row.invite_id,
  email: row.email,
  slackUserId: row.slack_user_id,
  actorName: row.actor_name,
  roqUserId: row.roq_user_id,
  before: fromJson(before, row.before),
  state: state.parse(row.state),
  reason: present(row.reason),
  checks: row.checks,
  createdAt: row.created_at,
  finishedAt: present(row.finished_at),
  requestId: present(row.request_id),
  source: present(row.source),
});

const heldOf = (row: ActRow): HeldAct => ({ ...actOf(row), fence: row.fence });
