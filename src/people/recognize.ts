import { boundedCache } from '../bounded-cache.ts';
import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import type { Actor, Link, PeopleStore, Person, RoqDirectory, RoqUser, SlackDirectory, SlackUser } from './person.ts';

/** Who Slack says is acting: `teamId` is where the app is installed, `homeTeamId` the person's own workspace. */
export type SlackIdentity = { teamId: string; userId: string; homeTeamId: string };

export type RecognizeDeps = {
  slack: SlackDirectory;
  roq: RoqDirectory;
  people: PeopleStore;
  clock: Clock;
  /** Whether the e-mail address that Slack shows proves who somebody is; else only a mailed code does. */
  trustEmail: boolean;
  /** Hears of a link that no longer holds; it is forgotten already. */
  ended: (link: Link, why: LinkEnd) => Promise<void>;
  /** Only users of this tenant are recognised. */
  tenantId?: string | undefined;
};

/**
 * slack_account: deactivated, or made a guest; roq_account: deactivated, of another tenant, or (for a link by e-mail)
 * under another address or in a workspace that is not trusted any more.
 */
export type LinkEnd = 'slack_account' | 'roq_account';

/** How long a person is taken for who they were, ms: access is lost within this time, in every replica. */
const freshMs = 60_000;

export interface Recognizer {
  /** Throws Problem when nobody in ROQ stands behind this Slack user. May throw RoqError. */
  recognize(identity: SlackIdentity): Promise<Person>;
  /** The Slack user, when they are a full member of the workspace; throws Problem otherwise. */
  member(identity: SlackIdentity): Promise<SlackUser>;
  /** The person as recognised less than a minute ago, without any call. */
  recall(identity: SlackIdentity): Person | undefined;
  forget(identity: SlackIdentity): void;
}

export function recognizer(deps: RecognizeDeps): Recognizer {
  const recent = boundedCache<{ person: Person; at: number }>(5_000);
  const keyOf = (identity: SlackIdentity) => `${identity.teamId}:${identity.userId}`;

  const recall = (identity: SlackIdentity) => {
    const hit = recent.get(keyOf(identity));
    return hit && identity.homeTeamId === identity.teamId && deps.clock.now() - hit.at < freshMs
      ? hit.person
      : undefined;
  };

  return {
    recall,
    member: (identity) => memberOf(deps, identity),
    forget: (identity) => void recent.delete(keyOf(identity)),
    async recognize(identity) {
      const known = recall(identity);
      if (known) return known;
      const slackUser = await memberOf(deps, identity);
      const person = personFrom(slackUser, await roqUserBehind(deps, slackUser));
      recent.set(keyOf(identity), { person, at: deps.clock.now() });
      return person;
    },
  };
}

/** Slack membership is not authority, but its absence ends the matter. */
async function memberOf(deps: RecognizeDeps, identity: SlackIdentity): Promise<SlackUser> {
  if (identity.homeTeamId !== identity.teamId) throw new Problem('not_a_member', { standing: 'stranger' });
  const user = await deps.slack.user(identity.teamId, identity.userId);
  if (!user) throw new Problem('not_a_member', { standing: 'stranger' });
  if (user.standing === 'guest' || user.standing === 'deactivated') {
    const link = await deps.people.find(identity.teamId, identity.userId);
    if (link) await end(deps, link, 'slack_account');
  }
  if (user.standing !== 'member') throw new Problem('not_a_member', { standing: user.standing });
  return user;
}

async function end(deps: RecognizeDeps, link: Link, why: LinkEnd): Promise<void> {
  await deps.people.forget(link.teamId, link.slackUserId);
  await deps.ended(link, why);
}

async function roqUserBehind(deps: RecognizeDeps, slackUser: SlackUser): Promise<RoqUser> {
  const link = await deps.people.find(slackUser.teamId, slackUser.userId);
  const linked = link && (await confirmed(deps, link, slackUser));
  if (linked) return linked;
  if (link) await end(deps, link, 'roq_account');
  if (!deps.trustEmail) throw new Problem('link_first', { ended: link?.proof === 'code' ? 'yes' : undefined });
  return matchByEmail(deps, slackUser, link !== undefined);
}

/**
 * The linked user, when ROQ still has them active in that tenant and, for a link by e-mail, when that proves something
 * here and the address is still the same.
 */
async function confirmed(deps: RecognizeDeps, link: Link, slackUser: SlackUser): Promise<RoqUser | undefined> {
  if (deps.tenantId && link.tenantId !== deps.tenantId) return undefined;
  if (link.proof === 'email' && !deps.trustEmail) return undefined;
  const actor: Actor = { roqUserId: link.roqUserId, tenantId: link.tenantId };
  const user = await deps.roq.user(actor);
  if (!user?.active) return undefined;
  if (link.proof === 'email' && user.email !== slackUser.email?.trim().toLowerCase()) return undefined;
  const { locale } = slackUser;
  await deps.people.touch(link.teamId, link.slackUserId, { checkedAt: deps.clock.now(), locale });
  return user;
}

async function matchByEmail(deps: RecognizeDeps, slackUser: SlackUser, hadLink: boolean): Promise<RoqUser> {
  if (!slackUser.email) throw new Problem('email_unknown');
  const found = await deps.roq.usersByEmail([slackUser.email], deps.tenantId);
  const active = found.filter((user) => user.active && (!deps.tenantId || user.tenantId === deps.tenantId));
  const [user] = active;
  if (!user) throw new Problem(hadLink || found.length > 0 ? 'access_lost' : 'not_linked', { email: slackUser.email });
  // One address in two tenants: guessing would put people into the wrong one.
  if (active.length > 1) throw new Problem('not_linked', { email: slackUser.email });
  const now = deps.clock.now();
  const { teamId, userId: slackUserId, locale } = slackUser;
  const { id: roqUserId, tenantId } = user;
  await deps.people.remember({
    teamId,
    slackUserId,
    roqUserId,
    tenantId,
    proof: 'email',
    linkedAt: now,
    checkedAt: now,
    locale,
  });
  return user;
}

const personFrom = (slackUser: SlackUser, roqUser: RoqUser): Person => ({
  teamId: slackUser.teamId,
  slackUserId: slackUser.userId,
  roqUserId: roqUser.id,
  tenantId: roqUser.tenantId,
  name: slackUser.name,
  email: roqUser.email,
  timeZone: slackUser.timeZone ?? 'UTC',
  locale: slackUser.locale ?? 'en-US',
});
