import type { ActionsBlock, KnownBlock } from '@slack/types';
import { z } from 'zod';
import { isForgotten } from '../../invites/forgotten.ts';
import { canCancel, canResend, type Invite, type InviteStatus } from '../../invites/invite.ts';
import { maskEmail } from '../../invites/mask.ts';
import { actions, buttonRef, confirm, cut, escaped, named, section, when } from '../kit.ts';

/** Whether the readers may see whole addresses. */
export type Audience = 'channel' | 'person';

export const inviteRef = z.object({ i: z.uuid() });
export const resendButton = buttonRef('invite.resend', inviteRef);
export const cancelButton = buttonRef('invite.cancel', inviteRef);

export const addressFor = (email: string, audience: Audience): string => {
  if (isForgotten(email)) return 'a forgotten address';
  return audience === 'person' ? email : maskEmail(email);
};

type Named = { firstName: string; lastName: string; email: string };
const nameOf = (who: Named): string => `${who.firstName} ${who.lastName}`.trim();

/** "Bob Berg (b•••@y.io)" for dialogs and screen readers: plain text. */
export const plainPerson = (who: Named, audience: Audience): string => {
  const address = addressFor(who.email, audience);
  const name = nameOf(who);
  return name ? `${cut(name, 60)} (${cut(address, 100)})` : cut(address, 120);
};

/** "*Bob Berg* b•••@y.io" for mrkdwn. */
export const boldPerson = (who: Named, audience: Audience): string => {
  const name = named(nameOf(who));
  const address = escaped(addressFor(who.email, audience));
  return name ? `*${name}* ${address}` : `*${address}*`;
};

const statusWords: Record<InviteStatus, string> = {
  pending: 'Pending',
  accepted: 'Accepted',
  expired: 'Expired',
  canceled: 'Canceled',
};
export const statusWord = (status: InviteStatus): string => statusWords[status];

/** The buttons that apply in this status, and no others; `undefined` when none does. */
export function inviteButtons(
  who: Named & { id: string; status: InviteStatus },
  audience: Audience,
  blockId?: string,
): ActionsBlock | undefined {
  const person = plainPerson(who, audience);
  const elements: ActionsBlock['elements'] = [];
  if (canResend(who.status)) {
    elements.push(
      resendButton.button(
        who.status === 'pending' ? 'Resend' : 'Invite again',
        { i: who.id },
        {
          says: `${who.status === 'pending' ? 'Resend the invite to' : 'Invite again'} ${person}`,
        },
      ),
    );
  }
  if (canCancel(who.status)) {
    elements.push(
      cancelButton.button(
        'Cancel',
        { i: who.id },
        {
          style: 'danger',
          says: `Cancel the invite of ${person}`,
          confirm: confirm({
            title: 'Cancel this invite?',
            text: `${person} will not be able to join with the mail they have.`,
            yes: 'Cancel the invite',
            no: 'Keep it',
            danger: true,
          }),
        },
      ),
    );
  }
  return elements.length > 0 ? actions(elements, blockId) : undefined;
}

/** One invite with its buttons, as lists and digests show it. */
export function inviteRow(invite: Invite, by: string | undefined, audience: Audience): KnownBlock[] {
  const invitedBy = by ? ` by ${named(by)}` : '';
  const text = `${boldPerson(invite, audience)}\n${statusWord(invite.status)} · invited ${when(invite.createdAt)}${invitedBy}`;
  const buttons = inviteButtons(invite, audience);
  return buttons ? [section(text), buttons] : [section(text)];
}
