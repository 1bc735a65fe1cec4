import type { Person, RoqDirectory } from '../people/person.ts';
import type { Mailings } from './act.ts';
import { type Browsed, browse } from './browse.ts';
import type { Invite, InviteStatus } from './invite.ts';
import type { InviteGateway, InvitePage } from './ports.ts';
import { namesOf, newestPerAddress } from './preflight.ts';

export type OverviewDeps = {
  gateway: InviteGateway;
  roq: RoqDirectory;
  mailings: Pick<Mailings, 'lastMailed'>;
  clock: { now(): number };
};

export type OverviewFilter = { statuses: readonly InviteStatus[]; text: string; page: number; mine: boolean };

/** What counts as needing somebody, as in the workspace's digests. */
export type Attention = {
  /** A pending invite does when its last mail is older, ms. */
  olderThanMs: number;
  /** Whether somebody asked not to hear of it for now. */
  isQuiet: (invite: Invite, now: number) => boolean;
};

/** An invite that somebody should do something about; `since` is its last mail, or its expiry, ms. */
export type NeedyInvite = { invite: Invite; since: number };

/** A tenant's invites at a glance, as far as ROQ lets this person see. */
export type Overview = {
  counts: Record<InviteStatus, number>;
  /** Those that have waited longest first. */
  needy: NeedyInvite[];
  /** There may be more than those in `needy`. */
  maybeMore: boolean;
  listed: Browsed;
  /** Inviters' names by ROQ user id. */
  inviters: ReadonlyMap<string, string>;
  readAt: number;
};

export const overviewPageSize = 10;
const day = 24 * 60 * 60_000;
/** Whoever has not been invited again within this time after the expiry will not be, ms. */
const worthSayingMs = 30 * day;
/** Read of each kind that may need somebody. */
const looked = 50;

/** Nine reads at most, however many invites there are: the counts are ROQ's own totals. May throw RoqError. */
export async function overview(
  deps: OverviewDeps,
  person: Person,
  filter: OverviewFilter,
  attention: Attention,
): Promise<Overview> {
  const readAt = deps.clock.now();
  const createdBy = filter.mine ? person.roqUserId : undefined;
  const whose = createdBy === undefined ? {} : { createdBy };
  const look = (status: InviteStatus, order: 'oldest' | 'newest', limit: number) =>
    deps.gateway.list(person, { statuses: [status], order, limit, ...whose });
  const [pending, expired, accepted, canceled, listed] = await Promise.all([
    look('pending', 'oldest', looked),
    look('expired', 'newest', looked),
    look('accepted', 'newest', 1),
    look('canceled', 'newest', 1),
    browse(deps, person, { ...filter, createdBy, size: overviewPageSize }),
  ]);
  const counts = {
    ...{ pending: pending.total, accepted: accepted.total },
    ...{ expired: expired.total, canceled: canceled.total },
  };
  const { needy, maybeMore } = await needing(deps, person, { pending, expired }, readAt, attention);
  const strangers = needy.map(({ invite }) => invite).filter(({ createdByUserId: by }) => !listed.inviters.has(by));
  const inviters = new Map([...listed.inviters, ...(await namesOf(deps.roq, person.tenantId, strangers))]);
  return { counts, needy, maybeMore, listed, inviters, readAt };
}

async function needing(
  deps: OverviewDeps,
  { tenantId }: Person,
  { pending, expired }: { pending: InvitePage; expired: InvitePage },
  now: number,
  { olderThanMs, isQuiet }: Attention,
): Promise<Pick<Overview, 'needy' | 'maybeMore'>> {
  const open = [...newestPerAddress([...pending.invites, ...expired.invites]).values()];
  const mailed = await deps.mailings.lastMailed(
    tenantId,
    open.map(({ email }) => email),
  );
  const needy = open
    .map((invite) => ({ invite, since: waitingSince(invite, mailed.get(invite.email)) }))
    .filter(({ invite, since }) => now - since >= olderThanMs || invite.status === 'expired')
    .filter(({ invite, since }) => now - since < worthSayingMs || invite.status === 'pending')
    .filter(({ invite }) => !isQuiet(invite, now));
  const joined = await joinedAmong(deps, tenantId, needy);
  const left = needy.filter(({ invite }) => !joined.has(invite.email));
  left.sort((a, b) => a.since - b.since || a.invite.id.localeCompare(b.invite.id));
  const cut = ({ invites, total }: InvitePage) => total > invites.length;
  return { needy: left, maybeMore: cut(pending) || cut(expired) };
}

/** Since its expiry; or since the last mail of which ROQ or this app knows. */
const waitingSince = ({ status, createdAt, statusUpdatedAt = 0 }: Invite, mailedAt = 0): number =>
  status === 'expired' ? statusUpdatedAt || createdAt : Math.max(createdAt, statusUpdatedAt, mailedAt);

/** An expired invite of somebody who has joined since needs nobody. */
async function joinedAmong(deps: OverviewDeps, tenantId: string, needy: readonly NeedyInvite[]): Promise<Set<string>> {
  const expired = needy.filter(({ invite }) => invite.status === 'expired').map(({ invite }) => invite.email);
  const users = expired.length > 0 ? await deps.roq.usersByEmail(expired, tenantId) : [];
  return new Set(users.filter((user) => user.active).map((user) => user.email));
}
