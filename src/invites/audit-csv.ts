import Papa from 'papaparse';
import type { AuditEntry } from './audit.ts';

const columns = [
  'time',
  'what',
  'slack_user',
  'roq_user',
  'address',
  'invite',
  'before',
  'after',
  'reason',
  'source',
  'request',
] as const;

export const csvHeader = columns.join(',');

/** One line per entry, quoted where it must be, times in UTC. */
export const csvLines = (entries: readonly AuditEntry[]): string[] =>
  entries.map((entry) => Papa.unparse([cellsOf(entry).map(harmless)], { newline: '\r\n' }));

const cellsOf = (entry: AuditEntry): string[] =>
  [
    new Date(entry.at).toISOString(),
    entry.what,
    entry.slackUserId,
    entry.roqUserId,
    entry.email,
    entry.inviteId,
    entry.before,
    entry.after,
    entry.reason,
    entry.source,
    entry.requestId,
  ].map((cell) => cell ?? '');

/** A spreadsheet takes these at the start of a cell for a formula, full-width forms and leading blanks included. */
const formula = /^[\s\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

/** The text as a spreadsheet must show it: never run. */
export const harmless = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);
