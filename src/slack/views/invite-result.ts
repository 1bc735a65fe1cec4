import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Batch, BatchCounts, Recipient } from '../../invites/batch.ts';
import { wordsFor } from '../../words/words.ts';
import { actions, buttonRef, confirm, context, count, modal, named, packed, section } from '../kit.ts';
import { refusalSentence } from './fault-words.ts';
import { type Audience, boldPerson } from './invite-line.ts';

const batchRef = z.object({ b: z.uuid() });
export const retryButton = buttonRef('batch.retry', batchRef);
export const recheckButton = buttonRef('batch.recheck', batchRef);
export const stopButton = buttonRef('batch.stop', batchRef);

/** Recipients shown line by line; the rest are counted. */
export const shownResults = 100;

export type ResultData = { batch: Batch; counts: BatchCounts; recipients: readonly Recipient[] };

/** What the modal of the sender shows while a batch is on its way, and when it is through. */
export function inviteResult(data: ResultData): ModalView {
  const { batch, counts } = data;
  return modal({
    title: batch.state === 'sending' ? 'Sending' : 'Invites',
    close: batch.state === 'sending' ? 'Close, it goes on' : 'Done',
    blocks: [
      section(headline(data)),
      ...resultLines(data.recipients, 'person'),
      ...(counts.total > data.recipients.length
        ? [
            context(
              `… and ${(counts.total - data.recipients.length).toLocaleString('en')} more; the card counts all of them.`,
            ),
          ]
        : []),
      ...resultActions(batch, counts),
      context('ROQ mails each invite it accepts. The card in Slack follows what becomes of them.'),
    ],
  });
}

function headline({ batch, counts }: ResultData): string {
  const target = `to *${named(batch.tenantName)}* as *${named(batch.roleName)}*`;
  if (batch.state === 'sending') {
    const ended = counts.sent + counts.refused + counts.unsure;
    return `:hourglass_flowing_sand: Inviting ${count(counts.total, 'person', 'people')} ${target}: ${ended} of ${counts.total} answered.`;
  }
  return `*${outcomeWords(counts)}* ${target}.`;
}

/** "3 sent, 1 refused, 1 unsure": only what there is. */
export function outcomeWords(counts: BatchCounts): string {
  const parts = [
    [counts.sent, 'sent'],
    [counts.refused, 'refused'],
    [counts.unsure, 'unsure'],
    [counts.stopped, 'not sent'],
    [counts.queued + counts.sending, 'waiting'],
    [counts.checking, 'being checked'],
  ] as const;
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${n.toLocaleString('en')} ${word}`);
  return said.join(', ') || 'Nothing sent';
}

/** Every address on its own line with its reason, packed into as few sections as fit. */
export function resultLines(recipients: readonly Recipient[], audience: Audience): KnownBlock[] {
  return packed(recipients.map((recipient) => resultLine(recipient, audience))).map((text) => section(text));
}

export function resultLine(recipient: Recipient, audience: Audience): string {
  const who = boldPerson(wordsFor(undefined), recipient, audience);
  switch (recipient.state) {
    case 'sent':
      return `:white_check_mark: ${who}: sent (ROQ accepted the invite)`;
    case 'refused':
      return `:no_entry_sign: ${who}: refused. ${refusalSentence(wordsFor(undefined), recipient)}`;
    case 'unsure':
      return `:grey_question: ${who}: unsure. ROQ’s answer was lost and no invite was found; “Check again” looks once more.`;
    case 'stopped':
      return `:black_square_for_stop: ${who}: not sent, stopped before its turn`;
    case 'checking':
      return `:mag: ${who}: ROQ’s answer was lost; looking whether the invite exists`;
    default:
      return recipient.tries > 0
        ? `:hourglass_flowing_sand: ${who}: waiting; ROQ cannot be reached and will be tried again`
        : `:hourglass_flowing_sand: ${who}: waiting`;
  }
}

/** The follow-ups that apply to a batch. */
export function resultActions(batch: Pick<Batch, 'id' | 'state'>, counts: BatchCounts): KnownBlock[] {
  const elements = [
    ...(batch.state === 'sending' && counts.queued > 0 ? [stopFor(batch, counts)] : []),
    ...(counts.refused + counts.stopped > 0 && batch.state !== 'sending'
      ? [retryButton.button('Retry the failed', { b: batch.id })]
      : []),
    ...(counts.unsure > 0 ? [recheckButton.button('Check again', { b: batch.id })] : []),
  ];
  return elements.length > 0 ? [actions(elements)] : [];
}

const stopFor = (batch: Pick<Batch, 'id'>, counts: BatchCounts) =>
  stopButton.button(
    'Stop',
    { b: batch.id },
    {
      style: 'danger',
      says: 'Stop sending these invites',
      confirm: confirm({
        title: 'Stop sending?',
        text: `About ${counts.queued.toLocaleString('en')} people have not been sent an invite yet, and will not be. What was sent stays sent.`,
        yes: 'Stop',
        no: 'Go on',
        danger: true,
      }),
    },
  );
