import type { Clock } from '../clock.ts';
import type { SlackDirectory } from '../people/person.ts';
import { dueOn, isZone } from './local-day.ts';
import { type OwnDigest, type OwnDigests, ownDigestKey } from './own-digest.ts';
import { graceMs, type Round, throughPages } from './schedule.ts';

export type OwnRoundDeps = {
  ownDigests: Pick<OwnDigests, 'page' | 'moved' | 'start'>;
  slack: Pick<SlackDirectory, 'user'>;
  clock: Clock;
  /** Whether the app is (still) installed there. */
  serves: (teamId: string) => Promise<boolean>;
  wakePosts: () => void;
  onError: (error: unknown, where: { teamId: string; tenantId: string }) => void;
};

/** Starts the own digest of everybody whose hour has come where they are. */
export const ownRound =
  (deps: OwnRoundDeps): Round =>
  () =>
    throughPages(
      deps.ownDigests.page,
      (own) => startIfDue(deps, own),
      (error, { teamId, tenantId }) => deps.onError(error, { teamId, tenantId }),
    );

async function startIfDue(deps: OwnRoundDeps, stored: OwnDigest): Promise<void> {
  const now = deps.clock.now();
  const mayBe = dueOn(stored, now);
  if (mayBe === undefined || mayBe === stored.lastDay || !(await deps.serves(stored.teamId))) return;
  const own = await whereTheyAre(deps, stored);
  const localDay = dueOn(own, now);
  if (localDay === undefined || localDay === own.lastDay) return;
  const { teamId, tenantId, roqUserId, slackUserId } = own;
  const started = await deps.ownDigests.start(own, localDay, {
    key: ownDigestKey(own, localDay),
    kind: 'own_digest',
    subject: `${roqUserId}:${localDay}`,
    teamId,
    tenantId,
    slackUserId,
    expiresAt: now + graceMs,
  });
  if (started) deps.wakePosts();
}

/** Slack knows where they are today; a journey counts from the first digest after it. */
async function whereTheyAre(deps: OwnRoundDeps, own: OwnDigest): Promise<OwnDigest> {
  const zone = (await deps.slack.user(own.teamId, own.slackUserId))?.timeZone;
  if (zone === undefined || zone === own.timeZone || !isZone(zone)) return own;
  await deps.ownDigests.moved(own, zone);
  return { ...own, timeZone: zone };
}
