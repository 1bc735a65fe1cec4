import type { KnownBlock } from '@slack/types';
import type { ApprovalWhy, DeniedWhy } from '../../invites/policy.ts';
import { linesOf, type Sheet, type SheetLine } from '../../invites/preflight.ts';
import type { Words } from '../../words/words.ts';
import { reasonInput } from './approval-forms.ts';
import { listed } from './sheet-rows.ts';

export const requestReasonBlock = 'request_reason';

/** What the rules of the workspace say of a sheet, each rule by name. */
export const ruleRows = (words: Words, sheet: Sheet, reason: string | undefined): KnownBlock[] => [
  ...warnedRows(words, sheet),
  ...approvalRows(words, sheet, reason),
  ...deniedRows(words, sheet),
  ...overRows(words, sheet),
];

const warnedRows = (words: Words, sheet: Sheet): KnownBlock[] =>
  listed(
    words,
    linesOf(sheet, 'ready').filter((line) => line.warned),
    `:warning: ${words.rules.sheet.warned}`,
    words.rules.sheet.warnedExplains,
  );

type Heading = { title: string; explains: string };

function approvalRows(words: Words, sheet: Sheet, reason: string | undefined): KnownBlock[] {
  const lines = linesOf(sheet, 'approval');
  if (lines.length === 0) return [];
  const approvals: Record<ApprovalWhy, Heading> = words.rules.sheet.approvals;
  const rows = byWhy(words, lines, approvals);
  return [...rows, reasonInput(requestReasonBlock, words.rules.sheet.why, true, reason)];
}

function deniedRows(words: Words, sheet: Sheet): KnownBlock[] {
  const denials: Record<DeniedWhy, Heading> = words.rules.sheet.denials;
  return byWhy(words, linesOf(sheet, 'denied'), denials);
}

const byWhy = (words: Words, lines: readonly (SheetLine & { why: string })[], headings: Record<string, Heading>) =>
  Object.entries(headings).flatMap(([why, { title, explains }]) => {
    const some = lines.filter((line) => line.why === why);
    return listed(words, some, title, explains);
  });

function overRows(words: Words, sheet: Sheet): KnownBlock[] {
  const of = (limit: 'quota' | 'cap'): SheetLine[] => linesOf(sheet, 'over').filter((line) => line.limit === limit);
  const { quota, cap } = sheet.left;
  const say = words.rules.sheet;
  return [
    ...listed(words, of('quota'), say.quota, say.quotaExplains(quota)),
    ...listed(words, of('cap'), say.cap, say.capExplains(cap)),
  ];
}
