import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Approval } from '../../invites/approval.ts';
import type { Recipient } from '../../invites/batch.ts';
import type { Consent } from '../../invites/consent.ts';
import { readAddress } from '../../invites/recipients.ts';
import type { Words } from '../../words/words.ts';
import {
  actions,
  buttonRef,
  confirm,
  context,
  escaped,
  inputActionId,
  modal,
  named,
  packed,
  plain,
  section,
  when,
} from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { faultSentence, refusalSentence } from './fault-words.ts';
import type { Message } from './invite-card.ts';
import { addressFor } from './invite-line.ts';

export const consentRef = z.object({ c: z.uuid() });
export const consentYes = buttonRef('consent.yes', consentRef);
export const consentOther = buttonRef('consent.other', consentRef);
export const consentNo = buttonRef('consent.no', consentRef);
export const consentWithdraw = buttonRef('consent.withdraw', z.object({ g: z.uuid() }));
export const otherAddressId = 'consent_address';
const addressBlock = 'consent_address';

/** A question with what it has become, as far as that is known. */
export type Asked = {
  consent: Consent;
  recipient?: Recipient | undefined;
  request?: Pick<Approval, 'state'> | undefined;
  /** Slack did not take the question. */
  unreachable?: boolean;
};

/** What the picked person reads: the question with its buttons, then what became of their answer. */
export function questionMessage(words: Words, asked: Asked): Message {
  const { consent: say } = words;
  const { consent } = asked;
  if (consent.state !== 'open') {
    const text = answerSentence(words, asked);
    return { text, blocks: [section(text)] };
  }
  const { id: c, inviterName } = consent;
  const ask = (inviter: string) =>
    say.question(inviter, named(consent.tenantName), named(consent.roleName), escaped(masked(words, consent.email)));
  return {
    text: `${ask(named(inviterName))} ${say.standsUntil(when(consent.expiresAt))}`,
    blocks: [
      section(ask(mentioned(consent))),
      actions([
        consentYes.button(say.yes, { c }, { style: 'primary', says: say.saysYes(inviterName) }),
        consentOther.button(say.other, { c }, { says: say.saysOther(inviterName) }),
        consentNo.button(say.no, { c }, { says: say.saysNo(inviterName) }),
      ]),
      context(say.standsUntil(when(consent.expiresAt))),
    ],
  };
}

/** A name can be anybody's; the mention leads to who it is. */
const mentioned = ({ slackUserId, inviterName }: Consent): string => `<@${slackUserId}> (${named(inviterName)})`;
const masked = (words: Words, email: string): string => addressFor(words, email, 'channel');

function answerSentence(words: Words, { consent, recipient, request }: Asked): string {
  const { answered } = words.consent;
  const tenant = named(consent.tenantName);
  const inviter = mentioned(consent);
  switch (consent.state) {
    case 'sent':
      if (recipient?.state === 'sent') return answered.sent(tenant, escaped(masked(words, recipient.email)));
      if (recipient?.state === 'unsure') return answered.unsure(tenant);
      return recipient?.state === 'refused' ? answered.refused(inviter, tenant) : answered.yes(tenant);
    case 'asked':
      return request?.state === 'declined' || request?.state === 'expired'
        ? answered.refused(inviter, tenant)
        : answered.asked(tenant);
    case 'refused':
    case 'no':
    case 'withdrawn':
      return answered[consent.state](inviter, tenant);
    case 'expired':
      return answered.expired(tenant);
    default:
      return answered.yes(tenant);
  }
}

/** The inviter's one message about a group: a line each, drawn again as people answer. */
export function consentsMessage(words: Words, all: readonly Asked[]): Message | undefined {
  const { consent: say } = words;
  const [first] = all;
  if (!first) return undefined;
  const { groupId: g, tenantName, roleName } = first.consent;
  const count = (...states: Consent['state'][]) => all.filter(({ consent }) => states.includes(consent.state)).length;
  const open = count('open');
  const counts = say.counts(count('yes', 'sent', 'asked', 'refused'), count('no'), open);
  const headline = say.tally(all.length, named(tenantName), named(roleName));
  return {
    text: `${headline} ${counts}.`,
    blocks: [
      section(`${headline}\n${counts}.`),
      ...packed(all.map((asked) => `• <@${asked.consent.inviteeId}> ${came(words, asked)}`)).map((text) =>
        section(text),
      ),
      ...(open > 0 ? [actions([withdrawButton(words, g, open)])] : []),
    ],
  };
}

const withdrawButton = ({ consent: say, surfaces }: Words, g: string, open: number) =>
  consentWithdraw.button(
    say.withdraw,
    { g },
    {
      confirm: confirm({
        title: say.withdrawTitle,
        text: say.withdrawText(open),
        yes: say.withdrawYes,
        no: surfaces.notNow,
      }),
    },
  );

function came(words: Words, asked: Asked): string {
  const { came: say, otherAddress } = words.consent;
  const { consent, unreachable } = asked;
  if (consent.state === 'open') return `${unreachable ? say.unreachable : say.open(when(consent.expiresAt))}.`;
  const said = outcome(words, asked);
  return consent.otherAddress ? `${said}. ${otherAddress}` : `${said}.`;
}

function outcome(words: Words, { consent, recipient, request }: Asked): string {
  const { came: say, refused, refusal } = words.consent;
  switch (consent.state) {
    case 'sent':
      if (recipient?.state === 'refused') return say.refusedByRoq(bare(refusalSentence(words, recipient)));
      if (recipient?.state === 'unsure') return say.unsure;
      return recipient?.state === 'sent' ? say.sent(words.statuses[recipient.status ?? 'pending']) : say.yes;
    case 'asked':
      if (request?.state === 'approved') return say.approved;
      if (request?.state === 'declined') return say.declined;
      return request?.state === 'expired' ? say.undecided : say.asked;
    case 'refused':
      return refused(refusal[consent.refusal ?? 'forbidden']);
    case 'open':
      return '';
    default:
      return say[consent.state];
  }
}

const bare = (sentence: string): string => sentence.replace(/\.$/, '');

/** Asks for the address the invitation shall go to instead. */
export function otherAddressForm(words: Words, consent: Consent): ModalView {
  const { consent: say, surfaces } = words;
  return modal({
    callback_id: otherAddressId,
    private_metadata: JSON.stringify({ c: consent.id } satisfies z.input<typeof consentRef>),
    title: say.otherTitle,
    submit: say.otherSubmit,
    close: surfaces.notNow,
    blocks: [
      section(say.otherIntro(mentioned(consent), named(consent.tenantName), named(consent.roleName))),
      {
        type: 'input',
        block_id: addressBlock,
        label: plain(say.otherField),
        hint: plain(say.otherHint),
        element: { type: 'email_text_input', action_id: inputActionId },
      },
    ],
  });
}

/** The address that was given, or what is wrong with it. */
export function readOtherAddress(
  words: Words,
  values: ViewValues,
): { email: string } | { errors: Record<string, string> } {
  const { email, fault } = readAddress(fieldValue(values, addressBlock) ?? '');
  return fault ? addressError(faultSentence(words, fault)) : { email };
}

export const addressError = (sentence: string): { errors: Record<string, string> } => ({
  errors: { [addressBlock]: sentence },
});
