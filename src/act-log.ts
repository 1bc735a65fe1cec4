import type { Logger } from 'pino';
import type { AuditEntry, AuditLog } from './invites/audit.ts';
import type { Post, PostStore } from './workspaces/post.ts';

/** The same store; each act and each message of ours is one line in the log. */
export const logging = <S extends { audit: AuditLog; posts: PostStore }>(store: S, log: Logger): S => ({
  ...store,
  audit: actLog(store.audit, log),
  posts: postLog(store.posts, log),
});

/** The same audit log; each act is also one line in the program's own, without the address. */
const actLog = (audit: AuditLog, log: Logger): AuditLog => ({
  ...audit,
  async append(entries) {
    await audit.append(entries);
    for (const line of linesOf(entries)) log.info(line, 'act');
  },
});

/** The same store of messages; one that stands in Slack for the first time, or never will, is told. */
const postLog = (posts: PostStore, log: Logger): PostStore => ({
  ...posts,
  async live(post, owner, at) {
    const held = await posts.live(post, owner, at);
    if (held && !post.ts) log.info({ ...told(post), channelId: at.place.channelId, ts: at.ts }, 'posted');
    return held;
  },
  async end(post, owner, state, reason) {
    const held = await posts.end(post, owner, state, reason);
    if (held) log.info({ ...told(post), state, reason }, 'not posted');
    return held;
  },
});

const told = ({ id, kind, teamId, tenantId }: Post) => ({ postId: id, kind, teamId, tenantId });

type Line = Pick<AuditEntry, 'what' | 'requestId' | 'source' | 'teamId' | 'tenantId' | 'slackUserId'> & {
  times: number;
};

/** What came of several addresses at once is one line for each end. */
function linesOf(entries: readonly AuditEntry[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { what, requestId, source, teamId, tenantId, slackUserId } of entries) {
    const key = JSON.stringify([what, requestId, source, teamId, tenantId, slackUserId]);
    const line = lines.get(key) ?? { what, times: 0, requestId, source, teamId, tenantId, slackUserId };
    line.times += 1;
    lines.set(key, line);
  }
  return [...lines.values()];
}
