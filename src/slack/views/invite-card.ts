import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Act } from '../../invites/act.ts';
import type { Batch, BatchCounts, Recipient } from '../../invites/batch.ts';
import type { InviteStatus } from '../../invites/invite.ts';
import { isReminder } from '../../invites/reminder.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, context, escaped, limits, named, section, when } from '../kit.ts';
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
export function inviteCard(words: Words, data: CardData): Message {
  const { card } = words;
  const { batch, counts } = data;
  const { inviterName, tenantName, roleName } = batch;
  const left = counts.total - data.recipients.length;
  return {
    text: spoken(words, data),
    blocks: [
      section(card.headline(named(inviterName), counts.total, named(tenantName), named(roleName))),
      ...remarks(words, data).map((remark) => context(remark)),
      ...(counts.total > 1 || batch.state !== 'done' ? [context(story(words, data))] : []),
      ...stillOutFirst(data.recipients, data).flatMap((recipient) => recipientBlocks(words, recipient, data)),
      ...(left > 0 ? [context(words.surfaces.andMore(left))] : []),
      ...resultActions(words, batch, counts),
      actions([
        refreshButton.button(card.refresh, { b: batch.id }, { says: card.refreshSays }),
        ...(left > 0 || data.audience === 'channel' ? [showBatchButton.button(card.showAll, { b: batch.id })] : []),
      ]),
    ].slice(0, limits.messageBlocks),
  };
}

/** Who asked for it and who agreed, and why it does not stand where it was wanted. */
function remarks({ card }: Words, { batch, moved }: CardData): string[] {
  return [
    ...(batch.requestedBy ? [card.approvedBy(named(batch.requestedBy), named(batch.inviterName))] : []),
    ...(moved ? [card.moved(`<#${moved.channelId}>`, moved.because)] : []),
  ];
}

function recipientBlocks(words: Words, recipient: Recipient, data: CardData): KnownBlock[] {
  const { inviteId, status } = recipient;
  if (recipient.state !== 'sent' || !inviteId || !status) {
    return [section(resultLine(words, data.batch, recipient, data.audience))];
  }
  const act = data.acts.get(inviteId);
  const stands = standing(words, { ...recipient, status }, data);
  const read = recipient.statusAt ? ` · ${words.card.read(when(recipient.statusAt))}` : '';
  const text = [
    boldPerson(words, recipient, data.audience),
    `${stands}${read}`,
    ...(act ? [actSentence(words, act)] : []),
  ].join('\n');
  const buttons = inviteButtons(words, { ...recipient, id: inviteId, status }, data.audience);
  return buttons ? [section(text), buttons] : [section(text)];
}

/** "Resent by Ada today at 10:31". */
export function actSentence({ card: { acts, reminders } }: Words, act: Act): string {
  const at = when(act.finishedAt ?? act.createdAt);
  if (isReminder(act)) return reminders[act.state](at);
  return acts[act.state](act.kind, named(act.actorName), at, act.requestId);
}

/** Said once, by DM, to whoever asked for it, when its end was not known at once. */
export function actEnd(words: Words, act: Act): Message {
  const text = words.card.actEnded(escaped(addressFor(words, act.email, 'person')), actSentence(words, act));
  return { text, blocks: [section(text)] };
}

/** "5 sent · 3 of 5 joined, 2 pending". */
function story(words: Words, { counts, statuses, batch }: CardData): string {
  const said = joinedStory(words, counts, statuses);
  const outcome = outcomeWords(words, counts);
  const soFar = batch.state === 'sending' ? words.card.sending(outcome) : outcome;
  return said ? `${soFar} · ${said}` : soFar;
}

/** What a screen reader and a notification say. */
function spoken(words: Words, data: CardData): string {
  const { batch, counts, audience } = data;
  const people = data.recipients.slice(0, 3).map(({ email }) => addressFor(words, email, audience));
  const others = counts.total - people.length;
  const names = [named(batch.tenantName), named(batch.roleName)] as const;
  return [
    words.card.spoken(named(batch.inviterName), people, others, ...names, story(words, data)),
    ...stillOutSentence(words, data.recipients, data, audience),
    ...remarks(words, data),
  ].join(' ');
}

/** Said once, by DM, when a large batch is through. */
export function batchEnd(words: Words, { batch, counts }: Pick<CardData, 'batch' | 'counts'>): Message {
  const { tenantName, roleName } = batch;
  const outcome = outcomeWords(words, counts);
  const text = words.card.batchEnded(counts.total, named(tenantName), named(roleName), outcome);
  return {
    text,
    blocks: [
      section(text),
      actions([showBatchButton.button(words.card.showAll, { b: batch.id })]),
      ...resultActions(words, batch, counts),
    ],
  };
}
