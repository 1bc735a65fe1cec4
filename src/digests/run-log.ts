import type { NewPost } from '../workspaces/post.ts';

/** Which digests were due on which local day; the primary key is what makes a digest happen once. */
export interface RunLog {
  /**
   * Claims (team, tenant, digest name, local day) and stores its post in one transaction.
   * False when that day is taken: by another replica, or before a restart.
   */
  start(run: { teamId: string; tenantId: string; name: string; localDay: string }, post: NewPost): Promise<boolean>;
}
