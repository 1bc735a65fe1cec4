import type { Database, Tx } from './database.ts';

/** What this app holds while it works on it; all under one owner name per process. */
export interface Leases {
  /** Prolongs everything these owners still hold: a living process keeps what it took, a frozen one loses it. */
  renew(owners: readonly string[], leaseMs: number): Promise<void>;
  /**
   * Ends every lease, before the first is taken. Only for the embedded store, which serves one process: whoever held something
   * is dead. What was being posted keeps its lease: Slack may still be at work on it.
   */
  takeOver(): Promise<void>;
}

const tables = [
  'recipients',
  'acts',
  'posts',
  'reconcile_turns',
  'consents',
  'nudges',
  'reminders',
  'step_runs',
] as const;

export function leases(db: Database): Leases {
  const each = (change: (tx: Tx, now: number, table: (typeof tables)[number]) => Promise<unknown>) =>
    db.write(async (tx, now) => {
      for (const table of tables) await change(tx, now, table);
    });
  return {
    renew: (owners, leaseMs) =>
      each((tx, now, table) =>
        tx
          .updateTable(table)
          .set({ due_at: now + leaseMs })
          .where('owner', 'in', owners)
          .where('due_at', '>', now)
          .where('due_at', '<', now + leaseMs)
          .execute(),
      ),
    takeOver: () =>
      each((tx, now, table) => {
        const others = tx.updateTable(table).set({ due_at: now }).where('owner', 'is not', null);
        return (table === 'posts' ? others.where('state', '!=', 'posting') : others).execute();
      }),
  };
}
