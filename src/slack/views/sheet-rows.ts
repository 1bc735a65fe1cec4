import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { SheetKind, SheetLine } from '../../invites/preflight.ts';
import { actions, buttonRef, context, section } from '../kit.ts';
import { boldPerson } from './invite-line.ts';

export const sheetShow = buttonRef('sheet.show', z.object({ k: z.string(), p: z.number().int().min(0) }));

/** Rows shown of each kind; the rest are counted. */
export const shownOfAKind = 10;

/** Several of one kind under a title, as many as fit. */
export function listed(lines: readonly SheetLine[], title: string, explains?: string): KnownBlock[] {
  const [first] = lines;
  if (!first) return [];
  const shown = 2 * shownOfAKind;
  const names = lines.slice(0, shown).map((line) => `• ${boldPerson(line.recipient, 'person')}`);
  const text = [`*${title}* (${lines.length.toLocaleString('en')})`, ...names, ...(explains ? [`_${explains}_`] : [])];
  return [section(text.join('\n')), ...more(lines.length, `under “${title}”`, first.kind, shown)];
}

/** How many there are beyond those shown, and the way to all of them. */
export const more = (total: number, what: string, kind: SheetKind, shown = shownOfAKind): KnownBlock[] =>
  total > shown
    ? [
        context(`… and ${(total - shown).toLocaleString('en')} more ${what}.`),
        actions([sheetShow.button(`Show all ${total.toLocaleString('en')}`, { k: kind, p: 0 })], `sheet_show_${kind}`),
      ]
    : [];
