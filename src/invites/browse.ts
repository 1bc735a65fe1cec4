import type { Person, RoqDirectory } from '../people/person.ts';
import type { Invite, InviteStatus } from './invite.ts';
import type { InviteGateway, InviteQuery } from './ports.ts';
import { namesOf } from './preflight.ts';

export type BrowseFilter = { statuses: readonly InviteStatus[]; text: string; page: number };
export type Browsed = {
  invites: Invite[];
  /** Inviters' names by ROQ user id. */
  inviters: Map<string, string>;
  total: number;
  page: number;
  pages: number;
  readAt: number;
};
export const pageSize = 12;
/** The whole pages that fit into one read (ROQ's cap is 1000). */
const chunk = Math.floor(1000 / pageSize) * pageSize;

/**
 * One page of a tenant's invites, newest first, as far as ROQ lets this person see. ROQ breaks ties of its order at
 * random, so pages are cut here, out of whole reads in a fixed order.
 */
export async function browse(
  deps: { gateway: InviteGateway; roq: RoqDirectory; clock: { now(): number } },
  person: Person,
  filter: BrowseFilter,
): Promise<Browsed> {
  const readAt = deps.clock.now();
  const text = filter.text.trim();
  const { invites, total, from } = text
    ? await matching(deps.gateway, person, filter, text)
    : await window(deps.gateway, person, filter);
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(filter.page, pages - 1);
  const shown = invites.slice(page * pageSize - from, (page + 1) * pageSize - from);
  return { invites: shown, inviters: await namesOf(deps.roq, person.tenantId, shown), total, page, pages, readAt };
}

/** The read that holds the page; past the end, the last one. */
async function window(gateway: InviteGateway, person: Person, filter: BrowseFilter) {
  const read = (from: number) =>
    gateway.list(person, { statuses: filter.statuses, order: 'newest', limit: chunk, offset: from });
  let from = Math.floor((Math.max(0, filter.page) * pageSize) / chunk) * chunk;
  let found = await read(from);
  if (found.invites.length === 0 && found.total > 0) {
    from = Math.floor((found.total - 1) / chunk) * chunk;
    found = await read(from);
  }
  return { invites: inOrder(found.invites), total: found.total, from };
}

/** ROQ has no OR: an address, a first name or a last name that holds the text are three reads. */
async function matching(gateway: InviteGateway, person: Person, filter: BrowseFilter, text: string) {
  const parts: Partial<InviteQuery>[] = [{ emailPart: text }];
  if (!text.includes('@')) parts.push({ firstNamePart: text }, { lastNamePart: text });
  const found = await Promise.all(parts.map((part) => gateway.all(person, { statuses: filter.statuses, ...part })));
  const invites = inOrder([...new Map(found.flat().map((invite) => [invite.id, invite])).values()]);
  return { invites, total: invites.length, from: 0 };
}

const inOrder = (invites: Invite[]): Invite[] =>
  invites.sort((a, b) => b.createdAt - a.createdAt || a.id.localeCompare(b.id));
