import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import { isForgotten } from '../../invites/forgotten.ts';
import { canCancel, canResend, type Invite, type InviteStatus } from '../../invites/invite.ts';
import { maskEmail } from '../../invites/mask.ts';
import { isRemindable } from '../../invites/reminder.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, confirm, cut, escaped, named, plainName, section, when } from '../kit.ts';
import { remindingButton } from './reminders.ts';

/** Whether the readers may see whole addresses. */
export type Audience = 'channel' | 'person';

export const inviteRef = z.object({ i: z.uuid() });
export const resendButton = buttonRef('invite.resend', inviteRef);
export const cancelButton = buttonRef('invite.cancel', inviteRef);

/** The address as these readers may see it; plain text. */
export const addressFor = (words: Words, email: string, audience: Audience): string => {
  if (isForgotten(email)) return words.inviteLine.forgotten;
  return audience === 'person' ? email : maskEmail(email);
};

type Named = { firstName: string; lastName: string; email: string };
const nameOf = (who: Named): string => `${who.firstName} ${who.lastName}`.trim();

/** "Bob Berg (b•••@y.io)" for dialogs and screen readers: plain text. */
export const plainPerson = (words: Words, who: Named, audience: Audience): string => {
  const address = addressFor(words, who.email, audience);
  const name = plainName(nameOf(who));
  return name ? `${cut(name, 60)} (${cut(address, 100)})` : cut(address, 120);
};

/** "*Bob Berg* b•••@y.io" for mrkdwn. */
export const boldPerson = (words: Words, who: Named, audience: Audience): string => {
  const name = named(nameOf(who));
  const address = escaped(addressFor(words, who.email, audience));
  return name ? `*${name}* ${address}` : `*${address}*`;
};

type Actable = Named & { id: string; status: InviteStatus };

/** The buttons that apply in this status, and no others; `undefined` when none does. */
export function inviteButtons(
  words: Words,
  who: Actable,
  audience: Audience,
  blockId?: string,
): ActionsBlock | undefined {
  const person = plainPerson(words, who, audience);
  const elements = [
    ...(canResend(who.status) ? [resendFor(words, who, person)] : []),
    ...(canCancel(who.status) ? [cancelFor(words, who, person)] : []),
  ];
  return elements.length > 0 ? actions(elements, blockId) : undefined;
}

function resendFor({ inviteLine }: Words, { id, status }: Actable, person: string): Button {
  const [label, says] =
    status === 'pending'
      ? [inviteLine.resend, inviteLine.resendTo(person)]
      : [inviteLine.inviteAgain, inviteLine.invitePersonAgain(person)];
  return resendButton.button(label, { i: id }, { says });
}

function cancelFor({ inviteLine }: Words, { id }: Actable, person: string): Button {
  const { title, text, yes, no } = inviteLine.cancelDialog;
  const dialog = confirm({ title, text: text(person), yes, no, danger: true });
  return cancelButton.button(
    inviteLine.cancel,
    { i: id },
    { style: 'danger', says: inviteLine.cancelOf(person), confirm: dialog },
  );
}

/** Where invitees are reminded by itself: the addresses that never are. */
export type Reminding = { excluded: ReadonlySet<string> };

/** One invite with its buttons, as lists and digests show it. */
export function inviteRow(
  words: Words,
  invite: Invite,
  by: string | undefined,
  audience: Audience,
  reminding?: Reminding,
): KnownBlock[] {
  const { inviteLine, statuses } = words;
  const standing = inviteLine.standing(statuses[invite.status], when(invite.createdAt), by && named(by));
  const text = `${boldPerson(words, invite, audience)}\n${standing}`;
  const buttons = inviteButtons(words, invite, audience);
  if (buttons && reminding && isRemindable(invite.status)) {
    const chosen = { id: invite.id, excluded: reminding.excluded.has(invite.email) };
    buttons.elements.push(remindingButton(words, chosen, plainPerson(words, invite, audience)));
  }
  return buttons ? [section(text), buttons] : [section(text)];
}
