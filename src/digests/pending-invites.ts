import type { ActStore, Mailings } from '../invites/act.ts';
import { isGivenUp } from '../invites/given-up.ts';
import type { Invite } from '../invites/invite.ts';
import type { InviteGateway } from '../invites/ports.ts';
import { namesOf, newestPerAddress } from '../invites/preflight.ts';
import type { Reader, RoqDirectory } from '../people/person.ts';
import { digestSettings, type SettingsStore } from '../workspaces/settings.ts';
import type { DigestContent, DigestRow, Digests } from './digest.ts';
import { type OwnDigests, tellsOwn } from './own-digest.ts';
import { isQuiet, type Snooze, type Snoozes } from './snooze.ts';

export type PendingInvitesDeps = {
  gateway: InviteGateway;
  roq: RoqDirectory;
  acts: Pick<ActStore, 'resends'>;
  mailings: Pick<Mailings, 'lastMailed'>;
  snoozes: Snoozes;
  ownDigests: Pick<OwnDigests, 'ofTenant'>;
  settings: Pick<SettingsStore, 'find'>;
  /** Whether the app is (still) installed there. */
  serves: (teamId: string) => Promise<boolean>;
  clock: { now(): number };
};

const day = 24 * 60 * 60_000;
/** Whoever has not been invited again within this time after the expiry will not be: no reason to say it daily, ms. */
const worthSayingMs = 30 * day;
/** ROQ's cap on one read. */
const longestRead = 1_000;

/** Every pending and lately expired invite of a tenant that still needs somebody, oldest first, one per address. */
export function pendingInvites(deps: PendingInvitesDeps): Digests {
  const olderThanDays = async (where: { teamId: string; tenantId: string }) =>
    (await deps.settings.find(where.teamId, where.tenantId))?.settings.digest.olderThanDays ?? usualDays;
  return {
    async ofChannel(where, since) {
      return gather(deps, {
        ...where,
        reader: { tenantId: where.tenantId },
        without: await toldByOwn(deps, where.tenantId),
        olderThanMs: (await olderThanDays(where)) * day,
        since,
      });
    },
    ofPerson: async (person, since) =>
      gather(deps, {
        teamId: person.teamId,
        reader: person,
        createdBy: person.roqUserId,
        without: new Set(),
        olderThanMs: (await olderThanDays(person)) * day,
        since,
      }),
  };
}

const usualDays = digestSettings.shape.olderThanDays.parse(undefined);

/** ROQ users whose invites their own digest tells of. */
async function toldByOwn(deps: PendingInvitesDeps, tenantId: string): Promise<Set<string>> {
  const now = deps.clock.now();
  const own = (await deps.ownDigests.ofTenant(tenantId)).filter((each) => tellsOwn(each, now));
  const served = new Set<string>();
  for (const teamId of new Set(own.map((each) => each.teamId))) if (await deps.serves(teamId)) served.add(teamId);
  return new Set(own.filter(({ teamId }) => served.has(teamId)).map(({ roqUserId }) => roqUserId));
}

type About = {
  teamId: string;
  /** As whom ROQ is read. */
  reader: Reader;
  /** Only what this ROQ user created. */
  createdBy?: string;
  /** Not what these ROQ users created. */
  without: ReadonlySet<string>;
  olderThanMs: number;
  since: number | undefined;
};

async function gather(deps: PendingInvitesDeps, about: About): Promise<DigestContent> {
  const readAt = deps.clock.now();
  const { tenantId } = about.reader;
  const [found, tenantName] = await Promise.all([waitingInvites(deps, about, readAt), deps.roq.tenantName(tenantId)]);
  const { told, snoozed } = found;
  const heard = told.filter((invite) => !snoozed.has(invite.id));
  const needed = await needing(deps, about, heard, readAt);
  const pending = told.filter((invite) => invite.status === 'pending').length;
  const givenUp = ({ resends, invite }: DigestRow) => isGivenUp(invite, resends, readAt);
  const invites = needed.map(({ invite }) => invite);
  const [inviters, news] = await Promise.all([namesOf(deps.roq, tenantId, invites), newsSince(deps, about, told)]);
  return {
    tenantName,
    readAt,
    rows: needed.filter((row) => !givenUp(row)),
    proposals: needed.filter(givenUp),
    inviters,
    pending,
    expired: told.length - pending,
    total: found.total,
    snoozed: snoozed.size,
    elsewhere: found.elsewhere,
    leftOut: found.leftOut,
    news,
  };
}

/** What is waiting, as far as it is told here: one invite per address, without what nobody wants to hear of again. */
async function waitingInvites(deps: PendingInvitesDeps, about: About, now: number) {
  const { reader, teamId, without } = about;
  const query = { statuses: ['pending', 'expired'], ...createdBy(about) } as const;
  const [open, kept] = await Promise.all([
    deps.gateway.all(reader, query),
    deps.snoozes.of({ teamId, tenantId: reader.tenantId }),
  ]);
  const isKept = (kind: Snooze['kind'], invite: Invite) =>
    kept.get(invite.id)?.kind === kind && isQuiet(kept.get(invite.id), invite, now);
  const wanted = [...newestPerAddress(open).values()].filter((invite) => !isKept('left_out', invite));
  const waiting = await stillWaiting(deps, reader, wanted);
  const recent = waiting.filter((invite) => isRecent(invite, now));
  const told = recent.filter((invite) => !without.has(invite.createdByUserId));
  return {
    told,
    snoozed: new Set(told.filter((invite) => isKept('snoozed', invite)).map(({ id }) => id)),
    total: open.length,
    elsewhere: recent.length - told.length,
    leftOut: waiting.length - recent.length,
  };
}

const createdBy = ({ createdBy }: About) => (createdBy === undefined ? {} : { createdBy });

const isRecent = ({ status, statusUpdatedAt, createdAt }: Invite, now: number): boolean =>
  status === 'pending' || (statusUpdatedAt ?? createdAt) > now - worthSayingMs;

/** An expired invite of somebody who has joined since, by another invite or otherwise, needs nobody. */
async function stillWaiting(deps: PendingInvitesDeps, reader: Reader, invites: Invite[]): Promise<Invite[]> {
  const expired = invites.filter((invite) => invite.status === 'expired').map((invite) => invite.email);
  const members = expired.length > 0 ? await deps.roq.usersByEmail(expired, reader.tenantId) : [];
  const joined = new Set(members.filter((user) => user.active).map((user) => user.email));
  return invites.filter((invite) => !joined.has(invite.email));
}

/** Those that expired or have not answered for long; oldest first. */
async function needing(
  deps: PendingInvitesDeps,
  about: About,
  told: readonly Invite[],
  now: number,
): Promise<DigestRow[]> {
  const { tenantId } = about.reader;
  const emails = told.filter(({ status }) => status === 'pending').map(({ email }) => email);
  const mailed = await deps.mailings.lastMailed(tenantId, emails);
  const rows = told
    .map((invite) => ({ invite, since: waitingSince(invite, mailed.get(invite.email)) }))
    .filter(({ invite, since }) => invite.status === 'expired' || now - since >= about.olderThanMs);
  const ids = rows.map(({ invite }) => invite.id);
  const resends = await deps.acts.resends(tenantId, ids);
  rows.sort((a, b) => a.invite.createdAt - b.invite.createdAt || a.invite.id.localeCompare(b.invite.id));
  return rows.map((row) => ({ ...row, resends: resends.get(row.invite.id) ?? 0 }));
}

/** Since its expiry; or since the last mail of which ROQ or this app knows. */
const waitingSince = ({ status, createdAt, statusUpdatedAt }: Invite, mailedAt = 0): number =>
  status === 'expired' ? (statusUpdatedAt ?? createdAt) : Math.max(createdAt, statusUpdatedAt ?? 0, mailedAt);

/** What was sent, joined or expired since the last digest. */
async function newsSince(
  deps: PendingInvitesDeps,
  about: About,
  told: readonly Invite[],
): Promise<DigestContent['news']> {
  const { since, reader, without } = about;
  if (since === undefined) return undefined;
  const query = { statuses: ['accepted'], order: 'newest', limit: longestRead, ...createdBy(about) } as const;
  const { invites, total } = await deps.gateway.list(reader, query);
  const accepted = invites.filter((invite) => !without.has(invite.createdByUserId));
  const changed = (invite: Invite) => (invite.statusUpdatedAt ?? invite.createdAt) > since;
  return {
    sent: [...told, ...accepted].filter((invite) => invite.createdAt > since).length,
    ...(total <= invites.length ? { joined: accepted.filter(changed).length } : {}),
    expired: told.filter((invite) => invite.status === 'expired' && changed(invite)).length,
  };
}
