import type { Person } from '../people/person.ts';
import { type Invite, type InviteStatus, inviteStatuses } from './invite.ts';
import type { InviteGateway } from './ports.ts';

export type Summary = { counts: Record<InviteStatus, number>; oldestPending?: Invite | undefined; readAt: number };

/** Counts per status and the oldest pending invite, as far as ROQ lets this person see: four reads at once. */
export async function summarize(
  deps: { gateway: InviteGateway; clock: { now(): number } },
  person: Person,
): Promise<Summary> {
  const readAt = deps.clock.now();
  const pages = await Promise.all(
    inviteStatuses.map((status) => deps.gateway.list(person, { statuses: [status], order: 'oldest', limit: 1 })),
  );
  const counts = { pending: 0, accepted: 0, expired: 0, canceled: 0 };
  for (const [index, status] of inviteStatuses.entries()) counts[status] = pages[index]?.total ?? 0;
  return { counts, oldestPending: pages[0]?.invites[0], readAt };
}
