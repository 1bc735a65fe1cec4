import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Browsed } from '../../invites/browse.ts';
import { type InviteStatus, inviteStatuses } from '../../invites/invite.ts';
import {
  actions,
  buttonRef,
  context,
  count,
  cut,
  divider,
  limits,
  modal,
  named,
  plain,
  section,
  when,
} from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { choice, selectInput } from './fields.ts';
import { inviteRow, statusWord } from './invite-line.ts';

export const inviteListId = 'invite_list';
/** The page only: filters are read from the view's own fields. */
export const listMetadata = z.object({ p: z.number().int().min(0) });

const block = { status: 'list_status', text: 'list_text' } as const;
export const listFilterActions = { status: 'list.status', text: 'list.text' } as const;
const turn = z.object({ p: z.number().int().min(0) });
export const listPrevious = buttonRef('list.previous', turn);
export const listNext = buttonRef('list.next', turn);

/** Pending and expired are shown together by default: both wait for somebody. */
const choices: Record<string, { label: string; statuses: readonly InviteStatus[] }> = {
  open: { label: 'Pending and expired', statuses: ['pending', 'expired'] },
  pending: { label: statusWord('pending'), statuses: ['pending'] },
  expired: { label: statusWord('expired'), statuses: ['expired'] },
  accepted: { label: statusWord('accepted'), statuses: ['accepted'] },
  canceled: { label: statusWord('canceled'), statuses: ['canceled'] },
  all: { label: 'All', statuses: inviteStatuses },
};
export type ListChoice = { status: string; text: string };
export const isListStatus = (word: string): boolean => Object.hasOwn(choices, word);
export const statusesOf = (status: string): readonly InviteStatus[] =>
  choices[status]?.statuses ?? ['pending', 'expired'];

export function inviteList(chosen: ListChoice, found: Browsed, tenantName: string, note?: string): ModalView {
  const words = `${count(found.total, 'invite')} · page ${found.page + 1} of ${found.pages} · read ${when(found.readAt)}`;
  return modal({
    callback_id: inviteListId,
    private_metadata: JSON.stringify({ p: found.page } satisfies z.input<typeof listMetadata>),
    title: 'Invites',
    submit: 'Find',
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(`Invites to *${named(tenantName)}*`),
      selectInput(block.status, 'Show', options, chosen.status, listFilterActions.status),
      textInput(chosen.text),
      context(words),
      ...(found.total === 0 ? [section('No invites match.')] : []),
      ...found.invites.flatMap((invite) => inviteRow(invite, found.inviters.get(invite.createdByUserId), 'person')),
      ...pager(found),
    ].slice(0, limits.modalBlocks),
  });
}

const options = Object.entries(choices).map(([value, { label }]) => choice(value, label));

const textInput = (text: string): InputBlock => ({
  type: 'input',
  block_id: block.text,
  dispatch_action: true,
  optional: true,
  label: plain('Find'),
  hint: plain('Part of an address or a name; press Enter.'),
  element: {
    type: 'plain_text_input',
    action_id: listFilterActions.text,
    max_length: 100,
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    ...(text ? { initial_value: cut(text, 100) } : {}),
  },
});

function pager(found: Browsed) {
  const elements = [
    ...(found.page > 0 ? [listPrevious.button('Previous', { p: found.page - 1 })] : []),
    ...(found.page + 1 < found.pages ? [listNext.button('Next', { p: found.page + 1 })] : []),
  ];
  return elements.length > 0 ? [actions(elements, 'list_pager')] : [];
}

/** What the person has chosen in the open list. */
export const readListChoice = (values: ViewValues): ListChoice => ({
  status: fieldValue(values, block.status) ?? 'open',
  text: fieldValue(values, block.text) ?? '',
});
