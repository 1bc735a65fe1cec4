import type { Invite } from '../invites/invite.ts';
import type { InviteGateway } from '../invites/ports.ts';
import { namesOf, newestPerAddress } from '../invites/preflight.ts';
import type { Reader, RoqDirectory } from '../people/person.ts';
import type { Digest, DigestContent } from './digest.ts';

export type PendingInvitesDeps = { gateway: InviteGateway; roq: RoqDirectory; clock: { now(): number } };

/** Every pending and expired invite of a tenant that still needs somebody, oldest first, one per address. */
export function pendingInvites(deps: PendingInvitesDeps): Digest {
  return {
    name: 'pending-invites',
    async gather(reader) {
      const readAt = deps.clock.now();
      const open = await deps.gateway.all(reader, { statuses: ['pending', 'expired'] });
      const waiting = await stillWaiting(deps, reader, [...newestPerAddress(open).values()]);
      if (waiting.length === 0) return undefined;
      const content: DigestContent = {
        invites: waiting.sort((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id)),
        inviters: await namesOf(deps.roq, reader.tenantId, waiting),
        tenantName: await deps.roq.tenantName(reader.tenantId),
        readAt,
      };
      return content;
    },
  };
}

/** An expired invite of somebody who has joined since, by another invite or otherwise, needs nobody. */
async function stillWaiting(deps: PendingInvitesDeps, reader: Reader, invites: Invite[]): Promise<Invite[]> {
  const expired = invites.filter((invite) => invite.status === 'expired').map((invite) => invite.email);
  const members = expired.length > 0 ? await deps.roq.usersByEmail(expired, reader.tenantId) : [];
  const joined = new Set(members.filter((user) => user.active).map((user) => user.email));
  return invites.filter((invite) => !joined.has(invite.email));
}
