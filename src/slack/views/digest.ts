import { z } from 'zod';
import type { DigestContent } from '../../digests/digest.ts';
import { wordsFor } from '../../words/words.ts';
import { actions, buttonRef, context, count, named, section, when } from '../kit.ts';
import type { Message } from './invite-card.ts';
import { type Audience, addressFor, inviteRow } from './invite-line.ts';

export const digestShowAll = buttonRef('digest.show_all', z.object({}));

/** Rows with buttons in one message (two blocks each; a message holds 50). */
export const shownInDigest = 15;

/** One calm message: what still waits, oldest first, with its buttons. */
export function digestMessage(content: DigestContent, audience: Audience): Message {
  const { invites } = content;
  const pending = invites.filter((invite) => invite.status === 'pending').length;
  const words = [
    ...(pending > 0 ? [`${pending} pending`] : []),
    ...(invites.length > pending ? [`${invites.length - pending} expired`] : []),
  ].join(', ');
  const shown = invites.slice(0, shownInDigest);
  const first = shown.slice(0, 3).map((invite) => addressFor(wordsFor(undefined), invite.email, audience));
  const others = invites.length - first.length;
  return {
    text: `${count(invites.length, 'invite')} to ${named(content.tenantName)} still waiting: ${words}. Oldest: ${first.join(', ')}${others > 0 ? ` and ${others} more` : ''}.`,
    blocks: [
      section(
        `*${count(invites.length, 'invite')} to ${named(content.tenantName)} still waiting*: ${words}. Oldest first.`,
      ),
      ...shown.flatMap((invite) =>
        inviteRow(wordsFor(undefined), invite, content.inviters.get(invite.createdByUserId), audience),
      ),
      ...(invites.length > shown.length || audience === 'channel'
        ? [actions([digestShowAll.button(`Show all ${invites.length}`, {})])]
        : []),
      context(`Read from ROQ ${when(content.readAt)}.${leftOutSentence(content.leftOut)}`),
    ],
  };
}

const leftOutSentence = (leftOut: number): string =>
  leftOut > 0 ? ` ${count(leftOut, 'invite')} that expired more than 30 days ago left out.` : '';

/** What a digest says once nothing waits any more. */
export const digestDone = (readAt: number): Message => ({
  text: 'Nothing is waiting any more. Thank you!',
  blocks: [section('*Nothing is waiting any more.* Thank you!'), context(`Read from ROQ ${when(readAt)}.`)],
});
