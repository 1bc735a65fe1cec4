export type AuditEntry = {
  at: number;
  teamId: string;
  /** Empty when it is not known whose ROQ user acted. */
  tenantId: string;
  slackUserId?: string | undefined;
  roqUserId?: string | undefined;
  /** `invite.sent`, `invite.refused`, `invite.unsure`, `resend.done`, `cancel.done`, `settings.saved`, `refused`, ... */
  what: string;
  inviteId?: string | undefined;
  /** An address, or the mark of one that was forgotten. */
  email?: string | undefined;
  before?: string | undefined;
  after?: string | undefined;
  reason?: string | undefined;
  requestId?: string | undefined;
  /** The command, message, view or batch it began in: `command C1`, `message C1 1700000000.1`, `view settings`. */
  source?: string | undefined;
};

/** The request something was asked with, and the command, message or view it was asked from. */
export type Origin = Pick<AuditEntry, 'requestId' | 'source'>;
export const originOf = ({ requestId, source }: Origin): Origin => ({ requestId, source });

/** What somebody was refused, as against what was done. */
export const refusedAct = 'refused';

export type Period = { from: number; until: number };
type Tenant = { teamId: string; tenantId: string };

/** Append-only: entries are never changed but by forgetting an address, and deleted only by their age. */
export interface AuditLog {
  append(entries: readonly AuditEntry[]): Promise<void>;
  /** Newest first, of any of these addresses or marks. */
  about(tenantId: string, emails: readonly string[], limit: number): Promise<AuditEntry[]>;
  /**
   * Oldest first: from `from` on and before `until`, ms. With entries of people of this workspace in whom no ROQ user
   * was found, unless told otherwise.
   */
  period(of: Tenant, period: Period, limit: number, strangers?: boolean): Promise<AuditEntry[]>;
  /** Every workspace and tenant that has entries. */
  owners(): Promise<Tenant[]>;
  /** Deletes what is older than this, ms; returns how many. */
  prune(of: Tenant, before: number): Promise<number>;
}
