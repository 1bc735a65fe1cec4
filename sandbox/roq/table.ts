/** Rows by id, in order of insertion, with enough history to read the table as it was a moment ago. */
export interface Table<T extends { id: string }> {
  get(id: string): T | undefined;
  all(): T[];
  find(test: (row: T) => boolean): T | undefined;
  /** Inserts or replaces; `at` is when the row became so (ms), -Infinity for rows that were always there. */
  put(row: T, at: number): void;
  /** The rows a replica that is behind would show: nothing written after `at`. */
  asOf(at: number): T[];
  clear(): void;
}

const versionsKept = 16;

export function table<T extends { id: string }>(): Table<T> {
  const rows = new Map<string, T>();
  const history = new Map<string, { at: number; row: T }[]>();
  const all = () => [...rows.values()];
  return {
    get: (id) => rows.get(id.toLowerCase()),
    all,
    find(test) {
      for (const row of rows.values()) if (test(row)) return row;
      return undefined;
    },
    put(row, at) {
      const id = row.id.toLowerCase();
      rows.set(id, row);
      history.set(id, [...(history.get(id) ?? []).slice(1 - versionsKept), { at, row }]);
    },
    asOf: (at) =>
      [...history.values()].flatMap((versions) => versions.findLast((version) => version.at <= at)?.row ?? []),
    clear() {
      rows.clear();
      history.clear();
    },
  };
}
