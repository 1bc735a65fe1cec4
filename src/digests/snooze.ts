import type { Invite } from '../invites/invite.ts';
import { daysAhead } from './local-day.ts';

/** `left_out`: an expired invite that nobody wants to hear of again, as long as it stays expired. */
export type Snooze = { inviteId: string; kind: 'snoozed' | 'left_out'; until: number; at: number };

/** What the digests of a workspace and tenant do not speak of for a while. */
export interface Snoozes {
  /** A later one for the same invite replaces it. */
  put(where: Where, snoozes: readonly Omit<Snooze, 'at'>[], by: string): Promise<void>;
  /** Those that are not over, by invite id. */
  of(where: Where): Promise<Map<string, Snooze>>;
}
type Where = { teamId: string; tenantId: string };

export const snoozeDays = 3;

/** Snoozed on a Monday, at whatever hour, it is in Thursday's digest again; ms. */
export const snoozedUntil = (now: number, timeZone: string): number => daysAhead(snoozeDays, now, timeZone);

/** After a month no digest speaks of what is expired anyway, ms. */
export const leftOutMs = 31 * 24 * 60 * 60_000;

/** Ids of what nobody wants to hear of again. */
export const leftOut =
  (snoozes: Pick<Snoozes, 'of'>) =>
  async (where: Where): Promise<Set<string>> =>
    new Set(
      [...(await snoozes.of(where)).values()].flatMap(({ kind, inviteId }) => (kind === 'left_out' ? inviteId : [])),
    );

/** Whether the invite is kept quiet at `now`; one that was invited again since it was left out is not. */
export function isQuiet(snooze: Snooze | undefined, invite: Invite, now: number): boolean {
  if (!snooze || snooze.until <= now) return false;
  if (snooze.kind === 'snoozed') return true;
  return invite.status === 'expired' && (invite.statusUpdatedAt ?? invite.createdAt) <= snooze.at;
}
