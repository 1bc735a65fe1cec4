import type { Environment } from './environment.ts';
import { type Filter, matcher, type SpecialFields } from './filtering.ts';
import { refusal } from './refusal.ts';

export interface PageArgs {
  filter?: Filter | null;
  limit?: number | null;
  offset?: number | null;
  order?: { order: 'ASC' | 'DESC'; sort: string } | null;
  search?: { key: string; value: string } | null;
}

export interface Page<T> {
  data: T[];
  totalCount: number;
}

/**
 * Filters, sorts and cuts rows. Without an order: newest first. Rows with equal keys have no order of their own, so
 * that a reader of pages may meet one twice or never.
 */
export function pageOf<T extends object>(
  env: Environment,
  rows: T[],
  args: PageArgs,
  special: SpecialFields<T> = {},
): Page<T> {
  const { search, limit, offset } = args;
  if ((limit ?? 0) < 0 || (offset ?? 0) < 0) throw refusal('INTERNAL_ERROR');
  const fits = matcher(args.filter ?? {}, special);
  const found = rows.filter(
    (row) => fits(row) && (!search || String(field(row, search.key) ?? '').includes(search.value)),
  );
  const from = offset ?? 0;
  const size = Math.min(limit || env.switches.pageCap, env.switches.pageCap);
  return { data: sorted(env, found, args.order).slice(from, from + size), totalCount: found.length };
}

function sorted<T extends object>(env: Environment, rows: T[], order: PageArgs['order']): T[] {
  const { sort, order: direction } = order ?? { sort: 'createdAt', order: 'DESC' };
  const sign = direction === 'ASC' ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: field(row, sort), tie: env.switches.randomTies ? env.random() : 0 }));
  keyed.sort((a, b) => sign * compare(a.key, b.key) || a.tie - b.tie);
  return keyed.map(({ row }) => row);
}

/** As Postgres sorts: null is greater than everything. */
function compare(a: unknown, b: unknown): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [String(a), String(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const field = (row: object, name: string): unknown => (row as Record<string, unknown>)[name] ?? null;
