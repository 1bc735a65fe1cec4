import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Batch, BatchCounts, Recipient, RecipientState } from '../../invites/batch.ts';
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

const filters: Record<string, { label: string; states?: readonly RecipientState[] }> = {
  all: { label: 'Everybody' },
  sent: { label: 'Sent', states: ['sent'] },
  refused: { label: 'Refused', states: ['refused'] },
  unsure: { label: 'Unsure', states: ['unsure', 'checking'] },
  waiting: { label: 'Waiting', states: ['queued', 'sending'] },
  stopped: { label: 'Not sent (stopped)', states: ['stopped'] },
};
export const statesOf = (filter: string): readonly RecipientState[] | undefined => filters[filter]?.states;

export type DetailData = {
  batch: Batch;
  counts: BatchCounts;
  filter: string;
  page: number;
  recipients: readonly Recipient[];
};

/** Every recipient of a batch, page by page, for those who may see them. */
export function batchDetail({ batch, counts, filter, page, recipients }: DetailData): ModalView {
  const total = totalOf(counts, filter);
  const pages = Math.max(1, Math.ceil(total / detailPageSize));
  const pager = [
    ...(page > 0 ? [detailPrevious.button('Previous', { p: page - 1 })] : []),
    ...(page + 1 < pages ? [detailNext.button('Next', { p: page + 1 })] : []),
  ];
  return modal({
    callback_id: batchDetailId,
    private_metadata: JSON.stringify({ b: batch.id } satisfies z.input<typeof batchDetailMetadata>),
    title: 'Invites',
    blocks: [
      section(
        `*${outcomeWords(counts)}* to *${named(batch.tenantName)}* as *${named(batch.roleName)}*, by ${named(batch.inviterName)}.`,
      ),
      filterMenu(filter),
      ...(total === 0 ? [section('Nobody.')] : resultLines(recipients, 'person')),
      ...(pages > 1 ? [context(`Page ${page + 1} of ${pages}`)] : []),
      ...(pager.length > 0 ? [actions(pager, 'detail_pager')] : []),
      ...resultActions(batch, counts),
    ],
  });
}

/** A menu beside a text, not an input: Slack refuses a modal with an input and nothing to submit. */
function filterMenu(filter: string): KnownBlock {
  const options = Object.entries(filters).map(([value, { label }]) => choice(value, label));
  const initial = options.find((option) => option.value === filter);
  return section('*Show*', {
    block_id: filterBlock,
    accessory: {
      type: 'static_select',
      action_id: detailFilterAction,
      placeholder: plain('Choose', 150),
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
