import type { KnownBlock } from '@slack/types';
import type { ApprovalWhy, DeniedWhy } from '../../invites/policy.ts';
import { linesOf, type Sheet, type SheetLine } from '../../invites/preflight.ts';
import type { Words } from '../../words/words.ts';
import { count } from '../kit.ts';
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
    ':warning: Ready, but please look twice',
    'This workspace wants a second look at addresses of these domains.',
  );

const approvals: Record<ApprovalWhy, [title: string, explains: string]> = {
  person: ['Need somebody’s approval', 'You may not invite by yourself; somebody who may will be asked.'],
  role: ['Need a second person: the role', 'This workspace lets a second person decide who gets this role.'],
  outside: ['Need a second person: other domains', 'Their domains are not among those this workspace allows.'],
  many: ['Need a second person: many at once', 'This workspace lets a second person look at so many at once.'],
};

function approvalRows(words: Words, sheet: Sheet, reason: string | undefined): KnownBlock[] {
  const lines = linesOf(sheet, 'approval');
  if (lines.length === 0) return [];
  const rows = Object.entries(approvals).flatMap(([why, [title, explains]]) => {
    const some = lines.filter((line) => line.why === why);
    return listed(words, some, title, explains);
  });
  return [...onlyOneShowAll(rows), reasonInput(requestReasonBlock, 'Why? For whoever decides.', true, reason)];
}

const denials: Record<DeniedWhy, [title: string, explains: string]> = {
  domain: ['Not allowed: the domain', 'A rule of this workspace forbids invites to these domains.'],
  outside: ['Not allowed: other domains', 'This workspace allows invites to certain domains only; these are others.'],
  role: ['Not allowed: the role', 'A rule of this workspace does not let this role be given from Slack.'],
};

const deniedRows = (words: Words, sheet: Sheet): KnownBlock[] =>
  onlyOneShowAll(
    Object.entries(denials).flatMap(([why, [title, explains]]) => {
      const some = linesOf(sheet, 'denied').filter((line) => line.why === why);
      return listed(words, some, title, explains);
    }),
  );

/** "Show all" of a kind shows every rule's; a view may not hold the same block twice. */
function onlyOneShowAll(blocks: KnownBlock[]): KnownBlock[] {
  const seen = new Set<string>();
  return blocks.filter(({ block_id }) => {
    if (block_id === undefined) return true;
    return seen.has(block_id) ? false : seen.add(block_id);
  });
}

function overRows(words: Words, sheet: Sheet): KnownBlock[] {
  const of = (limit: 'quota' | 'cap'): SheetLine[] => linesOf(sheet, 'over').filter((line) => line.limit === limit);
  const { quota, cap } = sheet.left;
  return onlyOneShowAll([
    ...listed(
      words,
      of('quota'),
      'Over your quota of today',
      `You may still invite ${count(quota, 'person', 'people')} today; these can follow tomorrow.`,
    ),
    ...listed(
      words,
      of('cap'),
      'Too many pending invites',
      `This workspace takes ${count(cap, 'more pending invite')} at the moment; canceling old ones makes room.`,
    ),
  ]);
}
