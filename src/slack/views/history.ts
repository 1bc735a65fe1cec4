import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { AuditEntry } from '../../invites/audit.ts';
import { isForgotten } from '../../invites/forgotten.ts';
import type { History } from '../../invites/history.ts';
import type { Words } from '../../words/words.ts';
import {
  actions,
  buttonRef,
  confirm,
  context,
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
import { remindingButton } from './reminders.ts';

export const historyId = 'history';
/** The address itself stands in the view's own field; `k` is its salted mark, to tell whether it was changed since. */
export const historyMetadata = z.object({ k: z.string() });
const turn = z.object({ p: z.number().int().min(0) });
export const historyPrevious = buttonRef('history.previous', turn);
export const historyNext = buttonRef('history.next', turn);
export const forgetButton = buttonRef('history.forget', z.object({}));

const block = { address: 'history_address' } as const;

export type HistoryView = {
  history: History;
  mark: string;
  mayForget: boolean;
  /** An invite by which this person may decide whether its address is reminded, and how it stands. */
  reminding?: { id: string; excluded: boolean } | undefined;
  note?: string | undefined;
};

/** The story of one address: what ROQ says now, and what was done, newest first. */
export function historyView(words: Words, { history, mark, mayForget, reminding, note }: HistoryView): ModalView {
  const { email, entries, total } = history;
  const { history: say } = words;
  return modal({
    callback_id: historyId,
    private_metadata: JSON.stringify({ k: mark } satisfies z.input<typeof historyMetadata>),
    title: say.title,
    submit: say.lookUp,
    close: words.surfaces.close,
    blocks: [
      ...(note ? [section(note), divider] : []),
      addressInput(words, email),
      section(say.nowInRoq(when(history.readAt))),
      ...roqLines(words, history),
      divider,
      section(say.happened(total)),
      ...(total === 0 ? [section(say.nothing)] : []),
      ...entries.map((entry) => section(entryText(words, entry, email))),
      ...(history.ownOnly ? [context(say.ownOnly)] : []),
      ...(reminding?.excluded ? [context(words.reminders.isExcluded(escaped(cut(email, 100))))] : []),
      ...controls(words, { history, mayForget, reminding }),
    ].slice(0, limits.modalBlocks),
  });
}

const addressInput = ({ history }: Words, email: string): KnownBlock => ({
  type: 'input',
  block_id: block.address,
  label: plain(history.address),
  element: { type: 'plain_text_input', action_id: inputActionId, max_length: 320, initial_value: cut(email, 320) },
});

function roqLines(words: Words, { invites, inviters }: History): KnownBlock[] {
  const { history, statuses } = words;
  if (invites.length === 0) return [section(history.noInvite)];
  const shown = invites.slice(0, 10).map((invite) => {
    const by = inviters.get(invite.createdByUserId);
    const person = boldPerson(words, invite, 'person');
    return history.invite(person, statuses[invite.status], when(invite.createdAt), by && escaped(cut(by, 80)));
  });
  const left = invites.length - shown.length;
  return [section(shown.join('\n')), ...(left > 0 ? [context(history.older(left))] : [])];
}

function entryText(words: Words, entry: AuditEntry, email: string): string {
  const { history } = words;
  const before = entry.email && isForgotten(entry.email) ? ` _${history.beforeForgotten}_` : '';
  const changed =
    entry.before && entry.after && isShort(entry)
      ? `\n${history.changed(escaped(entry.before), escaped(entry.after))}`
      : '';
  const from = [entry.source, entry.requestId && history.reference(entry.requestId)].filter(Boolean).join(' · ');
  const line = actLine(words, { ...entry, email: entry.email === email ? undefined : entry.email }, 'person');
  return `${when(entry.at)} ${line}${before}${changed}${from ? `\n_${escaped(from)}_` : ''}`;
}

const isShort = ({ before = '', after = '' }: AuditEntry): boolean => before.length < 100 && after.length < 100;

type Controls = Pick<HistoryView, 'history' | 'mayForget' | 'reminding'>;

function controls(words: Words, { history: { page, pages, email }, mayForget, reminding }: Controls): KnownBlock[] {
  const { newer, newerSays, olderEntries, olderSays, forget, forgetDialog } = words.history;
  const dialog = confirm({ ...forgetDialog, text: forgetDialog.text(cut(email, 100)), danger: true });
  const elements = [
    ...(page > 0 ? [historyPrevious.button(newer, { p: page - 1 }, { says: newerSays })] : []),
    ...(page + 1 < pages ? [historyNext.button(olderEntries, { p: page + 1 }, { says: olderSays })] : []),
    ...(reminding ? [remindingButton(words, reminding, cut(email, 100))] : []),
    ...(mayForget ? [forgetButton.button(forget, {}, { style: 'danger', confirm: dialog })] : []),
  ];
  return elements.length > 0 ? [actions(elements, 'history_controls')] : [];
}

/** The address that stands in the open view. */
export const readHistoryAddress = (values: ViewValues): string => fieldValue(values, block.address) ?? '';
export const historyAddressBlock = block.address;
