import { type AuditPage, auditPage } from './audit-page.ts';
import type { AlarmClock } from './clock.ts';
import type { AuditLog } from './invites/audit.ts';
import { auditChannel } from './invites/audit-channel.ts';
import type { AuditDownloads } from './invites/audit-download.ts';
import type { DraftStore } from './invites/draft.ts';
import { retention } from './invites/retention.ts';
import type { Authority } from './people/authority.ts';
import type { Recognizer } from './people/recognize.ts';
import type { Worker } from './worker.ts';
import type { Homes } from './workspaces/home.ts';
import type { PostStore } from './workspaces/post.ts';
import { defaultPrivacy, type SettingsStore } from './workspaces/settings.ts';

export type AuditingDeps = {
  audit: AuditLog;
  auditDownloads: AuditDownloads;
  drafts: DraftStore;
  settings: SettingsStore;
  homes: Pick<Homes, 'prune'>;
  posts: PostStore;
  recognizer: Recognizer;
  authority: Authority;
  clock: AlarmClock;
  wakePosts: () => void;
  onError: (error: unknown) => void;
  publicUrl?: string | undefined;
};

/** What happens to the audit log after it is written: it is told in a channel, exported, and deleted in time. */
export function auditing(deps: AuditingDeps): { workers: Worker[] } & Partial<AuditPage> {
  const { publicUrl } = deps;
  return {
    workers: [retention({ ...deps, defaultDays: defaultPrivacy.retentionDays }), auditChannel(deps)],
    ...(publicUrl === undefined ? {} : auditPage({ ...deps, publicUrl })),
  };
}
