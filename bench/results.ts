import { writeFileSync } from 'node:fs';
import { isMet } from './goal.ts';
import { busy, machine } from './machine.ts';
import { markdown, type Report } from './report.ts';

/** Every table that was run, with where, when and with what. */
export function results(reports: readonly Report[], began: Date): string {
  const goals = reports.flatMap((report) => report.goals);
  const minutes = Math.round((Date.now() - began.getTime()) / 60_000);
  return `${[
    '# What it takes, against what it must take',
    `Written by \`npm run bench\` on ${began.toISOString().slice(0, 16).replace('T', ' ')} UTC in ${minutes} minutes.`,
    machine()
      .map((line) => `- ${line}`)
      .join('\n'),
    `- load of the machine when it began and ended: ${[startLoad, busy()].map((load) => load.toFixed(1)).join(' and ')}`,
    `${goals.filter(isMet).length} of ${goals.length} goals are met.`,
    ...reports.map(markdown),
  ].join('\n\n')}\n`.replace('\n\n- load', '\n- load');
}

const startLoad = busy();

export const writeResults = (text: string): void => writeFileSync('bench/results.md', text);
