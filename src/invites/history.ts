import type { Person, RoqDirectory } from '../people/person.ts';
import type { AuditEntry, AuditLog } from './audit.ts';
import type { AddressMemory } from './forgotten.ts';
import type { Invite } from './invite.ts';
import type { InviteGateway } from './ports.ts';
import { namesOf } from './preflight.ts';

export type HistoryDeps = {
  gateway: InviteGateway;
  roq: RoqDirectory;
  audit: AuditLog;
  addressMemory: AddressMemory;
  clock: { now(): number };
};

export type History = {
  email: string;
  /** Every invite of the address that ROQ shows this person, newest first. */
  invites: Invite[];
  /** Inviters' names by ROQ user id. */
  inviters: Map<string, string>;
  /** One page, newest first. */
  entries: AuditEntry[];
  total: number;
  page: number;
  pages: number;
  /** Whether this person sees only what is their own. */
  ownOnly: boolean;
  readAt: number;
};

export const entriesOnPage = 10;
/** What a view tells of at most; an export has the rest. */
const longest = 1_000;

/**
 * What happened to one address, as far as this person may see it: everything, or (`ownOnly`)
 * their own acts and what was done to invites that ROQ shows them. May throw RoqError.
 */
export async function history(
  deps: HistoryDeps,
  person: Person,
  ownOnly: boolean,
  about: { email: string; page: number },
): Promise<History> {
  const { email } = about;
  const readAt = deps.clock.now();
  const mark = await deps.addressMemory.mark(person.tenantId, email);
  const [invites, all] = await Promise.all([
    deps.gateway.all(person, { emails: [email] }),
    deps.audit.about(person.tenantId, [email, mark], longest),
  ]);
  const ids = new Set(invites.map((invite) => invite.id));
  const seen = ownOnly ? all.filter((entry) => isOwn(entry, person, ids)) : all;
  const pages = Math.max(1, Math.ceil(seen.length / entriesOnPage));
  const page = Math.min(about.page, pages - 1);
  return {
    email,
    invites: invites.sort((a, b) => b.createdAt - a.createdAt || a.id.localeCompare(b.id)),
    inviters: await namesOf(deps.roq, person.tenantId, invites),
    entries: seen.slice(page * entriesOnPage, (page + 1) * entriesOnPage),
    total: seen.length,
    page,
    pages,
    ownOnly,
    readAt,
  };
}

const isOwn = (entry: AuditEntry, person: Person, visible: ReadonlySet<string>): boolean =>
  entry.roqUserId === person.roqUserId || (entry.inviteId !== undefined && visible.has(entry.inviteId));
