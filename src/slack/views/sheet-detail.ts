import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Draft } from '../../invites/draft.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, context, escaped, modal, packed, section } from '../kit.ts';
import { faultSentence } from './fault-words.ts';
import type { draftMetadata } from './invite-form.ts';
import { boldPerson } from './invite-line.ts';
import { faultLabel } from './preflight.ts';
import { sheetShow } from './sheet-rows.ts';

export const sheetBack = buttonRef('sheet.back', z.object({}));
const pageSize = 40;

/** Everybody of one kind on a sheet, page by page, as the last check found them. */
export function sheetDetail(words: Words, draft: Draft, kind: string, page: number): ModalView {
  const { sheet, surfaces } = words;
  const titles: Record<string, string> = sheet.kinds;
  const { recipients, kinds = [], file } = draft.content;
  const all = recipients.filter((_, position) => kinds[position] === kind);
  const pages = Math.max(1, Math.ceil(all.length / pageSize));
  const lines = all
    .slice(page * pageSize, (page + 1) * pageSize)
    .map((recipient) =>
      recipient.fault
        ? `• ${escaped(faultLabel(words, recipient, file !== undefined))}: ${faultSentence(words, recipient.fault)}`
        : `• ${boldPerson(words, recipient, 'person')}`,
    );
  const turns = [
    ...(page > 0
      ? [
          actions(
            [sheetShow.button(surfaces.previous, { k: kind, p: page - 1 }, { says: surfaces.previousSays })],
            'sheet_detail_previous',
          ),
        ]
      : []),
    ...(page + 1 < pages
      ? [
          actions(
            [sheetShow.button(surfaces.next, { k: kind, p: page + 1 }, { says: surfaces.nextSays })],
            'sheet_detail_next',
          ),
        ]
      : []),
  ];
  return modal({
    callback_id: 'sheet_detail',
    private_metadata: JSON.stringify({ d: draft.id } satisfies z.input<typeof draftMetadata>),
    title: sheet.title,
    close: surfaces.close,
    blocks: [
      section(sheet.headingOfPeople(titles[kind] ?? sheet.otherKind, all.length)),
      ...packed(lines).map((text) => section(text)),
      context(surfaces.page(page + 1, pages)),
      ...turns,
      actions([sheetBack.button(sheet.back, {})], 'sheet_detail_back'),
    ],
  });
}
