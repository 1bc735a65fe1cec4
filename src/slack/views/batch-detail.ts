import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Batch, BatchCounts, RecipientOutcome, RecipientState } from '../../invites/batch.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, context, modal, named, plain, section } from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { choice } from './fields.ts';
import { outcomeWords, resultActions, resultLines } from './invite-result.ts';

export const batchDetailId = 'batch_detail';
export const batchDetailMetadata = z.object({ b: z.uuid() });
const turn = z.object({ p: z.number().int().min(0) });
export const detailPrevious = buttonRef('detail.previous', turn);
export const detailNext = buttonRef('detail.next', turn);
export const detailFilterAction = 'detail.state';
const filterBlock = 'detail_state';
export const detailPageSize = 50;

const filters = ['all', 'sent', 'refused', 'unsure', 'waiting', 'stopped'] as const;
const states: Record<string, readonly RecipientState[]> = {
  sent: ['sent'],
  refused: ['refused'],
  unsure: ['unsure', 'checking'],
  waiting: ['queued', 'sending'],
  stopped: ['stopped'],
};
/** `undefined`: all of them. */
export const statesOf = (filter: string): readonly RecipientState[] | undefined => states[filter];

export type DetailData = {
  batch: Batch;
  counts: BatchCounts;
  filter: string;
  page: number;
  recipients: readonly RecipientOutcome[];
};

/** Every recipient of a batch, page by page, for those who may see them. */
export function batchDetail(words: Words, { batch, counts, filter, page, recipients }: DetailData): ModalView {
  const { result, surfaces } = words;
  const total = totalOf(counts, filter);
  const pages = Math.max(1, Math.ceil(total / detailPageSize));
  const pager = [
    ...(page > 0 ? [detailPrevious.button(surfaces.previous, { p: page - 1 }, { says: surfaces.previousSays })] : []),
    ...(page + 1 < pages ? [detailNext.button(surfaces.next, { p: page + 1 }, { says: surfaces.nextSays })] : []),
  ];
  const [tenant, role] = [named(batch.tenantName), named(batch.roleName)];
  return modal({
    callback_id: batchDetailId,
    private_metadata: JSON.stringify({ b: batch.id } satisfies z.input<typeof batchDetailMetadata>),
    title: result.title,
    close: surfaces.close,
    blocks: [
      section(result.endedBy(outcomeWords(words, counts), tenant, role, named(batch.inviterName))),
      filterMenu(words, filter),
      ...(total === 0 ? [section(result.nobody)] : resultLines(words, batch, recipients, 'person')),
      ...(pages > 1 ? [context(surfaces.page(page + 1, pages))] : []),
      ...(pager.length > 0 ? [actions(pager, 'detail_pager')] : []),
      ...resultActions(words, batch, counts),
    ],
  });
}

/** A menu beside a text, not an input: Slack refuses a modal with an input and nothing to submit. */
function filterMenu({ result, surfaces }: Words, filter: string): KnownBlock {
  const options = filters.map((value) => choice(value, result.filters[value]));
  const initial = options.find((option) => option.value === filter);
  return section(`*${result.show}*`, {
    block_id: filterBlock,
    accessory: {
      type: 'static_select',
      action_id: detailFilterAction,
      placeholder: plain(surfaces.choose, 150),
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  });
}

function totalOf(counts: BatchCounts, filter: string): number {
  const states = statesOf(filter);
  return states ? states.reduce((sum, state) => sum + counts[state], 0) : counts.total;
}

export const readDetailFilter = (values: ViewValues): string => fieldValue(values, filterBlock) ?? 'all';
