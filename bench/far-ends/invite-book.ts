import { inviteId, numbersIn, tenantId, userId } from './numbers.ts';

export type InviteStatus = 'pending' | 'accepted' | 'expired' | 'canceled';
export type InviteRow = {
  id: string;
  tenantId: string;
  email: string;
  firstName: string;
  lastName: string;
  locale: string;
  roleKeys: readonly string[];
  status: InviteStatus;
  createdAt: string;
  updatedAt: string;
  statusUpdatedAt: string;
  createdByUserId: string;
  acceptedByUserId: string | null;
  userTokenId: string;
  data: null;
};
export type Filter = {
  tenantId?: { equalTo?: string };
  email?: { valueIn?: string[]; iLike?: string };
  id?: { valueIn?: string[] };
  status?: { valueIn?: string[] };
};
type NewInvite = Pick<InviteRow, 'email' | 'firstName' | 'lastName' | 'createdByUserId'> & { roles?: string[] };

/** The invites of every tenant: those that were sent, or, where nothing was, as many pending ones as were asked for. */
export function inviteBook() {
  const tenants = new Map<number, Tenant>();
  let pendingEach = 0;

  const tenantOf = (n: number): Tenant => {
    const known = tenants.get(n) ?? { rows: [], byEmail: new Map(), counts: noCounts() };
    tenants.set(n, known);
    return known;
  };
  const find = (id: string): InviteRow | undefined => {
    const { n, i } = numbersIn(id);
    return tenants.get(n)?.rows[i];
  };
  const matching = (filter: Filter): InviteRow[] => {
    const { n } = numbersIn(filter.tenantId?.equalTo ?? '');
    const statuses = filter.status?.valueIn;
    const fits = (row: InviteRow) => !statuses || statuses.includes(row.status);
    if (filter.id?.valueIn) return filter.id.valueIn.flatMap((id) => find(id) ?? []).filter(fits);
    const known = tenants.get(n);
    if (filter.email?.valueIn)
      return filter.email.valueIn.flatMap((email) => known?.byEmail.get(email) ?? []).filter(fits);
    if (known) return known.rows.filter(fits);
    return !statuses || statuses.includes('pending') ? standing(n, pendingEach) : [];
  };

  const change = (id: string, status: InviteStatus): InviteRow | undefined => {
    const row = find(id);
    if (!row) return undefined;
    const { counts } = tenantOf(numbersIn(id).n);
    counts[row.status] -= 1;
    counts[status] += 1;
    const now = new Date().toISOString();
    return Object.assign(row, { status, statusUpdatedAt: now, updatedAt: now });
  };

  return {
    change,
    /** Every tenant that nobody has invited into has so many pending invites. */
    standFor(each: number) {
      pendingEach = each;
    },
    add(n: number, { roles = [], ...given }: NewInvite): InviteRow {
      const { rows, byEmail, counts } = tenantOf(n);
      const row = newRow(n, rows.length, new Date().toISOString(), { ...given, roleKeys: roles });
      rows.push(row);
      counts.pending += 1;
      byEmail.set(row.email, [...(byEmail.get(row.email) ?? []), row]);
      return row;
    },
    /** Counting takes no reading: `limit: 1` of one status is how the app counts. */
    read(filter: Filter, limit: number, offset: number, oldestFirst: boolean) {
      const known = tenants.get(numbersIn(filter.tenantId?.equalTo ?? '').n);
      const [only, ...more] = filter.status?.valueIn ?? [];
      if (known && limit === 1 && only && more.length === 0 && !filter.email && !filter.id) {
        const first = known.rows.find((row) => row.status === only);
        return { data: first ? [first] : [], totalCount: known.counts[only as InviteStatus] };
      }
      const rows = matching(filter);
      const page = oldestFirst ? rows : rows.toReversed();
      return { data: page.slice(offset, offset + limit), totalCount: rows.length };
    },
    /** Everybody pending in these tenants accepts; the rows as they are now. */
    acceptAll(tenantNumbers: readonly number[]): InviteRow[] {
      return tenantNumbers.flatMap((n) =>
        tenantOf(n)
          .rows.filter((row) => row.status === 'pending')
          .map((row, at) =>
            Object.assign(change(row.id, 'accepted') ?? row, { acceptedByUserId: userId(n, 1_000 + at) }),
          ),
      );
    },
    clear: () => tenants.clear(),
  };
}

type Tenant = { rows: InviteRow[]; byEmail: Map<string, InviteRow[]>; counts: Counts };
type Counts = Record<InviteStatus, number>;
const noCounts = (): Counts => ({ pending: 0, accepted: 0, expired: 0, canceled: 0 });

const newRow = (
  n: number,
  i: number,
  at: string,
  row: Pick<InviteRow, 'email' | 'firstName' | 'lastName' | 'createdByUserId' | 'roleKeys'>,
): InviteRow => ({
  ...row,
  id: inviteId(n, i),
  tenantId: tenantId(n),
  locale: 'en-US',
  status: 'pending',
  createdAt: at,
  updatedAt: at,
  statusUpdatedAt: at,
  acceptedByUserId: null,
  userTokenId: `token-${n}-${i}`,
  data: null,
});

/** Pending for ten days, a second apart. */
function standing(n: number, count: number): InviteRow[] {
  const since = Date.now() - 10 * 24 * 60 * 60_000;
  return Array.from({ length: count }, (_, i) =>
    newRow(n, i, new Date(since + i * 1_000).toISOString(), {
      email: `p${i}@partner${n}.test`,
      firstName: 'Pat',
      lastName: `Number ${i}`,
      createdByUserId: userId(n, 1),
      roleKeys: ['member'],
    }),
  );
}
