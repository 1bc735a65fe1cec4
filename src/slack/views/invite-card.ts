import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Act } from '../../invites/act.ts';
import type { Batch, BatchCounts, Recipient } from '../../invites/batch.ts';
import type { InviteStatus } from '../../invites/invite.ts';
import { wordsFor } from '../../words/words.ts';
import { actions, buttonRef, context, count, escaped, limits, named, section, when } from '../kit.ts';
import { type Audience, addressFor, boldPerson, inviteButtons } from './invite-line.ts';
import { outcomeWords, resultActions, resultLine } from './invite-result.ts';
import { joinedStory, standing, stillOutFirst, stillOutSentence } from './invite-standing.ts';

const batchRef = z.object({ b: z.uuid() });
export const refreshButton = buttonRef('batch.refresh', batchRef);
export const showBatchButton = buttonRef('batch.show', batchRef);

/** Recipients with lines and buttons of their own; a message holds 50 blocks. */
export const shownOnCard = 15;

export type CardData = {
  batch: Batch;
  counts: BatchCounts;
  statuses: Record<InviteStatus, number>;
  /** `shownOnCard` of them, those still out before the others. */
  recipients: readonly Recipient[];
  /** The last thing done to each invite, by invite id. */
  acts: ReadonlyMap<string, Act>;
  audience: Audience;
  /** Why the card is in a DM instead of the channel. */
  moved?: { channelId: string; because: string } | undefined;
};
export type Message = { text: string; blocks: KnownBlock[] };

/** The one message of a batch; drawn again whenever something about it changes. */
export function inviteCard(data: CardData): Message {
  const { batch, counts } = data;
  const title = `*${named(batch.inviterName)}* invited ${count(counts.total, 'person', 'people')} to *${named(batch.tenantName)}* as *${named(batch.roleName)}*`;
  const left = counts.total - data.recipients.length;
  return {
    text: fallback(data),
    blocks: [
      section(title),
      ...(batch.requestedBy
        ? [context(`Requested by ${named(batch.requestedBy)}, approved by ${named(batch.inviterName)}`)]
        : []),
      ...(data.moved ? [context(movedSentence(data.moved))] : []),
      ...(counts.total > 1 || batch.state !== 'done' ? [context(story(data))] : []),
      ...stillOutFirst(data.recipients, data).flatMap((recipient) => recipientBlocks(recipient, data)),
      ...(left > 0 ? [context(`… and ${left.toLocaleString('en')} more.`)] : []),
      ...resultActions(batch, counts),
      actions([
        refreshButton.button('Refresh', { b: batch.id }),
        ...(left > 0 || data.audience === 'channel' ? [showBatchButton.button('Show all', { b: batch.id })] : []),
      ]),
    ].slice(0, limits.messageBlocks),
  };
}

function recipientBlocks(recipient: Recipient, data: CardData): KnownBlock[] {
  const { inviteId, status } = recipient;
  if (recipient.state !== 'sent' || !inviteId || !status) return [section(resultLine(recipient, data.audience))];
  const act = data.acts.get(inviteId);
  const read = recipient.statusAt ? ` · read ${when(recipient.statusAt)}` : '';
  const text = `${boldPerson(wordsFor(undefined), recipient, data.audience)}\n${standing({ ...recipient, status }, data)}${read}${act ? `\n${actSentence(act)}` : ''}`;
  const buttons = inviteButtons(wordsFor(undefined), { ...recipient, id: inviteId, status }, data.audience);
  return buttons ? [section(text), buttons] : [section(text)];
}

/** "Resent by Ada today at 10:31". */
export function actSentence(act: Act): string {
  const by = named(act.actorName);
  const at = when(act.finishedAt ?? act.createdAt);
  const done = act.kind === 'resend' ? 'Resent' : 'Canceled';
  switch (act.state) {
    case 'done':
      return `${done} by ${by} ${at}`;
    case 'unsure':
      return `${by} asked to ${act.kind} it ${at}; ROQ’s answer was lost, so it is not sure that it happened`;
    case 'refused':
      return `${by} asked to ${act.kind} it ${at}; ROQ refused`;
    default:
      return `${by} asked to ${act.kind} it ${at}; ROQ has not answered yet, looking`;
  }
}

/** Said once, by DM, to whoever asked for it, when its end was not known at once. */
export function actEnd(act: Act): Message {
  const text = `The invite of ${escaped(addressFor(wordsFor(undefined), act.email, 'person'))}: ${actSentence(act)}.`;
  return { text, blocks: [section(text)] };
}

/** "5 sent · 3 of 5 joined, 2 pending". */
function story({ counts, statuses, batch }: CardData): string {
  const said = joinedStory(counts, statuses);
  const outcome = batch.state === 'sending' ? `Sending: ${outcomeWords(counts)}` : outcomeWords(counts);
  return said ? `${outcome} · ${said}` : outcome;
}

/** What a screen reader and a notification say. */
function fallback(data: CardData): string {
  const { batch, counts } = data;
  const people = data.recipients
    .slice(0, 3)
    .map((recipient) => addressFor(wordsFor(undefined), recipient.email, data.audience));
  const others = counts.total - people.length;
  const whom = others > 0 ? `${people.join(', ')} and ${others} more` : people.join(', ');
  return `${named(batch.inviterName)} invited ${whom} to ${named(batch.tenantName)} as ${named(batch.roleName)}: ${story(data)}.${stillOutSentence(data.recipients, data, data.audience)}`;
}

const movedSentence = (moved: { channelId: string; because: string }): string =>
  `This card is here because I may not post in <#${moved.channelId}> (${moved.because}). Invite me to that channel to have cards there.`;

/** Said once, by DM, when a large batch is through. */
export function batchEnd({ batch, counts }: Pick<CardData, 'batch' | 'counts'>): Message {
  const text = `Your ${count(counts.total, 'invite')} to ${named(batch.tenantName)} as ${named(batch.roleName)} are through: ${outcomeWords(counts)}.`;
  return {
    text,
    blocks: [
      section(text),
      actions([showBatchButton.button('Show all', { b: batch.id })]),
      ...resultActions(batch, counts),
    ],
  };
}
