import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { SheetKind, SheetLine } from '../../invites/preflight.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, context, section } from '../kit.ts';
import { boldPerson } from './invite-line.ts';

export const sheetShow = buttonRef('sheet.show', z.object({ k: z.string(), p: z.number().int().min(0) }));

/** Rows shown of each kind; the rest are counted. */
export const shownOfAKind = 10;

/** Several of one kind under a title, as many as fit. */
export function listed(words: Words, lines: readonly SheetLine[], title: string, explains?: string): KnownBlock[] {
  const [first] = lines;
  if (!first) return [];
  const shown = 2 * shownOfAKind;
  const names = lines.slice(0, shown).map((line) => `• ${boldPerson(words, line.recipient, 'person')}`);
  const text = [words.sheet.heading(title, lines.length), ...names, ...(explains ? [`_${explains}_`] : [])];
  const left = (n: number) => words.sheet.more.titled(n, title);
  return [section(text.join('\n')), ...more(words, lines.length, left, first.kind, shown)];
}

/** How many there are beyond those shown, and the way to all of them. */
export function more(
  { sheet }: Words,
  total: number,
  left: (n: number) => string,
  kind: SheetKind,
  shown = shownOfAKind,
): KnownBlock[] {
  if (total <= shown) return [];
  const says = sheet.showAllSays(total, sheet.kinds[kind]);
  const showAll = sheetShow.button(sheet.showAll(total), { k: kind, p: 0 }, { says });
  return [context(left(total - shown)), actions([showAll], `sheet_show_${kind}`)];
}

/** "Show all" of a kind shows whatever is of it; a view may not hold the same block twice. */
export function onlyOneShowAll(blocks: readonly KnownBlock[]): KnownBlock[] {
  const seen = new Set<string>();
  return blocks.filter(({ block_id }) => {
    if (block_id === undefined) return true;
    return seen.has(block_id) ? false : seen.add(block_id);
  });
}
