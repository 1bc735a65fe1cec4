import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { AuditEntry } from '../../invites/audit.ts';
import { isForgotten } from '../../invites/forgotten.ts';
import type { History } from '../../invites/history.ts';
import { wordsFor } from '../../words/words.ts';
import {
  actions,
  buttonRef,
  confirm,
  context,
  count,
  cut,
  divider,
  escaped,
  inputActionId,
  limits,
  modal,
  plain,
  section,
  when,
} from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { actLine } from './audit-words.ts';
import { boldPerson } from './invite-line.ts';

export const historyId = 'history';
/** The address itself stands in the view's own field; `k` is its salted mark, to tell whether it was changed since. */
export const historyMetadata = z.object({ k: z.string() });
const turn = z.object({ p: z.number().int().min(0) });
export const historyPrevious = buttonRef('history.previous', turn);
export const historyNext = buttonRef('history.next', turn);
export const forgetButton = buttonRef('history.forget', z.object({}));

const block = { address: 'history_address' } as const;

export type HistoryView = { history: History; mark: string; mayForget: boolean; note?: string | undefined };

/** The story of one address: what ROQ says now, and what was done, newest first. */
export function historyView({ history, mark, mayForget, note }: HistoryView): ModalView {
  const { email, entries, page, pages, total } = history;
  return modal({
    callback_id: historyId,
    private_metadata: JSON.stringify({ k: mark } satisfies z.input<typeof historyMetadata>),
    title: 'The story of an invite',
    submit: 'Look up',
    blocks: [
      ...(note ? [section(note), divider] : []),
      addressInput(email),
      section(`*Now in ROQ*, read ${when(history.readAt)}`),
      ...roqLines(history),
      divider,
      section(`*What happened*${total > 0 ? `: ${count(total, 'entry', 'entries')}, newest first` : ''}`),
      ...(total === 0 ? [section('Nothing that you may see was done with this address from here.')] : []),
      ...entries.map((entry) => section(entryText(entry, email))),
      ...(history.ownOnly ? [context('You see your own invites and acts only.')] : []),
      ...controls(page, pages, mayForget, email),
    ].slice(0, limits.modalBlocks),
  });
}

const addressInput = (email: string): KnownBlock => ({
  type: 'input',
  block_id: block.address,
  label: plain('Address'),
  element: { type: 'plain_text_input', action_id: inputActionId, max_length: 320, initial_value: cut(email, 320) },
});

function roqLines({ invites, inviters }: History): KnownBlock[] {
  if (invites.length === 0) return [section('No invite of this address that you may see.')];
  const shown = invites.slice(0, 10).map((invite) => {
    const by = inviters.get(invite.createdByUserId);
    return `${boldPerson(wordsFor(undefined), invite, 'person')}: ${wordsFor(undefined).statuses[invite.status]} · invited ${when(invite.createdAt)}${by ? ` by ${escaped(cut(by, 80))}` : ''}`;
  });
  const left = invites.length - shown.length;
  return [section(shown.join('\n')), ...(left > 0 ? [context(`… and ${count(left, 'older invite')}.`)] : [])];
}

function entryText(entry: AuditEntry, email: string): string {
  const before = entry.email && isForgotten(entry.email) ? ' _(before this address was forgotten)_' : '';
  const changed =
    entry.before && entry.after && isShort(entry) ? `\n${escaped(entry.before)} → ${escaped(entry.after)}` : '';
  const from = [entry.source, entry.requestId && `reference ${entry.requestId}`].filter(Boolean).join(' · ');
  const line = actLine({ ...entry, email: entry.email === email ? undefined : entry.email }, 'person');
  return `${when(entry.at)} ${line}${before}${changed}${from ? `\n_${escaped(from)}_` : ''}`;
}

const isShort = ({ before = '', after = '' }: AuditEntry): boolean => before.length < 100 && after.length < 100;

function controls(page: number, pages: number, mayForget: boolean, email: string): KnownBlock[] {
  const elements = [
    ...(page > 0 ? [historyPrevious.button('Newer', { p: page - 1 })] : []),
    ...(page + 1 < pages ? [historyNext.button('Older', { p: page + 1 })] : []),
    ...(mayForget
      ? [forgetButton.button('Forget this address', {}, { style: 'danger', confirm: forgetDialog(email) })]
      : []),
  ];
  return elements.length > 0 ? [actions(elements, 'history_controls')] : [];
}

const forgetDialog = (email: string) =>
  confirm({
    title: 'Forget this address?',
    text: `This app forgets ${cut(email, 100)} and the names that went with it; the log keeps what was done, without the address. ROQ is not touched.`,
    yes: 'Forget it',
    no: 'Keep it',
    danger: true,
  });

/** The address that stands in the open view. */
export const readHistoryAddress = (values: ViewValues): string => fieldValue(values, block.address) ?? '';
export const historyAddressBlock = block.address;
