import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Approval } from '../../invites/approval.ts';
import type { Words } from '../../words/words.ts';
import { actions, context, cut, inputActionId, modal, plain, section, when } from '../kit.ts';
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
export function decisionForm(words: Words, request: Approval, kind: DecisionKind): ModalView {
  const { approvals } = words;
  const total = request.recipients.length;
  const agrees = kind === 'approve';
  return modal({
    callback_id: decisionId,
    private_metadata: JSON.stringify({ a: request.id, d: kind } satisfies z.input<typeof decisionMetadata>),
    title: agrees ? approvals.approveTitle : approvals.declineTitle,
    submit: agrees ? approvals.approveMany(total) : approvals.declineSubmit,
    close: words.surfaces.notNow,
    blocks: [
      section(`${asks(words, request)}.`),
      ...recipientLines(words, request, request.recipients.slice(0, shownInForm), 'person'),
      ...(total > shownInForm ? [context(approvals.more(total - shownInForm))] : []),
      context(whySentence(words, request)),
      ...(agrees ? [context(approvals.inYourName)] : []),
      reasonInput(reasonBlock, agrees ? approvals.aWord : approvals.whyNot, agrees),
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
  { approvals }: Words,
  values: ViewValues,
  kind: DecisionKind,
): { kind: 'reason'; reason: string | undefined } | { kind: 'errors'; errors: Record<string, string> } {
  const reason = readReason(values, reasonBlock);
  if (kind === 'decline' && !reason) {
    return { kind: 'errors', errors: { [reasonBlock]: approvals.sayWhy } };
  }
  return { kind: 'reason', reason };
}

export const readReason = (values: ViewValues, blockId: string): string | undefined =>
  cut((fieldValue(values, blockId) ?? '').trim(), longestReason) || undefined;

/** Everybody of a request, page by page, for those who may see them. */
export function requestDetail(words: Words, request: Approval, page: number): ModalView {
  const { approvals, surfaces } = words;
  const { recipients } = request;
  const pages = Math.max(1, Math.ceil(recipients.length / pageSize));
  const turn = (label: string, says: string, to: number) =>
    showRequestButton.button(label, { a: request.id, p: to }, { says });
  return modal({
    callback_id: 'approval_detail',
    private_metadata: '{}',
    title: approvals.title,
    close: surfaces.close,
    blocks: [
      section(`${asks(words, request)}.`),
      ...recipientLines(words, request, recipients.slice(page * pageSize, (page + 1) * pageSize), 'person'),
      context(whySentence(words, request)),
      context(request.state === 'open' ? approvals.openUntil(when(request.expiresAt)) : outcome(words, request)),
      ...(pages > 1 ? [context(surfaces.page(page + 1, pages))] : []),
      // Two blocks, because one block may not hold the same action twice.
      ...(page > 0 ? [actions([turn(surfaces.previous, surfaces.previousSays, page - 1)], 'request_previous')] : []),
      ...(page + 1 < pages ? [actions([turn(surfaces.next, surfaces.nextSays, page + 1)], 'request_next')] : []),
    ],
  });
}
