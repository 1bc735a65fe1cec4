import { z } from 'zod';
import type { AuditEntry } from './audit.ts';
import { csvHeader, csvLines } from './audit-csv.ts';

/** An export by direct message holds no more rows than this; a longer period needs the link or a shorter period. */
export const mostRows = 1_000;
/** One message's share, in characters: far within what Slack shows whole. */
const partLength = 10_000;

/** One message of an export, as its post names it; times in ms, parts from 0. */
export const exportPart = z.object({ from: z.number(), until: z.number(), part: z.number().int().min(0) });
export type ExportPart = z.infer<typeof exportPart>;

/** The CSV in parts of whole lines, each with the header. */
export function partsOf(entries: readonly AuditEntry[]): string[] {
  const parts: string[] = [];
  let current = csvHeader;
  for (const line of csvLines(entries)) {
    if (current.length > csvHeader.length && current.length + line.length > partLength) {
      parts.push(current);
      current = csvHeader;
    }
    current = `${current}\n${line}`;
  }
  return [...parts, current];
}
