export type AuditEntry = {
  at: number;
  teamId: string;
  tenantId: string;
  slackUserId?: string | undefined;
  roqUserId?: string | undefined;
  /** `invite.sent`, `invite.refused`, `invite.unsure`, `resend.done`, `cancel.done`, `settings.saved`, ... */
  what: string;
  inviteId?: string | undefined;
  email?: string | undefined;
  before?: string | undefined;
  after?: string | undefined;
  reason?: string | undefined;
  requestId?: string | undefined;
};

/** Append-only. */
export interface AuditLog {
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** Newest first. */
  aboutEmail(tenantId: string, email: string, limit: number): Promise<AuditEntry[]>;
}
