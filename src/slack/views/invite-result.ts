import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Batch, BatchCounts, RecipientOutcome } from '../../invites/batch.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, confirm, context, modal, named, packed, section } from '../kit.ts';
import { refusalSentence } from './fault-words.ts';
import { type Audience, boldPerson } from './invite-line.ts';

const batchRef = z.object({ b: z.uuid() });
export const retryButton = buttonRef('batch.retry', batchRef);
export const recheckButton = buttonRef('batch.recheck', batchRef);
export const stopButton = buttonRef('batch.stop', batchRef);

/** Recipients shown line by line; the rest are counted. */
export const shownResults = 100;

export type ResultData = { batch: Batch; counts: BatchCounts; recipients: readonly RecipientOutcome[] };

/** What the modal of the sender shows while a batch is on its way, and when it is through. */
export function inviteResult(words: Words, data: ResultData): ModalView {
  const { result } = words;
  const { batch, counts } = data;
  const sending = batch.state === 'sending';
  const left = counts.total - data.recipients.length;
  return modal({
    title: sending ? result.sendingTitle : result.title,
    close: sending ? result.closeGoesOn : result.done,
    blocks: [
      section(headline(words, data)),
      ...resultLines(words, batch, data.recipients, 'person'),
      ...(left > 0 ? [context(result.more(left))] : []),
      ...resultActions(words, batch, counts),
      context(result.roqMails),
    ],
  });
}

function headline(words: Words, { batch, counts }: ResultData): string {
  const { result } = words;
  const [tenant, role] = [named(batch.tenantName), named(batch.roleName)];
  if (batch.state !== 'sending') return result.ended(outcomeWords(words, counts), tenant, role);
  const ended = counts.sent + counts.refused + counts.unsure;
  return `:hourglass_flowing_sand: ${result.sending(counts.total, tenant, role, ended)}`;
}

/** "3 sent, 1 refused, 1 unsure": only what there is. */
export function outcomeWords({ result: { outcomes, nothingSent } }: Words, counts: BatchCounts): string {
  const parts = [
    [counts.sent, outcomes.sent],
    [counts.refused, outcomes.refused],
    [counts.unsure, outcomes.unsure],
    [counts.stopped, outcomes.stopped],
    [counts.queued + counts.sending, outcomes.waiting],
    [counts.checking, outcomes.checking],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => word(n));
  return said.join(', ') || nothingSent;
}

/** Every address on its own line with its reason, packed into as few sections as fit. */
export function resultLines(
  words: Words,
  batch: Asked,
  recipients: readonly RecipientOutcome[],
  audience: Audience,
): KnownBlock[] {
  const lines = recipients.map((recipient) => resultLine(words, batch, recipient, audience));
  return packed(lines).map((text) => section(text));
}

/** The request it was asked with: its reference tells whoever reads the log what nobody else knows. */
type Asked = Pick<Batch, 'requestId'>;

export function resultLine(words: Words, batch: Asked, recipient: RecipientOutcome, audience: Audience): string {
  const { lines } = words.result;
  const who = boldPerson(words, recipient, audience);
  switch (recipient.state) {
    case 'sent':
      return `:white_check_mark: ${lines.sent(who)}`;
    case 'refused':
      return `:no_entry_sign: ${lines.refused(who, refusalSentence(words, recipient))}`;
    case 'unsure':
      return `:grey_question: ${lines.unsure(who, batch.requestId)}`;
    case 'stopped':
      return `:black_square_for_stop: ${lines.stopped(who)}`;
    case 'checking':
      return `:mag: ${lines.checking(who)}`;
    default:
      return `:hourglass_flowing_sand: ${recipient.tries > 0 ? lines.waitingForRoq(who) : lines.waiting(who)}`;
  }
}

/** The follow-ups that apply to a batch. */
export function resultActions(words: Words, batch: Pick<Batch, 'id' | 'state'>, counts: BatchCounts): KnownBlock[] {
  const { retry, checkAgain } = words.result;
  const elements = [
    ...(batch.state === 'sending' && counts.queued > 0 ? [stopFor(words, batch, counts)] : []),
    ...(counts.refused + counts.stopped > 0 && batch.state !== 'sending'
      ? [retryButton.button(retry, { b: batch.id })]
      : []),
    ...(counts.unsure > 0 ? [recheckButton.button(checkAgain, { b: batch.id })] : []),
  ];
  return elements.length > 0 ? [actions(elements)] : [];
}

function stopFor({ result }: Words, { id }: Pick<Batch, 'id'>, { queued }: BatchCounts) {
  const { title, text, yes, no } = result.stopDialog;
  const dialog = confirm({ title, text: text(queued), yes, no, danger: true });
  return stopButton.button(result.stop, { b: id }, { style: 'danger', says: result.stopThese, confirm: dialog });
}
