import type { AuditLog } from '../invites/audit.ts';
import type { PostStore } from '../workspaces/post.ts';
import type { Metrics } from './metrics.ts';

/** The same audit log; what it is told of invites is counted. */
const countingAudit = (audit: AuditLog, metrics: Pick<Metrics, 'ended'>): AuditLog => ({
  ...audit,
  async append(entries) {
    await audit.append(entries);
    const times = new Map<string, number>();
    for (const { what } of entries) times.set(what, (times.get(what) ?? 0) + 1);
    for (const [what, count] of times) metrics.ended(what, count);
  },
});

/** The same store of messages; each that stands in Slack or comes to another end is counted. */
const countingPosts = (posts: PostStore, metrics: Pick<Metrics, 'posted'>): PostStore => ({
  ...posts,
  async live(post, ...rest) {
    const held = await posts.live(post, ...rest);
    if (held) metrics.posted(post.kind, post.ts ? 'edited' : 'posted');
    return held;
  },
  async end(post, owner, state, reason) {
    const held = await posts.end(post, owner, state, reason);
    if (held) metrics.posted(post.kind, state);
    return held;
  },
});

/** The same store, counted. */
export const counting = <S extends { audit: AuditLog; posts: PostStore }>(store: S, metrics: Metrics): S => ({
  ...store,
  audit: countingAudit(store.audit, metrics),
  posts: countingPosts(store.posts, metrics),
});
