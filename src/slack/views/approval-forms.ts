import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Approval } from '../../invites/approval.ts';
import { actions, context, count, cut, inputActionId, modal, plain, section, when } from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { asks, outcome, recipientLines, showRequestButton, whySentence } from './approval.ts';

export const decisionId = 'approval_decision';
export const decisionMetadata = z.object({ a: z.uuid(), d: z.enum(['approve', 'decline']) });
export type DecisionKind = z.infer<typeof decisionMetadata>['d'];

const reasonBlock = 'decision_reason';
const longestReason = 500;
const shownInForm = 50;
const pageSize = 100;

/** Shows exactly what is decided on, and takes a reason: an approver may give one, whoever declines must. */
export function decisionForm(request: Approval, kind: DecisionKind): ModalView {
  const total = request.recipients.length;
  return modal({
    callback_id: decisionId,
    private_metadata: JSON.stringify({ a: request.id, d: kind } satisfies z.input<typeof decisionMetadata>),
    title: kind === 'approve' ? 'Approve' : 'Decline',
    submit: kind === 'approve' ? cut(`Approve ${count(total, 'invite')}`, 24) : 'Decline',
    close: 'Not now',
    blocks: [
      section(`${asks(request)}.`),
      ...recipientLines(request, request.recipients.slice(0, shownInForm), 'person'),
      ...(total > shownInForm ? [context(`… and ${total - shownInForm} more; “Show” on the card lists all.`)] : []),
      context(whySentence(request)),
      ...(kind === 'approve' ? [context('They are sent as they stand here, in your name.')] : []),
      reasonInput(
        reasonBlock,
        kind === 'approve' ? 'A word to the requester' : 'Why not? The requester reads this.',
        kind === 'approve',
      ),
    ],
  });
}

export function reasonInput(blockId: string, label: string, optional: boolean, initial?: string): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    optional,
    label: plain(label),
    element: {
      type: 'plain_text_input',
      action_id: inputActionId,
      multiline: true,
      max_length: longestReason,
      ...(initial ? { initial_value: cut(initial, longestReason) } : {}),
    },
  };
}

/** The reason as it was given, or what is wrong with it. */
export function readDecision(
  values: ViewValues,
  kind: DecisionKind,
): { kind: 'reason'; reason: string | undefined } | { kind: 'errors'; errors: Record<string, string> } {
  const reason = readReason(values, reasonBlock);
  if (kind === 'decline' && !reason) {
    return { kind: 'errors', errors: { [reasonBlock]: 'Please say why, in a few words.' } };
  }
  return { kind: 'reason', reason };
}

export const readReason = (values: ViewValues, blockId: string): string | undefined =>
  cut((fieldValue(values, blockId) ?? '').trim(), longestReason) || undefined;

/** Everybody of a request, page by page, for those who may see them. */
export function requestDetail(request: Approval, page: number): ModalView {
  const { recipients } = request;
  const pages = Math.max(1, Math.ceil(recipients.length / pageSize));
  const turn = (label: string, to: number) => showRequestButton.button(label, { a: request.id, p: to });
  return modal({
    callback_id: 'approval_detail',
    private_metadata: '{}',
    title: 'Request',
    blocks: [
      section(`${asks(request)}.`),
      ...recipientLines(request, recipients.slice(page * pageSize, (page + 1) * pageSize), 'person'),
      context(whySentence(request)),
      context(request.state === 'open' ? `Open until ${when(request.expiresAt)}.` : outcome(request)),
      ...(pages > 1 ? [context(`Page ${page + 1} of ${pages}`)] : []),
      // Two blocks, because one block may not hold the same action twice.
      ...(page > 0 ? [actions([turn('Previous', page - 1)], 'request_previous')] : []),
      ...(page + 1 < pages ? [actions([turn('Next', page + 1)], 'request_next')] : []),
    ],
  });
}
