import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Approval } from '../../invites/approval.ts';
import type { NewRecipient } from '../../invites/batch.ts';
import type { ApprovalWhy } from '../../invites/policy.ts';
import { wordsFor } from '../../words/words.ts';
import { actions, buttonRef, context, count, named, packed, section, when } from '../kit.ts';
import type { Message } from './invite-card.ts';
import { type Audience, boldPerson } from './invite-line.ts';

const approvalRef = z.object({ a: z.uuid() });
export const approveButton = buttonRef('approval.approve', approvalRef);
export const declineButton = buttonRef('approval.decline', approvalRef);
export const showRequestButton = buttonRef('approval.show', approvalRef.extend({ p: z.number().int().min(0) }));

/** People named on a card; the rest are counted. */
const shownOnCard = 10;

/** What approvers decide on; drawn again without its buttons once it is decided or has expired. */
export function approvalCard(request: Approval, audience: Audience): Message {
  const shown = request.recipients.slice(0, shownOnCard);
  const left = request.recipients.length - shown.length;
  const headline = asks(request);
  return {
    text: request.state === 'open' ? `${headline}.` : `${headline}: ${outcome(request)}.`,
    blocks: [
      section(`:raised_hand: ${headline}`),
      ...recipientLines(request, shown, audience),
      ...(left > 0 ? [context(`… and ${left.toLocaleString('en')} more.`)] : []),
      context(whySentence(request)),
      ...(request.state === 'open'
        ? [decideButtons(request), context(`Expires ${when(request.expiresAt)} unless somebody decides.`)]
        : [context(outcome(request)), actions([show(request)])]),
    ],
  };
}

/** Said beside the card when half of the time has passed. */
export function approvalNudge(request: Approval): Message {
  if (request.state !== 'open') {
    const done = `${asks(request)}: ${outcome(request)}.`;
    return { text: done, blocks: [section(done)] };
  }
  const text = `Still waiting for somebody to decide: ${asks(request)}. It expires ${when(request.expiresAt)}.`;
  return { text, blocks: [section(text), decideButtons(request)] };
}

/** What became of it, for whoever asked; by DM. */
export function approvalEnd(request: Approval): Message {
  const text = `Your request to invite ${count(request.recipients.length, 'person', 'people')} to ${named(request.tenantName)} as ${named(request.roleName)}: ${outcome(request)}.`;
  const more = request.state === 'expired' ? ' Nothing was sent; you can ask again.' : '';
  return { text: `${text}${more}`, blocks: [section(`${text}${more}`)] };
}

/** What the requester reads at once. */
export const requested = (total: number): string =>
  `:raised_hand: A second person was asked about ${count(total, 'invite')}. Nothing of it is sent before they agree; you will hear by direct message either way.`;

/** "*Mia Moss* asks to invite *3 people* to *Acme* as *Editor*". */
export const asks = (request: Approval): string =>
  `*${named(request.requesterName)}* asks to invite *${count(request.recipients.length, 'person', 'people')}* to *${named(request.tenantName)}* as *${named(request.roleName)}*`;

/** "approved by Ada Owens today at 10:31: “fine”". */
export function outcome({ state, decision, decidedAt, expiresAt }: Approval): string {
  if (!decision) return `expired ${when(expiresAt)}, because nobody decided`;
  const said = decision.reason ? `: “${named(decision.reason, 500)}”` : '';
  return `${state} by ${named(decision.name)} ${when(decidedAt ?? expiresAt)}${said}`;
}

const whys: Record<ApprovalWhy, string> = {
  person: 'they may not invite by themselves',
  role: 'the role needs a second person',
  outside: 'some addresses are outside of the allowed domains',
  many: 'they are many at once',
};

export function whySentence({ why, reason }: Pick<Approval, 'why' | 'reason'>): string {
  const rules = `A second person decides, because ${why.map((each) => whys[each]).join(', and ')}.`;
  return reason ? `${rules} Their reason: “${named(reason, 500)}”` : `${rules} They gave no reason.`;
}

/** Every person on a line; a role only where it is not the request's own. */
export const recipientLines = (
  { roleKey }: Pick<Approval, 'roleKey'>,
  recipients: readonly NewRecipient[],
  audience: Audience,
): KnownBlock[] =>
  packed(
    recipients.map((recipient) => {
      const role = recipient.roleKey === roleKey ? '' : ` as ${named(recipient.roleKey)}`;
      return `• ${boldPerson(wordsFor(undefined), recipient, audience)}${role}`;
    }),
  ).map((text) => section(text));

const decideButtons = ({ id, requesterName }: Approval) =>
  actions([
    approveButton.button('Approve…', { a: id }, { style: 'primary', says: `Approve the request of ${requesterName}` }),
    declineButton.button('Decline…', { a: id }, { style: 'danger', says: `Decline the request of ${requesterName}` }),
    showRequestButton.button('Show', { a: id, p: 0 }),
  ]);
const show = ({ id }: Approval) => showRequestButton.button('Show', { a: id, p: 0 });
