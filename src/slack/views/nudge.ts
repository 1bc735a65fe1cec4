import { z } from 'zod';
import type { Batch, Recipient } from '../../invites/batch.ts';
import { mostResends, type Nudge } from '../../invites/nudge.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, confirm, context, escaped, named, section } from '../kit.ts';
import type { Message } from './invite-card.ts';
import { addressFor, inviteButtons, inviteRef } from './invite-line.ts';

export const nudgeAgain = buttonRef('nudge.again', inviteRef);
export const nudgeNotMe = buttonRef('nudge.not_me', z.object({ i: z.uuid() }));

export type NudgeData = { nudge: Nudge; batch: Batch; recipient: Recipient };

/** What the invitee reads in Slack; without its buttons once the invite is not open any more, or not for them. */
export function nudgeMessage(words: Words, data: NudgeData): Message {
  const { nudge: say } = words;
  const { nudge, batch, recipient } = data;
  const ended = endSentence(words, data);
  if (ended) return { text: ended, blocks: [section(ended)] };
  const address = escaped(addressFor(words, recipient.email, 'channel'));
  const waits = (inviter: string) => say.waits(inviter, named(batch.tenantName), address);
  const again = nudge.resends > 0 ? say.sentAgain(Math.min(nudge.resends, mostResends)) : undefined;
  return {
    text: [waits(named(batch.inviterName)), again, say.look].filter(Boolean).join(' '),
    blocks: [
      section(waits(mention(batch))),
      ...(again ? [context(again)] : []),
      buttonsOf(words, data),
      context(say.look),
    ],
  };
}

/** A name can be anybody's; the mention leads to who it is. */
export const mention = ({ slackUserId, inviterName }: Pick<Batch, 'slackUserId' | 'inviterName'>): string =>
  `<@${slackUserId}> (${named(inviterName)})`;

function endSentence({ nudge: say }: Words, { nudge, batch, recipient }: NudgeData): string | undefined {
  const tenant = named(batch.tenantName);
  if (nudge.state === 'stopped') return say.stopped(tenant);
  if (recipient.status === 'accepted') return say.joined(tenant);
  return recipient.status === 'pending' ? undefined : say.ended(tenant);
}

function buttonsOf({ nudge: say, surfaces }: Words, { nudge: { inviteId: i }, batch }: NudgeData) {
  const dialog = confirm({
    title: say.notMeTitle,
    text: say.notMeText(batch.inviterName),
    yes: say.notMeYes,
    no: surfaces.notNow,
  });
  return actions([
    nudgeAgain.button(say.neverGot, { i }, { says: say.saysNeverGot(batch.tenantName) }),
    nudgeNotMe.button(say.notMe, { i }, { says: say.saysNotMe(batch.tenantName), confirm: dialog }),
  ]);
}

/** The word to the inviter that an invite reached somebody else. */
export function nudgeEndMessage(words: Words, { nudge, batch, recipient }: NudgeData): Message {
  const address = escaped(addressFor(words, recipient.email, 'person'));
  const text = words.nudge.refused(`<@${nudge.inviteeId ?? ''}>`, named(batch.tenantName), address);
  const status = recipient.status ?? 'pending';
  const buttons = inviteButtons(words, { ...recipient, id: nudge.inviteId, status }, 'person');
  return { text, blocks: buttons ? [section(text), buttons] : [section(text)] };
}
