import type { ApprovalStore, ApprovedBatch, Decision } from '../invites/approval.ts';
import { approvalOf, insertApproval } from './approval-rows.ts';
import type { ApprovalRow } from './approval-tables.ts';
import { insertBatch } from './batch-inserts.ts';
import { placeOf, present, toJson } from './columns.ts';
import type { Database, Tx } from './database.ts';
import { nextDueIn } from './held-rows.ts';
import { insertPost } from './post-rows.ts';
import { touchConsents, touchPosts } from './posts.ts';
import { takeUsage } from './usage.ts';

export function approvalStore(db: Database): ApprovalStore {
  return {
    create: (...request) => create(db, ...request),
    async find(id) {
      const row = await db.read.selectFrom('approvals').selectAll().where('id', '=', id).executeTakeFirst();
      return row && approvalOf(row);
    },
    async open({ teamId, tenantId }, limit) {
      const rows = await db.read
        .selectFrom('approvals')
        .selectAll()
        .where('team_id', '=', teamId)
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'open')
        .where('expires_at', '>', await db.now())
        .orderBy('created_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(approvalOf);
    },
    approve: (id, by, approved) => approve(db, id, by, approved),
    decline: (id, by) =>
      db.write(async (tx, now) => {
        const row = await decide(tx, now, id, { state: 'declined', decision: toJson(by) });
        if (row) await afterEnd(tx, now, row);
        return row !== undefined;
      }),
    withdraw: (id) =>
      db.write(async (tx, now) => {
        const row = await decide(tx, now, id, { state: 'withdrawn' });
        if (row) await redrawCards(tx, now, id);
        return row !== undefined;
      }),
    keepTime: (limit) => keepTime(db, limit),
    nextDueIn: nextDueIn(db, 'approvals'),
  };
}

async function create(db: Database, ...[request, cards, claim]: Parameters<ApprovalStore['create']>) {
  return db.write(async (tx, now) => {
    await tx.updateTable('drafts').set({ state: 'sent' }).where('id', '=', request.draftId).execute();
    if (await insertApproval(tx, request, cards, now)) await takeUsage(tx, claim);
    const row = tx.selectFrom('approvals').selectAll().where('draft_id', '=', request.draftId);
    return approvalOf(await row.executeTakeFirstOrThrow());
  });
}

async function approve(db: Database, id: string, by: Decision, approved: ApprovedBatch) {
  return db.write(async (tx, now) => {
    const { batch, recipients, ...limits } = approved;
    const row = await decide(tx, now, id, { state: 'approved', decision: toJson(by), batch_id: batch.id });
    if (!row) return { decided: false };
    const made = await insertBatch(tx, now, batch, recipients, limits);
    await afterEnd(tx, now, row);
    return { decided: true, batch: made.batch };
  });
}

/** The one write that ends a request: only an open one, and only in time (or, for its expiry, only after). */
async function decide(tx: Tx, now: number, id: string, change: Partial<ApprovalRow>): Promise<ApprovalRow | undefined> {
  return tx
    .updateTable('approvals')
    .set({ ...change, decided_at: now, due_at: null })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('expires_at', change.state === 'expired' ? '<=' : '>', now)
    .returningAll()
    .executeTakeFirst();
}

/** The requester hears of it, and the cards lose their buttons. */
async function afterEnd(tx: Tx, now: number, row: ApprovalRow): Promise<void> {
  const { id, team_id: teamId, tenant_id: tenantId, slack_user_id: slackUserId } = row;
  const word = { key: `approval-end:${id}`, kind: 'approval_end', subject: id, teamId, tenantId, slackUserId } as const;
  await insertPost(tx, word, now);
  await redrawCards(tx, now, id);
}

async function redrawCards(tx: Tx, now: number, id: string): Promise<void> {
  for (const kind of ['approval', 'approval_nudge', 'approval_asked'] as const) await touchPosts(tx, now, kind, [id]);
  await touchConsents(tx, now, 'request_id', [id]);
}

async function keepTime(db: Database, limit: number): ReturnType<ApprovalStore['keepTime']> {
  return db.write(async (tx, now) => {
    const due = tx.selectFrom('approvals').selectAll().where('due_at', '<=', now).orderBy('due_at').limit(limit);
    const rows = await db.lockRows(due, 'skip').execute();
    const ended: ApprovalRow[] = [];
    for (const row of rows) {
      const expired = await decide(tx, now, row.id, { state: 'expired' });
      if (expired) ended.push(expired);
      else await nudge(tx, now, row);
    }
    for (const row of ended) await afterEnd(tx, now, row);
    return { touched: rows.length, expired: ended.map(approvalOf) };
  });
}

/** A word beside each card, so that it is seen again. */
async function nudge(tx: Tx, now: number, { id, expires_at }: ApprovalRow): Promise<void> {
  await tx
    .updateTable('approvals')
    .set({ due_at: expires_at })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .execute();
  const cards = await tx
    .selectFrom('posts')
    .selectAll()
    .where('kind', '=', 'approval')
    .where('subject', '=', id)
    .orderBy('key')
    .execute();
  for (const card of cards) {
    const { team_id: teamId, tenant_id: tenantId } = card;
    const where = { slackUserId: present(card.slack_user_id), place: placeOf(card) };
    const key = `approval-nudge:${card.key}`;
    await insertPost(
      tx,
      { key, kind: 'approval_nudge', subject: id, teamId, tenantId, ...where, expiresAt: expires_at },
      now,
    );
  }
}
