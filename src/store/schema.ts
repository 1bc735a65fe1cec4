import type { ApprovalRow } from './approval-tables.ts';
import type { AddressSaltRow, AuditDownloadRow, AuditRow } from './audit-rows.ts';
import type { ConsentRow } from './consent-tables.ts';
import type { OwnDigestRow, SnoozeRow } from './digest-tables.ts';
import type { HomeRow } from './home-tables.ts';
import type { EnterpriseTeamRow, InstallationRow, SpentStateRow } from './installation-tables.ts';
import type { LinkCodeRow, LinkPauseRow } from './link-code-tables.ts';
import type { NudgeRow } from './nudge-tables.ts';
import type { ReconcileTurnRow, WebhookArrivalRow } from './reconcile-tables.ts';
import type { ReminderRow, UnremindedRow } from './reminder-tables.ts';
import type { StepRunRow } from './step-run-tables.ts';

/**
 * The tables, as both engines take them: times are UTC epoch ms, flags are 0 or 1, JSON is text.
 * What is queued has a `due_at`: the time of the next try, or the end of the lease while somebody (`owner`) holds it;
 * null when nothing is left to do. `fence` grows with every claim and proves the holder.
 */
export type Tables = {
  installations: InstallationRow;
  enterprise_teams: EnterpriseTeamRow;
  spent_states: SpentStateRow;
  links: LinkRow;
  link_codes: LinkCodeRow;
  link_pauses: LinkPauseRow;
  drafts: DraftRow;
  batches: BatchRow;
  turns: TurnRow;
  recipients: RecipientRow;
  acts: ActRow;
  reconcile_turns: ReconcileTurnRow;
  webhook_arrivals: WebhookArrivalRow;
  mailings: MailingRow;
  posts: PostRow;
  paces: PaceRow;
  usages: UsageRow;
  approvals: ApprovalRow;
  consents: ConsentRow;
  nudges: NudgeRow;
  step_runs: StepRunRow;
  reminders: ReminderRow;
  unreminded: UnremindedRow;
  settings: SettingsRow;
  homes: HomeRow;
  digest_runs: DigestRunRow;
  own_digests: OwnDigestRow;
  snoozes: SnoozeRow;
  audit_entries: AuditRow;
  address_salts: AddressSaltRow;
  audit_downloads: AuditDownloadRow;
};

/** In an order in which rows can be inserted. */
export const primaryKeys: { readonly [Table in keyof Tables]: readonly string[] } = {
  installations: ['id'],
  enterprise_teams: ['team_id'],
  spent_states: ['hash'],
  links: ['team_id', 'slack_user_id'],
  link_codes: ['id'],
  link_pauses: ['key'],
  drafts: ['id'],
  batches: ['id'],
  turns: ['tenant_id'],
  recipients: ['batch_id', 'position'],
  acts: ['id'],
  reconcile_turns: ['tenant_id'],
  webhook_arrivals: ['environment_id'],
  mailings: ['tenant_id', 'email'],
  posts: ['id'],
  paces: ['team_id', 'key'],
  usages: ['tenant_id', 'roq_user_id'],
  approvals: ['id'],
  consents: ['id'],
  nudges: ['invite_id'],
  step_runs: ['id'],
  reminders: ['invite_id'],
  unreminded: ['tenant_id', 'mark'],
  settings: ['team_id', 'tenant_id'],
  homes: ['team_id', 'slack_user_id'],
  digest_runs: ['team_id', 'tenant_id', 'name', 'local_day'],
  own_digests: ['tenant_id', 'roq_user_id'],
  snoozes: ['team_id', 'tenant_id', 'invite_id'],
  audit_entries: ['id'],
  address_salts: ['tenant_id'],
  audit_downloads: ['token_hash'],
};

export type LinkRow = {
  team_id: string;
  slack_user_id: string;
  roq_user_id: string;
  tenant_id: string;
  proof: string;
  linked_at: number;
  checked_at: number;
  locale: string | null;
};

export type PlaceColumns = { channel_id: string | null; channel_kind: string | null };

export type DraftRow = PlaceColumns & {
  id: string;
  team_id: string;
  slack_user_id: string;
  tenant_id: string | null;
  content: string;
  revision: number;
  state: string;
  created_at: number;
  traceparent: string | null;
};

export type BatchRow = PlaceColumns & {
  id: string;
  draft_id: string;
  team_id: string;
  tenant_id: string;
  slack_user_id: string;
  roq_user_id: string;
  inviter_name: string;
  tenant_name: string;
  view_id: string | null;
  role_key: string;
  role_name: string;
  locale: string | null;
  total: number;
  state: string;
  /** The turn at which it was last claimed. */
  served: number;
  created_at: number;
  finished_at: number | null;
  /** Whose request it was, when somebody else approved it. */
  requested_by: string | null;
  request_id: string | null;
  traceparent: string | null;
};

/** The turn at which a tenant was last served; the smallest is next. */
export type TurnRow = { tenant_id: string; served: number };

export type HoldColumns = { owner: string | null; fence: number; due_at: number | null };

export type RecipientRow = HoldColumns & {
  batch_id: string;
  position: number;
  tenant_id: string;
  email: string;
  first_name: string;
  last_name: string;
  locale: string | null;
  role_key: string;
  state: string;
  /** `queued` or `checking`: what to do with it next, also after its holder died. */
  work: string;
  called: number;
  known_ids: string | null;
  checks: number;
  /** Lost answers. */
  repeats: number;
  tries: number;
  first_tried_at: number | null;
  refusal: string | null;
  code: string | null;
  invite_id: string | null;
  status: string | null;
  status_at: number | null;
  accepted_at: number | null;
  member: number;
};

export type ActRow = HoldColumns & {
  id: string;
  kind: string;
  team_id: string;
  tenant_id: string;
  invite_id: string;
  email: string;
  slack_user_id: string;
  actor_name: string;
  roq_user_id: string;
  before: string;
  state: string;
  reason: string | null;
  checks: number;
  created_at: number;
  finished_at: number | null;
  request_id: string | null;
  source: string | null;
};

export type MailingRow = { tenant_id: string; email: string; mailed_at: number };

export type PostRow = HoldColumns &
  PlaceColumns & {
    id: string;
    key: string;
    kind: string;
    subject: string;
    team_id: string;
    tenant_id: string;
    slack_user_id: string | null;
    /** Where Slack counts its messages: the channel, else the person it goes to by DM. */
    lane: string;
    ts: string | null;
    moved_because: string | null;
    state: string;
    wanted: number;
    drawn: number;
    tries: number;
    reason: string | null;
    created_at: number;
    expires_at: number | null;
    traceparent: string | null;
  };

export type PaceRow = { team_id: string; key: string; until: number };

/** How many invites a person handed over on their latest day; without a person, how many ever for the tenant. */
export type UsageRow = { tenant_id: string; roq_user_id: string; local_day: string; used: number };

export type SettingsRow = {
  team_id: string;
  tenant_id: string;
  settings: string;
  /** 1 when the digest is on and has a channel. */
  digest_on: number;
  revision: number;
  updated_by: string;
  updated_at: number;
};

export type DigestRunRow = { team_id: string; tenant_id: string; name: string; local_day: string; started_at: number };
