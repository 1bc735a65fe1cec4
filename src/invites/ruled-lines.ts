import type { PolicySettings } from '../workspaces/rules.ts';
import { judgeTogether, type Verdict } from './policy.ts';
import type { SheetLine } from './preflight.ts';
import type { Room } from './room.ts';

/**
 * The lines that ROQ would take, as the rules of the workspace leave them: free to go, denied, waiting for a second
 * person, or beyond what may still go, in the order of the list. Whoever waits makes no pending invite yet.
 */
export function ruledLines(
  lines: readonly SheetLine[],
  roleKey: string,
  policy: PolicySettings,
  { quota, cap }: Pick<Room, 'quota' | 'cap'>,
  mayOnlyAsk: boolean,
): SheetLine[] {
  const open = lines.filter((line) => line.kind === 'ready');
  const rows = open.map(({ recipient }) => ({ email: recipient.email, roleKey: recipient.roleKey ?? roleKey }));
  const verdicts = new Map<SheetLine, Verdict>();
  for (const [index, verdict] of judgeTogether(policy, rows, mayOnlyAsk).entries()) {
    const line = open[index];
    if (line) verdicts.set(line, verdict);
  }
  const left = { quota, cap };
  return lines.map((line) => {
    const verdict = verdicts.get(line);
    return verdict ? ruled(line, verdict, left) : line;
  });
}

function ruled(line: SheetLine, verdict: Verdict, left: { quota: number; cap: number }): SheetLine {
  const { recipient } = line;
  if (verdict.kind === 'denied') return { recipient, ...verdict };
  if (left.quota === 0) return { recipient, kind: 'over', limit: 'quota' };
  if (verdict.kind === 'allowed' && left.cap === 0) return { recipient, kind: 'over', limit: 'cap' };
  left.quota -= 1;
  if (verdict.kind === 'approval') return { recipient, ...verdict };
  left.cap -= 1;
  return verdict.warned ? { ...line, kind: 'ready', warned: true } : line;
}
