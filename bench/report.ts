import type { Spread } from './arithmetic.ts';
import { figure, type Goal, verdict } from './goal.ts';

export const tableNumbers = ['1', '2', '3', '4', '5', '6', '6b'] as const;
export type TableNumber = (typeof tableNumbers)[number];

/** One of the tables, as it is printed and written. */
export type Report = {
  number: TableNumber;
  title: string;
  /** What was measured, how often and against which far ends. */
  how: readonly string[];
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  goals: readonly Goal[];
  notes?: readonly string[];
};

/** "12.3 (11.9 to 13.0)". */
export const shown = ({ median, least, most }: Spread, unit = ''): string =>
  `${figure(median)}${unit} (${figure(least)} to ${figure(most)})`;

export function markdown(report: Report): string {
  const { number, title, how, columns, rows, goals, notes = [] } = report;
  return [
    `## ${number}. ${title}`,
    how.join(' '),
    grid(columns, rows),
    goals.map((goal) => `- ${goal.what}: ${verdict(goal)}`).join('\n'),
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
  ].join('\n\n');
}

/** A table whose columns stand below each other also as plain text. */
function grid(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((name, at) => Math.max(name.length, ...rows.map((row) => (row[at] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(columns), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}
