import type { NewPost } from '../workspaces/post.ts';
import { type DayPlan, localTime } from './local-day.ts';

/** An inviter's digest of their own invites, by direct message; one for each ROQ user. */
export type OwnDigest = DayPlan & {
  tenantId: string;
  roqUserId: string;
  teamId: string;
  slackUserId: string;
  on: boolean;
  /** The local day of the last one. */
  lastDay?: string | undefined;
};

export interface OwnDigests {
  find(tenantId: string, roqUserId: string): Promise<OwnDigest | undefined>;
  /** Inserts or replaces; `lastDay` stays. */
  save(own: Omit<OwnDigest, 'lastDay'>): Promise<void>;
  /** Turns off whatever this Slack user gets. Returns what was on. */
  stop(teamId: string, slackUserId: string): Promise<OwnDigest[]>;
  /** All that are on, in pages by (tenantId, roqUserId). */
  page(after: { tenantId: string; roqUserId: string } | undefined, limit: number): Promise<OwnDigest[]>;
  /** On or off. */
  ofTenant(tenantId: string): Promise<OwnDigest[]>;
  /** Their clocks show another zone's time by now. */
  moved(own: OwnDigest, timeZone: string): Promise<void>;
  /** In one transaction: claims the person's local day, and stores the post. False when that day is taken. */
  start(own: OwnDigest, localDay: string, post: NewPost): Promise<boolean>;
}

/**
 * The rule of one place: what somebody invited is told in their own digest once that has begun, and in the channel's
 * otherwise; on the day of their last one, too, so that nobody is told the same twice in one day of theirs. No
 * membership of a channel has to be known for it.
 */
export function tellsOwn({ on, effectiveFrom, lastDay, timeZone }: OwnDigest, now: number): boolean {
  return (on && now >= effectiveFrom) || lastDay === localTime(now, timeZone).day;
}

/** Of the message that tells a person's digest of one of their days. */
export const ownDigestKey = ({ tenantId, roqUserId }: Pick<OwnDigest, 'tenantId' | 'roqUserId'>, day: string): string =>
  `own-digest:${tenantId}:${roqUserId}:${day}`;
