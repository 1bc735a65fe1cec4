import { z } from 'zod';
import {
  type HeldStepRun,
  type NewStepRun,
  type StepEnd,
  type StepRun,
  stepStates,
  stepStatuses,
  stepWhys,
} from '../invites/step-run.ts';
import { freeUntil, nullable, present } from './columns.ts';
import type { StepRunRow } from './step-run-tables.ts';

const state = z.enum(stepStates);
const status = z.enum(stepStatuses);
const why = z.enum(stepWhys);

export const newStepRunRow = (run: NewStepRun, now: number): StepRunRow => ({
  id: run.id,
  execution_id: run.executionId,
  team_id: run.teamId,
  slack_user_id: run.slackUserId,
  email: run.email,
  role_word: run.roleWord,
  reason: run.reason,
  ...{ tenant_id: '', tenant_name: '', invitee_name: '', role_key: '', role_name: '' },
  ...{ state: 'new', created_at: now, expires_at: null, decided_at: null, batch_id: null, request_id: null },
  ...{ status: null, why: null, invite_id: null, tries: 0, fence: 0 },
  ...freeUntil(now),
});

export const stepRunOf = (row: StepRunRow): StepRun => ({
  id: row.id,
  executionId: row.execution_id,
  teamId: row.team_id,
  tenantId: row.tenant_id,
  tenantName: row.tenant_name,
  slackUserId: row.slack_user_id,
  email: row.email,
  inviteeName: row.invitee_name,
  roleWord: row.role_word,
  roleKey: row.role_key,
  roleName: row.role_name,
  reason: row.reason,
  state: state.parse(row.state),
  createdAt: row.created_at,
  expiresAt: present(row.expires_at),
  decidedAt: present(row.decided_at),
  batchId: present(row.batch_id),
  requestId: present(row.request_id),
  end: endOf(row),
  tries: row.tries,
});

const endOf = (row: StepRunRow): StepEnd | undefined =>
  row.status === null
    ? undefined
    : {
        status: status.parse(row.status),
        why: row.why === null ? undefined : why.parse(row.why),
        inviteId: present(row.invite_id),
      };

/** The address and what the workflow wrote are not kept beside what came of them. */
export const endedColumns = (end: StepEnd, now: number) => ({
  ...{ state: 'ended', email: '', invitee_name: '', reason: '', tries: 0 },
  ...{ status: end.status, why: nullable(end.why), invite_id: nullable(end.inviteId) },
  ...freeUntil(now),
});

export const heldStepRunOf = (row: StepRunRow): HeldStepRun => ({ ...stepRunOf(row), fence: row.fence });
