export type AuditRow = {
  id: string;
  /** Tells apart entries of the same ms. */
  seq: number;
  at: number;
  team_id: string;
  tenant_id: string;
  slack_user_id: string | null;
  roq_user_id: string | null;
  what: string;
  invite_id: string | null;
  email: string | null;
  before: string | null;
  after: string | null;
  reason: string | null;
  request_id: string | null;
  source: string | null;
};

/** What hides a tenant's forgotten addresses. */
export type AddressSaltRow = { tenant_id: string; salt: string };

export type AuditDownloadRow = {
  token_hash: string;
  team_id: string;
  tenant_id: string;
  slack_user_id: string;
  roq_user_id: string;
  from_at: number;
  until_at: number;
  expires_at: number;
};
