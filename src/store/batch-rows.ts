import { z } from 'zod';
import type { Batch, NewBatch, NewRecipient, Recipient, RecipientOutcome, RefusedWhy } from '../invites/batch.ts';
import { inviteStatuses } from '../invites/invite.ts';
import { freeUntil, fromJson, nullable, placeColumns, placeOf, present } from './columns.ts';
import type { BatchRow, RecipientRow } from './schema.ts';

export const batchState = z.enum(['sending', 'stopped', 'done']);
export const recipientState = z.enum(['queued', 'sending', 'checking', 'sent', 'refused', 'unsure', 'stopped']);
export const work = z.enum(['queued', 'checking']);
export const inviteStatus = z.enum(inviteStatuses);

const refusals = {
  already_invited: 'already_invited',
  already_member: 'already_member',
  already_accepted: 'already_accepted',
  invalid_email: 'invalid_email',
  role_forbidden: 'role_forbidden',
  other: 'other',
  forbidden: 'forbidden',
  unavailable: 'unavailable',
  access_lost: 'access_lost',
  cooldown: 'cooldown',
} as const satisfies { [Why in RefusedWhy]: Why };
// Made once: making a shape takes much longer than parsing by it.
const refusedWhy = z.enum(refusals).optional();
const statusSeen = inviteStatus.optional();
const ids = z.array(z.string());

export const batchOf = (row: BatchRow): Batch => ({
  id: row.id,
  draftId: row.draft_id,
  teamId: row.team_id,
  tenantId: row.tenant_id,
  slackUserId: row.slack_user_id,
  roqUserId: row.roq_user_id,
  inviterName: row.inviter_name,
  tenantName: row.tenant_name,
  place: placeOf(row),
  viewId: present(row.view_id),
  roleKey: row.role_key,
  roleName: row.role_name,
  locale: present(row.locale),
  requestedBy: present(row.requested_by),
  total: row.total,
  state: batchState.parse(row.state),
  createdAt: row.created_at,
  finishedAt: present(row.finished_at),
  requestId: present(row.request_id),
  traceparent: present(row.traceparent),
});

export const newBatchRow = (batch: NewBatch, total: number, now: number): BatchRow => ({
  id: batch.id,
  draft_id: batch.draftId,
  team_id: batch.teamId,
  tenant_id: batch.tenantId,
  slack_user_id: batch.slackUserId,
  roq_user_id: batch.roqUserId,
  inviter_name: batch.inviterName,
  tenant_name: batch.tenantName,
  ...placeColumns(batch.place),
  view_id: nullable(batch.viewId),
  role_key: batch.roleKey,
  role_name: batch.roleName,
  locale: nullable(batch.locale),
  total,
  state: 'sending',
  served: 0,
  created_at: now,
  finished_at: null,
  requested_by: nullable(batch.requestedBy),
  request_id: nullable(batch.requestId),
  traceparent: nullable(batch.traceparent),
});

export const outcomeColumns = ['email', 'first_name', 'last_name', 'state', 'tries', 'refusal', 'code'] as const;

export const outcomeOf = (row: Pick<RecipientRow, (typeof outcomeColumns)[number]>): RecipientOutcome => ({
  email: row.email,
  firstName: row.first_name,
  lastName: row.last_name,
  state: recipientState.parse(row.state),
  tries: row.tries,
  refusal: refusedWhy.parse(present(row.refusal)),
  code: present(row.code),
});

export const recipientOf = (row: RecipientRow): Recipient => ({
  ...outcomeOf(row),
  batchId: row.batch_id,
  position: row.position,
  locale: present(row.locale),
  roleKey: row.role_key,
  called: row.called === 1,
  knownIds: row.known_ids === null ? undefined : fromJson(ids, row.known_ids),
  checks: row.checks,
  lostAnswers: row.repeats,
  firstTriedAt: present(row.first_tried_at),
  inviteId: present(row.invite_id),
  status: statusSeen.parse(present(row.status)),
  statusAt: present(row.status_at),
  acceptedAt: present(row.accepted_at),
  member: row.member === 1,
});

export const newRecipientRow = (
  { id, tenantId }: NewBatch,
  recipient: NewRecipient,
  position: number,
  now: number,
): RecipientRow => ({
  batch_id: id,
  position,
  tenant_id: tenantId,
  email: recipient.email,
  first_name: recipient.firstName,
  last_name: recipient.lastName,
  locale: nullable(recipient.locale),
  role_key: recipient.roleKey,
  state: 'queued',
  work: 'queued',
  called: 0,
  known_ids: null,
  checks: 0,
  repeats: 0,
  tries: 0,
  first_tried_at: null,
  refusal: null,
  code: null,
  invite_id: null,
  status: null,
  status_at: null,
  accepted_at: null,
  member: 0,
  ...freeUntil(now),
  fence: 0,
});
