import { z } from 'zod';
import type { Approval, Decision, NewApproval } from '../invites/approval.ts';
import type { NewPost } from '../workspaces/post.ts';
import type { ApprovalRow } from './approval-tables.ts';
import { fromJson, nullable, placeColumns, placeOf, present, toJson } from './columns.ts';
import type { Tx } from './database.ts';
import { insertPost } from './post-rows.ts';

/** Stores request and cards; does nothing when the draft was asked for already. False then. */
export async function insertApproval(
  tx: Tx,
  request: NewApproval,
  cards: readonly NewPost[],
  now: number,
): Promise<boolean> {
  const inserted = await tx
    .insertInto('approvals')
    .values(newRow(request, now))
    .onConflict((conflict) => conflict.column('draft_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  for (const card of cards) await insertPost(tx, card, now);
  return true;
}

const newRow = (request: NewApproval, now: number): ApprovalRow => ({
  id: request.id,
  draft_id: request.draftId,
  team_id: request.teamId,
  tenant_id: request.tenantId,
  slack_user_id: request.slackUserId,
  roq_user_id: request.roqUserId,
  requester_name: request.requesterName,
  tenant_name: request.tenantName,
  ...placeColumns(request.place),
  role_key: request.roleKey,
  role_name: request.roleName,
  locale: nullable(request.locale),
  content: toJson({ recipients: request.recipients, why: request.why }),
  hash: request.hash,
  reason: nullable(request.reason),
  state: 'open',
  created_at: now,
  expires_at: now + request.lastsMs,
  due_at: now + Math.floor(request.lastsMs / 2),
  decided_at: null,
  decision: null,
  batch_id: null,
});

const state = z.enum(['open', 'approved', 'declined', 'withdrawn', 'expired']);
export const approvalContent: z.ZodType<Pick<Approval, 'recipients' | 'why'>> = z.object({
  recipients: z.array(
    z.object({
      email: z.string(),
      firstName: z.string(),
      lastName: z.string(),
      locale: z.string().optional(),
      roleKey: z.string(),
    }),
  ),
  why: z.array(z.enum(['person', 'role', 'outside', 'many'])),
});
const decision: z.ZodType<Decision> = z.object({
  slackUserId: z.string(),
  roqUserId: z.string(),
  name: z.string(),
  reason: z.string().optional(),
});

export const approvalOf = (row: ApprovalRow): Approval => ({
  id: row.id,
  draftId: row.draft_id,
  teamId: row.team_id,
  tenantId: row.tenant_id,
  slackUserId: row.slack_user_id,
  roqUserId: row.roq_user_id,
  requesterName: row.requester_name,
  tenantName: row.tenant_name,
  place: placeOf(row),
  roleKey: row.role_key,
  roleName: row.role_name,
  locale: present(row.locale),
  ...fromJson(approvalContent, row.content),
  hash: row.hash,
  reason: present(row.reason),
  state: state.parse(row.state),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  decidedAt: present(row.decided_at),
  decision: row.decision === null ? undefined : fromJson(decision, row.decision),
  batchId: present(row.batch_id),
});
