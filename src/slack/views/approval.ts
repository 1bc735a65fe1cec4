import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Approval } from '../../invites/approval.ts';
import type { NewRecipient } from '../../invites/batch.ts';
import type { ApprovalWhy } from '../../invites/policy.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, confirm, context, named, packed, section, when } from '../kit.ts';
import type { Message } from './invite-card.ts';
import { type Audience, boldPerson } from './invite-line.ts';

const approvalRef = z.object({ a: z.uuid() });
export const approveButton = buttonRef('approval.approve', approvalRef);
export const declineButton = buttonRef('approval.decline', approvalRef);
export const showRequestButton = buttonRef('approval.show', approvalRef.extend({ p: z.number().int().min(0) }));

export const withdrawButton = buttonRef('approval.withdraw', approvalRef);

/** People named on a card; the rest are counted. */
const shownOnCard = 10;

/** What approvers decide on; drawn again without its buttons once it is decided or has expired. */
export function approvalCard(words: Words, request: Approval, audience: Audience): Message {
  const { approvals } = words;
  const shown = request.recipients.slice(0, shownOnCard);
  const left = request.recipients.length - shown.length;
  const headline = asks(words, request);
  const open = request.state === 'open';
  const end = open ? approvals.expires(when(request.expiresAt)) : outcome(words, request);
  return {
    text: open ? `${headline}. ${whySentence(words, request)} ${end}` : `${headline}: ${end}.`,
    blocks: [
      section(`:raised_hand: ${headline}`),
      ...recipientLines(words, request, shown, audience),
      ...(left > 0 ? [context(words.surfaces.andMore(left))] : []),
      context(whySentence(words, request)),
      ...(open ? [decideButtons(words, request)] : []),
      context(end),
      ...(open ? [] : [actions([showFor(words, request)])]),
    ],
  };
}

/** Said beside the card when half of the time has passed. */
export function approvalNudge(words: Words, request: Approval): Message {
  if (request.state !== 'open') {
    const done = `${asks(words, request)}: ${outcome(words, request)}.`;
    return { text: done, blocks: [section(done)] };
  }
  const text = words.approvals.stillWaiting(asks(words, request), when(request.expiresAt));
  return { text, blocks: [section(text), decideButtons(words, request)] };
}

/** For whoever asked: it can be looked at, and withdrawn while nobody decided. */
export function approvalAsked(words: Words, request: Approval): Message {
  const { approvals } = words;
  const [tenant, role] = [named(request.tenantName), named(request.roleName)];
  const total = request.recipients.length;
  if (request.state !== 'open') {
    const text = approvals.ended(total, tenant, role, outcome(words, request));
    return { text, blocks: [section(text)] };
  }
  const text = approvals.youAsked(total, tenant, role, when(request.expiresAt));
  return { text, blocks: [section(text), actions([showFor(words, request), withdrawFor(words, request)])] };
}

const withdrawFor = ({ approvals }: Words, { id, recipients }: Approval) =>
  withdrawButton.button(
    approvals.withdraw,
    { a: id },
    {
      style: 'danger',
      says: approvals.withdrawOf(recipients.length),
      confirm: confirm({
        title: approvals.withdrawTitle,
        text: approvals.withdrawText,
        yes: approvals.withdraw,
        no: approvals.withdrawNo,
        danger: true,
      }),
    },
  );

/** What became of it, for whoever asked; by DM. */
export function approvalEnd(words: Words, request: Approval): Message {
  const { approvals } = words;
  const [tenant, role] = [named(request.tenantName), named(request.roleName)];
  const ended = approvals.ended(request.recipients.length, tenant, role, outcome(words, request));
  const text = request.state === 'expired' ? `${ended} ${approvals.askAgain}` : ended;
  return { text, blocks: [section(text)] };
}

/** What the requester reads at once. */
export const requested = ({ approvals }: Words, total: number): string => `:raised_hand: ${approvals.requested(total)}`;

/** "*Mia Moss* asks to invite *3 people* to *Acme* as *Editor*". */
export const asks = ({ approvals }: Words, request: Approval): string =>
  approvals.asks(
    named(request.requesterName),
    request.recipients.length,
    named(request.tenantName),
    named(request.roleName),
  );

/** "approved by Ada Owens today at 10:31: “fine”". */
export function outcome({ approvals }: Words, { state, decision, decidedAt, expiresAt }: Approval): string {
  if (state === 'withdrawn') return approvals.withdrawn(when(decidedAt ?? expiresAt));
  if (!decision) return approvals.undecided(when(expiresAt));
  const tell = state === 'declined' ? approvals.declined : approvals.approved;
  const said = tell(named(decision.name), when(decidedAt ?? expiresAt));
  return decision.reason ? approvals.withReason(said, named(decision.reason, 500)) : said;
}

export function whySentence({ approvals }: Words, { why, reason }: Pick<Approval, 'why' | 'reason'>): string {
  const whys: Record<ApprovalWhy, string> = approvals.whys;
  const rules = approvals.because(why.map((each) => whys[each]));
  return `${rules} ${reason ? approvals.theirReason(named(reason, 500)) : approvals.noReason}`;
}

/** Every person on a line; a role only where it is not the request's own. */
export const recipientLines = (
  words: Words,
  { roleKey }: Pick<Approval, 'roleKey'>,
  recipients: readonly NewRecipient[],
  audience: Audience,
): KnownBlock[] =>
  packed(
    recipients.map((recipient) => {
      const person = boldPerson(words, recipient, audience);
      const other = recipient.roleKey !== roleKey;
      return `• ${other ? words.approvals.asRole(person, named(recipient.roleKey)) : person}`;
    }),
  ).map((text) => section(text));

const decideButtons = (words: Words, request: Approval) => {
  const { approve, approveOf, decline, declineOf } = words.approvals;
  const { id, requesterName } = request;
  return actions([
    approveButton.button(approve, { a: id }, { style: 'primary', says: approveOf(requesterName) }),
    declineButton.button(decline, { a: id }, { style: 'danger', says: declineOf(requesterName) }),
    showFor(words, request),
  ]);
};
const showFor = ({ approvals }: Words, { id, requesterName }: Approval) =>
  showRequestButton.button(approvals.show, { a: id, p: 0 }, { says: approvals.showOf(requesterName) });
