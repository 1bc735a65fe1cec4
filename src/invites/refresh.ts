import type { Clock } from '../clock.ts';
import type { RoqDirectory } from '../people/person.ts';
import type { PostStore } from '../workspaces/post.ts';
import type { Batch, BatchStore } from './batch.ts';
import type { Invite } from './invite.ts';
import { joinedPost } from './joined.ts';
import type { InviteGateway } from './ports.ts';

export type SawDeps = {
  batches: BatchStore;
  posts: PostStore;
  clock: Clock;
  wakePosts: () => void;
  /** Invites of this tenant are not what they were: what shows them besides cards and digests follows. */
  moved: (tenantId: string) => void;
};

export type Reading = {
  /** When the reading began, ms: a slow one must not win over what was read meanwhile. */
  at: number;
  /** Addresses that are known to have a user. */
  members?: ReadonlySet<string>;
  /** Cards that say the same as before are left as they are; digests follow what is new. */
  onlyMoved?: boolean;
};

/**
 * Takes note of what ROQ says of these invites, and has every card that shows one of them drawn again; whoever invited
 * somebody who has accepted gets a word. Returns how many cards say something else now.
 */
export async function saw(
  deps: SawDeps,
  tenantId: string,
  invites: readonly Invite[],
  reading: Reading = { at: deps.clock.now() },
): Promise<number> {
  if (invites.length === 0) return 0;
  const seen = invites.map((invite) => ({
    inviteId: invite.id,
    status: invite.status,
    at: reading.at,
    member: invite.acceptedByUserId !== undefined || reading.members?.has(invite.email) === true,
  }));
  const digestsMs = reading.onlyMoved ? digestsFollowMs : undefined;
  const { shown, moved } = await deps.batches.saw(tenantId, seen, joinedPost, digestsMs);
  const sameAsBefore = reading.onlyMoved ? [] : shown.filter((id) => !moved.includes(id));
  if (sameAsBefore.length > 0) await deps.posts.touch('batch', sameAsBefore);
  if (sameAsBefore.length > 0 || moved.length > 0) deps.wakePosts();
  if (moved.length > 0 || !reading.onlyMoved) deps.moved(tenantId);
  return moved.length;
}

const readAtOnce = 1_000;

/** Reads every invite of a batch from ROQ again. May throw RoqError. */
export async function refreshInvites(deps: SawDeps & { gateway: InviteGateway }, batch: Batch): Promise<void> {
  for (let offset = 0; offset < batch.total; offset += readAtOnce) {
    const rows = await deps.batches.recipients(batch.id, { states: ['sent'], limit: readAtOnce, offset });
    const ids = rows.flatMap((row) => row.inviteId ?? []);
    const at = deps.clock.now();
    if (ids.length === 0) continue;
    await saw(deps, batch.tenantId, await deps.gateway.all({ tenantId: batch.tenantId }, { ids }), { at });
  }
}

export type FollowDeps = SawDeps & {
  gateway: InviteGateway;
  roq: Pick<RoqDirectory, 'usersByEmail'>;
  stats: FollowStats;
};

/** What following ROQ has cost and brought since the start. */
export type FollowStats = {
  webhooks: number;
  hintsDropped: number;
  hintReads: number;
  reconcileReads: number;
  userReads: number;
  cardsMoved: number;
};
export const newFollowStats = (): FollowStats => ({
  webhooks: 0,
  hintsDropped: 0,
  hintReads: 0,
  reconcileReads: 0,
  userReads: 0,
  cardsMoved: 0,
});

/** Digests older than this stay as they are, ms. */
const digestsFollowMs = 36 * 60 * 60_000;

/** As the service reads these invites, and the users that accepted ones lack; cards and digests follow what moved. */
export async function follow(
  deps: FollowDeps,
  tenantId: string,
  ids: readonly string[],
  why: { counted: 'hintReads' | 'reconcileReads'; asksUsers: boolean },
): Promise<{ invites: Invite[]; moved: number }> {
  const at = deps.clock.now();
  deps.stats[why.counted] += 1;
  const invites = await deps.gateway.all({ tenantId }, { ids });
  const members = why.asksUsers ? await membersAmong(deps, tenantId, invites) : new Set<string>();
  const moved = await saw(deps, tenantId, invites, { at, members, onlyMoved: true });
  deps.stats.cardsMoved += moved;
  return { invites, moved };
}

export async function followDigests(
  deps: Pick<SawDeps, 'posts' | 'wakePosts' | 'moved'>,
  tenantId: string,
): Promise<void> {
  deps.moved(tenantId);
  await deps.posts.touchDigests(tenantId, digestsFollowMs);
  deps.wakePosts();
}

async function membersAmong(deps: FollowDeps, tenantId: string, invites: readonly Invite[]): Promise<Set<string>> {
  const unmet = invites.filter((invite) => invite.status === 'accepted' && invite.acceptedByUserId === undefined);
  if (unmet.length === 0) return new Set();
  deps.stats.userReads += 1;
  const users = await deps.roq.usersByEmail(
    unmet.map((invite) => invite.email),
    tenantId,
  );
  return new Set(users.filter((user) => user.active).map((user) => user.email));
}
