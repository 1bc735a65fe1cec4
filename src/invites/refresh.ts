import type { Clock } from '../clock.ts';
import type { PostStore } from '../workspaces/post.ts';
import type { Batch, BatchStore } from './batch.ts';
import type { Invite } from './invite.ts';
import type { InviteGateway } from './ports.ts';

export type SawDeps = { batches: BatchStore; posts: PostStore; clock: Clock; wakePosts: () => void };

/** Takes note of what ROQ says of these invites, and has every card that shows one of them drawn again. */
export async function saw(deps: SawDeps, tenantId: string, invites: readonly Invite[]): Promise<void> {
  const at = deps.clock.now();
  const seen = invites.map((invite) => ({ inviteId: invite.id, status: invite.status, at }));
  const batchIds = seen.length > 0 ? await deps.batches.saw(tenantId, seen) : [];
  if (batchIds.length === 0) return;
  await deps.posts.touch('batch', batchIds);
  deps.wakePosts();
}

const readAtOnce = 1_000;

/** Reads every invite of a batch from ROQ again. May throw RoqError. */
export async function refreshInvites(deps: SawDeps & { gateway: InviteGateway }, batch: Batch): Promise<void> {
  for (let offset = 0; offset < batch.total; offset += readAtOnce) {
    const rows = await deps.batches.recipients(batch.id, { states: ['sent'], limit: readAtOnce, offset });
    const ids = rows.flatMap((row) => row.inviteId ?? []);
    if (ids.length > 0) await saw(deps, batch.tenantId, await deps.gateway.all({ tenantId: batch.tenantId }, { ids }));
  }
}
