import type { Page } from './answers.ts';
import { createLimiter } from './limiter.ts';

/** ROQ's cap on `limit`. */
export const largestPage = 1000;
/** Values in one `valueIn`. */
const chunkSize = 500;
const mostPasses = 12;
/** Passes in a row that bring nothing new. */
const quietPasses = 3;

type Row = { id: string };
type ReadPage<T> = (limit: number, offset: number) => Promise<Page<T>>;

/**
 * Every row once. ROQ breaks ties as it likes, so pages may repeat rows and hide others: read again while fewer
 * distinct rows than the total were seen and reading still helps. `complete` is false when some stayed hidden.
 */
export async function readAll<T extends Row>(readPage: ReadPage<T>): Promise<{ rows: T[]; complete: boolean }> {
  const seen = new Map<string, T>();
  let total = 0;
  let quiet = 0;
  for (let pass = 1; pass <= mostPasses && quiet < quietPasses; pass++) {
    const before = seen.size;
    total = await readPass(readPage, seen, pass > 1);
    if (seen.size >= total) break;
    quiet = seen.size === before ? quiet + 1 : 0;
  }
  return { rows: [...seen.values()], complete: seen.size >= total };
}

/** One reading from the first page on; adds to `seen` and returns ROQ's total. */
async function readPass<T extends Row>(readPage: ReadPage<T>, seen: Map<string, T>, again: boolean): Promise<number> {
  for (let offset = 0; ; ) {
    const before = seen.size;
    const { rows, total } = await readPage(largestPage, offset);
    for (const row of rows) seen.set(row.id, row);
    offset += rows.length;
    const nothingNew = seen.size === before && !again;
    if (rows.length === 0 || nothingNew || seen.size >= total || offset >= total) return total;
  }
}

export function chunks<T>(values: readonly T[]): T[][] {
  const count = Math.ceil(values.length / chunkSize);
  return Array.from({ length: count }, (_, index) => values.slice(index * chunkSize, (index + 1) * chunkSize));
}

/** Filters of one reading are asked about this many at a time. */
const beside = 3;

/** Reads filter by filter, a few side by side; the answers in the order of the filters. */
export async function readBeside<F, T>(filters: readonly F[], read: (filter: F) => Promise<T>): Promise<T[]> {
  const limiter = createLimiter(beside);
  const one = async (filter: F): Promise<T> => {
    await limiter.enter();
    return read(filter).finally(limiter.leave);
  };
  return Promise.all(filters.map(one));
}

/** Part of a text for `iLike`, which adds no `%` of its own. */
export const containing = (part: string): string => `%${literally(part)}%`;

/** A text in which `iLike` finds no wildcard. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** Each address in lower case and as given: ROQ may compare either way. */
export const spellings = (emails: readonly string[]): string[] => [
  ...new Set(emails.flatMap((email) => [email.trim().toLowerCase(), email.trim()])),
];
