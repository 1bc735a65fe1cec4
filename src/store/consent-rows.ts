import { z } from 'zod';
import {
  type Consent,
  consentLastsMs,
  consentRefusals,
  type HeldConsent,
  type NewConsent,
} from '../invites/consent.ts';
import { nullable, present } from './columns.ts';
import type { ConsentRow } from './consent-tables.ts';

const state = z.enum(['open', 'yes', 'sent', 'asked', 'refused', 'no', 'expired', 'withdrawn']);
const refusal = z.enum(consentRefusals);

export const newConsentRow = (consent: NewConsent, now: number): ConsentRow => ({
  id: consent.id,
  group_id: consent.groupId,
  team_id: consent.teamId,
  tenant_id: consent.tenantId,
  slack_user_id: consent.slackUserId,
  roq_user_id: consent.roqUserId,
  inviter_name: consent.inviterName,
  tenant_name: consent.tenantName,
  role_key: consent.roleKey,
  role_name: consent.roleName,
  locale: nullable(consent.locale),
  reason: nullable(consent.reason),
  invitee_id: consent.inviteeId,
  invitee_name: consent.inviteeName,
  email: consent.email,
  other_address: 0,
  state: 'open',
  created_at: now,
  expires_at: now + consentLastsMs,
  decided_at: null,
  batch_id: null,
  request_id: null,
  refusal: null,
  owner: null,
  fence: 0,
  due_at: now + consentLastsMs,
});

export const consentOf = (row: ConsentRow): Consent => ({
  id: row.id,
  groupId: row.group_id,
  teamId: row.team_id,
  tenantId: row.tenant_id,
  slackUserId: row.slack_user_id,
  roqUserId: row.roq_user_id,
  inviterName: row.inviter_name,
  tenantName: row.tenant_name,
  roleKey: row.role_key,
  roleName: row.role_name,
  locale: present(row.locale),
  reason: present(row.reason),
  inviteeId: row.invitee_id,
  inviteeName: row.invitee_name,
  email: row.email,
  otherAddress: row.other_address === 1,
  state: state.parse(row.state),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  decidedAt: present(row.decided_at),
  batchId: present(row.batch_id),
  requestId: present(row.request_id),
  refusal: row.refusal === null ? undefined : refusal.parse(row.refusal),
});

export const heldConsentOf = (row: ConsentRow): HeldConsent => ({ ...consentOf(row), fence: row.fence });
