import type { NewPost } from '../workspaces/post.ts';

/** One local day of one digest of a workspace and tenant. */
export type Run = { teamId: string; tenantId: string; name: string; localDay: string };

/** Which digests were due on which local day; the primary key is what makes a digest happen once. */
export interface RunLog {
  /**
   * Claims the day and stores its post in one transaction.
   * False when that day is taken: by another replica, or before a restart.
   */
  start(run: Run, post: NewPost): Promise<boolean>;
}
