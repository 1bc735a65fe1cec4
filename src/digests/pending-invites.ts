import type { Invite } from '../invites/invite.ts';
import type { InviteGateway } from '../invites/ports.ts';
import { namesOf, newestPerAddress } from '../invites/preflight.ts';
import type { Reader, RoqDirectory } from '../people/person.ts';
import type { Digest, DigestContent } from './digest.ts';

export type PendingInvitesDeps = { gateway: InviteGateway; roq: RoqDirectory; clock: { now(): number } };

/** Whoever has not been invited again within this time after the expiry will not be: no reason to say it daily, ms. */
const worthSayingMs = 30 * 24 * 60 * 60_000;

/** Every pending and lately expired invite of a tenant that still needs somebody, oldest first, one per address. */
export function pendingInvites(deps: PendingInvitesDeps): Digest {
  return {
    name: 'pending-invites',
    async gather(reader) {
      const readAt = deps.clock.now();
      const open = await deps.gateway.all(reader, { statuses: ['pending', 'expired'] });
      const waiting = await stillWaiting(deps, reader, [...newestPerAddress(open).values()]);
      const worthSaying = waiting.filter((invite) => isRecent(invite, readAt));
      if (worthSaying.length === 0) return undefined;
      const content: DigestContent = {
        invites: worthSaying.sort((a, b) => a.createdAt - b.createdAt || a.id.localeCompare(b.id)),
        inviters: await namesOf(deps.roq, reader.tenantId, worthSaying),
        leftOut: waiting.length - worthSaying.length,
        tenantName: await deps.roq.tenantName(reader.tenantId),
        readAt,
      };
      return content;
    },
  };
}

const isRecent = ({ status, statusUpdatedAt, createdAt }: Invite, now: number): boolean =>
  status === 'pending' || (statusUpdatedAt ?? createdAt) > now - worthSayingMs;

/** An expired invite of somebody who has joined since, by another invite or otherwise, needs nobody. */
async function stillWaiting(deps: PendingInvitesDeps, reader: Reader, invites: Invite[]): Promise<Invite[]> {
  const expired = invites.filter((invite) => invite.status === 'expired').map((invite) => invite.email);
  const members = expired.length > 0 ? await deps.roq.usersByEmail(expired, reader.tenantId) : [];
  const joined = new Set(members.filter((user) => user.active).map((user) => user.email));
  return invites.filter((invite) => !joined.has(invite.email));
}
