import type { Actor } from './actor.ts';
import type { Environment } from './environment.ts';
import type { Table } from './table.ts';

/** What a resolver knows of the call it serves. */
export interface Call {
  env: Environment;
  actor: Actor;
  kind: 'query' | 'mutation';
  /** Operation name and root fields, by which faults find the call. */
  names: string[];
  /** Reads show nothing written after this moment (ms); null when there is no lag. */
  asOf: number | null;
}

/** The rows this call may see of a table that a replica would serve. */
export function rowsOf<T extends { id: string }>(call: Call, table: Table<T>): T[] {
  return call.asOf === null ? table.all() : table.asOf(call.asOf);
}
