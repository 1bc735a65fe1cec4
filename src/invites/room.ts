import type { Clock } from '../clock.ts';
import type { Actor } from '../people/person.ts';
import type { Rules } from '../workspaces/rules.ts';
import type { InviteGateway } from './ports.ts';
import type { Claim, Usage } from './usage.ts';

export type RoomDeps = {
  gateway: InviteGateway;
  usage: Usage;
  clock: Clock;
  /** YYYY-MM-DD there and then. */
  localDay: (now: number, timeZone: string) => string;
};

/** How many more may go; Infinity where there is no limit. */
export type Room = { quota: number; cap: number; claim: Pick<Claim, 'tenantId' | 'cap'> & { localDay: string } };

/** What a person may still send today, and what the tenant still takes. May throw RoqError. */
export async function roomFor(deps: RoomDeps, { tenantId, roqUserId }: Actor, rules: Rules): Promise<Room> {
  const localDay = deps.localDay(deps.clock.now(), rules.timeZone);
  const used = await deps.usage.read(tenantId, roqUserId, localDay);
  const quota = rules.quotaPerDay > 0 ? Math.max(0, rules.quotaPerDay - used.today) : Number.POSITIVE_INFINITY;
  if (rules.pendingCap === 0) return { quota, cap: Number.POSITIVE_INFINITY, claim: { tenantId, localDay } };
  // Read last: an invite that is being sent meanwhile counts twice rather than never.
  const { total } = await deps.gateway.list({ tenantId }, { statuses: ['pending'], limit: 1 });
  const pending = total + used.outstanding;
  return {
    quota,
    cap: Math.max(0, rules.pendingCap - pending),
    claim: { tenantId, localDay, cap: { limit: rules.pendingCap, pending, handedOver: used.handedOver } },
  };
}

/** The claim of a person who hands over so many invites, `asked` of which wait for a second person. */
export const claimOf = (
  { claim: { localDay, ...tenant } }: Room,
  { roqUserId }: Actor,
  rules: Rules,
  { mails, asked }: { mails: number; asked: number },
): Claim => ({
  ...tenant,
  mails,
  person: { roqUserId, localDay, count: mails + asked, quota: rules.quotaPerDay },
});
