import type { ActionsBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { type DigestContent, type DigestRow, needsSomebody } from '../../digests/digest.ts';
import { snoozeDays } from '../../digests/snooze.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, context, escaped, limits, named, plain, section, when } from '../kit.ts';
import type { Message } from './invite-card.ts';
import { type Audience, boldPerson, plainPerson } from './invite-line.ts';

const none = z.object({});
/** `m`: only what the reader invited. */
export const digestShowAll = buttonRef('digest.show_all', z.object({ m: z.literal(true).optional() }));
export const digestResend = buttonRef('digest.resend', none);
export const digestCancel = buttonRef('digest.cancel', none);
export const digestSnooze = buttonRef('digest.snooze', none);
const proposed = z.object({ i: z.array(z.uuid()).max(20) });
export const proposalCancel = buttonRef('digest.cancel_proposed', proposed);
export const proposalSnooze = buttonRef('digest.snooze_proposed', proposed);
export const ownDigestStop = buttonRef('own_digest.stop', none);
/** The boxes to tick: Slack tells of each tick, and there is nothing to do yet. */
export const digestPick = 'digest.pick';

/** Two lines each: so many fit on a screen with what stands around them. Slack takes ten in one group. */
export const shownInDigest = 8;
const mostProposed = 20;
const namedInProposal = 3;

export type DigestLook = {
  words: Words;
  audience: Audience;
  command: string;
  /** For a person's own: whether they still want it. */
  own?: { on: boolean } | undefined;
};

/** One calm message: what still waits and needs somebody, and what can be done with it. */
export function digestMessage(content: DigestContent, look: DigestLook): Message {
  const { words } = look;
  const title = titleOf(content, look);
  const news = newsOf(content, words);
  const rows = content.rows.slice(0, shownInDigest);
  const left = content.rows.length - rows.length;
  const headline = rows.length > 0 ? `${title} ${words.digest.needed(content.rows.length)}` : title;
  return {
    text: [
      headline,
      ...rows.map((row) => spokenRow(row, content, look)),
      ...(left > 0 ? [words.surfaces.andMore(left)] : []),
      ...(content.proposals.length > 0 ? [proposalSentence(content.proposals, look)] : []),
      ...(news ? [news] : []),
    ]
      .join('\n')
      .replaceAll('*', ''),
    blocks: [
      section(headline),
      ...(rows.length > 0 ? pickable(rows, content, look) : []),
      ...(left > 0 ? [context(words.surfaces.andMore(left))] : []),
      ...proposal(content.proposals, look),
      ...(news ? [context(news)] : []),
      ...controls(content, look),
      context(footnotes(content, look)),
    ],
  };
}

function titleOf(content: DigestContent, { words, own }: DigestLook): string {
  const { digest: say } = words;
  const { pending, expired } = content;
  if (pending + expired === 0) return say.emptied;
  const invites = (own ? say.ownInvitesTo : say.invitesTo)(pending + expired, named(content.tenantName));
  return (needsSomebody(content) ? say.waiting : say.emptiedForNow)(invites, say.standing(pending, expired));
}

function newsOf({ news }: DigestContent, { digest: say }: Words): string {
  if (!news || news.sent + (news.joined ?? 0) + news.expired === 0) return '';
  return say.news(news.sent, news.joined, news.expired);
}

/** The rows as boxes to tick. Other rows get another block, so that nobody's ticks move to another invite. */
function pickable(rows: readonly DigestRow[], content: DigestContent, look: DigestLook): KnownBlock[] {
  const { digest: say, selected } = look.words;
  const blockId = `rows ${rows.map(({ invite }) => invite.id.slice(0, 8)).join(' ')}`;
  const options: PlainTextOption[] = rows.map((row) => ({
    value: row.invite.id,
    text: plain(plainPerson(look.words, row.invite, look.audience), limits.option),
    description: plain(facts(row, content, look), limits.option),
  }));
  return [
    { type: 'actions', block_id: blockId, elements: [{ type: 'checkboxes', action_id: digestPick, options }] },
    actions([
      digestResend.button(selected.resend.button, {}, { says: say.resendSelectedSays }),
      digestCancel.button(selected.cancel.button, {}, { says: say.cancelSelectedSays, style: 'danger' }),
      digestSnooze.button(say.snooze(snoozeDays), {}, { says: say.snoozeSays(snoozeDays) }),
    ]),
  ];
}

/** "Expired 29 days ago · resent twice · invited by Alan Adams", plain; what is cut off at the end matters least. */
function facts({ invite, since, resends }: DigestRow, content: DigestContent, { words, own }: DigestLook): string {
  const { digest: say } = words;
  const by = own ? undefined : content.inviters.get(invite.createdByUserId);
  const waited = content.readAt - since;
  return [
    invite.status === 'expired' ? say.expired(waited) : say.noAnswer(waited),
    ...(resends > 0 ? [say.resent(resends)] : []),
    ...(by ? [say.by(by)] : []),
  ].join(' · ');
}

const spokenRow = (row: DigestRow, content: DigestContent, look: DigestLook): string =>
  `${escaped(plainPerson(look.words, row.invite, look.audience))}: ${escaped(facts(row, content, look))}`;

function proposalSentence(all: readonly DigestRow[], { words, audience }: DigestLook): string {
  const proposed = all.slice(0, mostProposed);
  const people = proposed.slice(0, namedInProposal).map(({ invite }) => boldPerson(words, invite, audience));
  const others = proposed.length - people.length;
  return words.digest.proposal(
    proposed.length,
    words.say.list(others > 0 ? [...people, words.digest.others(others)] : people),
  );
}

function proposal(all: readonly DigestRow[], look: DigestLook): KnownBlock[] {
  if (all.length === 0) return [];
  const { digest: say } = look.words;
  const ids = all.slice(0, mostProposed).map(({ invite }) => invite.id);
  return [
    section(proposalSentence(all, look)),
    actions([
      proposalCancel.button(
        say.cancelThese(ids.length),
        { i: ids },
        { says: say.cancelTheseSays(ids.length), style: 'danger' },
      ),
      proposalSnooze.button(say.askLater(snoozeDays), { i: ids }, { says: say.askLaterSays(snoozeDays) }),
    ]),
  ];
}

function controls({ total }: DigestContent, { words, own }: DigestLook): KnownBlock[] {
  const { digest: say } = words;
  const elements: ActionsBlock['elements'] = [
    ...(total > 0
      ? [digestShowAll.button(say.showAll(total), own ? { m: true } : {}, { says: say.showAllSays(total) })]
      : []),
    ...(own?.on ? [ownDigestStop.button(say.stopOwn, {}, { says: say.stopOwnSays })] : []),
  ];
  return elements.length > 0 ? [actions(elements)] : [];
}

function footnotes(
  { readAt, snoozed, elsewhere, leftOut }: DigestContent,
  { words, own, command }: DigestLook,
): string {
  const { digest: say } = words;
  return [
    words.sheet.readAt(when(readAt)),
    ...(snoozed > 0 ? [say.snoozed(snoozed)] : []),
    ...(elsewhere > 0 ? [say.elsewhere(elsewhere)] : []),
    ...(leftOut > 0 ? [say.leftOut(leftOut)] : []),
    ...(own && !own.on ? [say.ownIsOff(command)] : []),
  ].join(' ');
}

/** In the place of a digest whose reader may not see invites any more. */
export const ownDigestGone = (words: Words): Message => ({
  text: words.digest.ownGone,
  blocks: [section(words.digest.ownGone)],
});
