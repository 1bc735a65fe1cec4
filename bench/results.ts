import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { busy, machine } from './machine.ts';
import { markdown, type Report, tableNumbers } from './report.ts';

const file = 'bench/results.md';

/** Puts a table that was just measured in the place of its last measuring; it says itself when and with what it was. */
export function writeTable(report: Report, began: Date): void {
  const minutes = ((Date.now() - began.getTime()) / 60_000).toFixed(0);
  const when = `${began.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const measured = `Measured on ${when} in ${minutes} minutes; ${machine().join('; ')}; load when it ended ${busy().toFixed(1)}.`;
  const section = `${markdown(report)}\n\n*${measured}*`;
  writeFileSync(file, withTable(existsSync(file) ? readFileSync(file, 'utf8') : '', report.number, section));
}

/** `results.md` with this section among the others. */
export function withTable(before: string, number: string, section: string): string {
  const sections = before.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
  const numberOf = (part: string) => /^## (\S+)\. /.exec(part)?.[1];
  const kept = new Map(sections.map((part) => [numberOf(part), part.trim()]));
  kept.set(number, section.trim());
  const tables = tableNumbers.flatMap((each) => kept.get(each) ?? []);
  const met = tables.join('\n').match(/: \*\*met\*\*/g)?.length ?? 0;
  const notMet = tables.join('\n').match(/: \*\*not met\*\*/g)?.length ?? 0;
  const head = [
    '# What it takes, against what it must take',
    'Written by `npm run bench`, table by table; each says when and with what it was measured.',
    `${met} of ${met + notMet} goals are met.`,
  ];
  return `${[...head, ...tables].join('\n\n')}\n`;
}
