import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Draft } from '../../invites/draft.ts';
import { actions, buttonRef, context, count, escaped, modal, packed, section } from '../kit.ts';
import { faultSentence } from './fault-words.ts';
import type { draftMetadata } from './invite-form.ts';
import { boldPerson } from './invite-line.ts';
import { faultLabel } from './preflight.ts';
import { sheetShow } from './sheet-rows.ts';

export const sheetBack = buttonRef('sheet.back', z.object({}));
const pageSize = 40;

const titles: Record<string, string> = {
  ready: 'Ready',
  member: 'Already a member',
  pending: 'Already pending',
  ended: 'Expired or canceled',
  cooling: 'Mailed a short while ago',
  role: 'Role not yours to give',
  denied: 'Not allowed by a rule of this workspace',
  approval: 'Need a second person',
  over: 'Over a limit',
  bad: 'No address',
};

/** Everybody of one kind on a sheet, page by page, as the last check found them. */
export function sheetDetail(draft: Draft, kind: string, page: number): ModalView {
  const { recipients, kinds = [], file } = draft.content;
  const all = recipients.filter((_, position) => kinds[position] === kind);
  const pages = Math.max(1, Math.ceil(all.length / pageSize));
  const lines = all
    .slice(page * pageSize, (page + 1) * pageSize)
    .map((recipient) =>
      recipient.fault
        ? `• ${escaped(faultLabel(recipient, file !== undefined))}: ${faultSentence(recipient.fault)}`
        : `• ${boldPerson(recipient, 'person')}`,
    );
  const turns = [
    ...(page > 0 ? [actions([sheetShow.button('Previous', { k: kind, p: page - 1 })], 'sheet_detail_previous')] : []),
    ...(page + 1 < pages ? [actions([sheetShow.button('Next', { k: kind, p: page + 1 })], 'sheet_detail_next')] : []),
  ];
  return modal({
    callback_id: 'sheet_detail',
    private_metadata: JSON.stringify({ d: draft.id } satisfies z.input<typeof draftMetadata>),
    title: 'Check before sending',
    blocks: [
      section(`*${titles[kind] ?? 'Others'}* (${count(all.length, 'person', 'people')})`),
      ...packed(lines).map((text) => section(text)),
      context(`Page ${page + 1} of ${pages}`),
      ...turns,
      actions([sheetBack.button('Back to the sheet', {})], 'sheet_detail_back'),
    ],
  });
}
