import type { Period } from './audit.ts';

/** An export that waits to be fetched by whoever asked for it. */
export type AuditDownload = Period & { teamId: string; tenantId: string; slackUserId: string; roqUserId: string };

/** Kept under the hash of a token that only the link holds. */
export interface AuditDownloads {
  offer(tokenHash: string, download: AuditDownload, lifeMs: number): Promise<void>;
  /** Once: `undefined` when it was fetched, is too old, or never was. */
  redeem(tokenHash: string): Promise<AuditDownload | undefined>;
  /** Deletes what nobody fetched in time. */
  prune(): Promise<void>;
}
