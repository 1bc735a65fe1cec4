import type { Person, RoqDirectory } from '../people/person.ts';
import type { Invite, InviteStatus } from './invite.ts';
import type { InviteGateway, InviteQuery } from './ports.ts';
import { namesOf } from './preflight.ts';

export type BrowseFilter = {
  statuses: readonly InviteStatus[];
  text: string;
  page: number;
  /** Invites on a page; 12 where it is not said. */
  size?: number;
  /** Only what this ROQ user invited. */
  createdBy?: string | undefined;
};
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
/** ROQ's cap on one read. */
const longestRead = 1_000;
/**
 * Invites read with a page in their middle: mostly enough to see whole every group made in the same moment; where it
 * is not, the most that one read gives.
 */
const reads = [100, longestRead];

/**
 * One page of a tenant's invites, newest first, as far as ROQ lets this person see. ROQ breaks ties of its order at
 * random, so pages are cut here, in a fixed order.
 */
export async function browse(
  deps: { gateway: InviteGateway; roq: RoqDirectory; clock: { now(): number } },
  person: Person,
  filter: BrowseFilter,
): Promise<Browsed> {
  const readAt = deps.clock.now();
  const text = filter.text.trim();
  const { size = pageSize } = filter;
  const { invites, total, from } = text
    ? await matching(deps.gateway, person, filter, text)
    : await around(deps.gateway, person, { ...filter, size });
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(filter.page, pages - 1);
  const shown = invites.slice(page * size - from, (page + 1) * size - from);
  return { invites: shown, inviters: await namesOf(deps.roq, person.tenantId, shown), total, page, pages, readAt };
}

type Found = { invites: Invite[]; total: number; from: number };
type Sized = BrowseFilter & { size: number };

const criteria = ({ statuses, createdBy }: BrowseFilter) => ({
  statuses,
  ...(createdBy === undefined ? {} : { createdBy }),
});

/** One read or two with the page in its middle; past the end, the last page. Everything, when that is not certain. */
async function around(gateway: InviteGateway, person: Person, filter: Sized): Promise<Found> {
  const { page, size } = filter;
  for (const limit of reads) {
    const from = Math.max(0, page * size - Math.floor((limit - size) / 2));
    const read = await gateway.list(person, { ...criteria(filter), order: 'newest', limit, offset: from });
    const found = { invites: inOrder(read.invites), total: read.total, from };
    const pages = Math.ceil(read.total / size);
    if (pages > 0 && page >= pages) return around(gateway, person, { ...filter, page: pages - 1 });
    if (isCertain(found, page, size)) return found;
  }
  const all = await gateway.all(person, criteria(filter));
  return { invites: inOrder(all), total: all.length, from: 0 };
}

/** Whether no invite of the page was made in the same moment as one at an edge, which may have ties left unread. */
function isCertain({ invites, total, from }: Found, page: number, size: number): boolean {
  const end = from + invites.length;
  const shown = invites.slice(page * size - from, (page + 1) * size - from);
  if (shown.length < Math.min(size, total - page * size)) return false;
  const startTied = from > 0 && shown[0]?.createdAt === invites[0]?.createdAt;
  const endTied = end < total && shown.at(-1)?.createdAt === invites.at(-1)?.createdAt;
  return !startTied && !endTied;
}

/** ROQ has no OR: an address, a first name or a last name that holds the text are three reads. */
async function matching(gateway: InviteGateway, person: Person, filter: BrowseFilter, text: string) {
  const parts: Partial<InviteQuery>[] = [{ emailPart: text }];
  if (!text.includes('@')) parts.push({ firstNamePart: text }, { lastNamePart: text });
  const found = await Promise.all(parts.map((part) => gateway.all(person, { ...criteria(filter), ...part })));
  const invites = inOrder([...new Map(found.flat().map((invite) => [invite.id, invite])).values()]);
  return { invites, total: invites.length, from: 0 };
}

const inOrder = (invites: Invite[]): Invite[] =>
  invites.sort((a, b) => b.createdAt - a.createdAt || a.id.localeCompare(b.id));
