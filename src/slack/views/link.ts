import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { maskEmail } from '../../invites/mask.ts';
import type { Linked } from '../../people/link.ts';
import {
  actions,
  buttonRef,
  confirm,
  context,
  divider,
  escaped,
  inputActionId,
  modal,
  named,
  plain,
  section,
  when,
} from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';

export const linkTitle = 'Your ROQ account';
export const linkAddressId = 'link.address';
export const linkCodeId = 'link.code';

export const linkButton = buttonRef('link.open', z.object({}));
export const linkOtherButton = buttonRef('link.other', z.object({}));
export const unlinkButton = buttonRef('link.remove', z.object({}));

const block = { address: 'link_address', code: 'link_code' } as const;

/** Goes below a refusal that a link would end. */
export const linkOffer = (): KnownBlock[] => [actions([linkButton.button('Link my account', {})], 'link_offer')];

export const linkAddressForm = (): ModalView =>
  modal({
    callback_id: linkAddressId,
    title: linkTitle,
    submit: 'Mail me a code',
    close: 'Not now',
    blocks: [
      section(
        'To act for you in ROQ, this app needs proof that the account is yours. ROQ mails a one-time code to the address of that account; you type it here. This is needed once.',
      ),
      {
        type: 'input',
        block_id: block.address,
        label: plain('E-mail address of your ROQ account'),
        element: { type: 'email_text_input', action_id: inputActionId },
      },
    ],
  });

/** Says the same whether there is such an account or not. */
export const linkCodeForm = (note?: string): ModalView =>
  modal({
    callback_id: linkCodeId,
    title: linkTitle,
    submit: 'Link',
    close: 'Not now',
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(
        'If a ROQ account has that address, a code of 8 letters and digits is on its way there. It works once, within 10 minutes.',
      ),
      {
        type: 'input',
        block_id: block.code,
        label: plain('Code'),
        element: { type: 'plain_text_input', action_id: inputActionId, max_length: 40 },
      },
      actions([linkOtherButton.button('No mail? Ask again', {})], 'link_again'),
    ],
  });

/** What was typed, or what is wrong with it. */
export type Field = { kind: 'value'; value: string } | { kind: 'errors'; errors: Record<string, string> };

export function readAddress(values: ViewValues): Field {
  const address = (fieldValue(values, block.address) ?? '').trim();
  const fits = address.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(address);
  if (fits) return { kind: 'value', value: address };
  return { kind: 'errors', errors: { [block.address]: 'This is not an e-mail address.' } };
}

export function readTypedCode(values: ViewValues, read: (typed: string) => string | undefined): Field {
  const code = read(fieldValue(values, block.code) ?? '');
  if (code) return { kind: 'value', value: code };
  return { kind: 'errors', errors: { [block.code]: 'A code has 8 letters and digits, as they stand in the mail.' } };
}

const proofs: Record<Linked['proof'], string> = {
  code: 'proved by a code that was mailed to it',
  email: 'because your Slack account has the same e-mail address',
};

/** Whom the person acts for in ROQ. */
export function linkShown({ email, proof, linkedAt }: Linked, tenantName: string, note?: string): ModalView {
  const remove = unlinkButton.button('Remove', {}, { style: 'danger', confirm: removeDialog });
  const other = linkOtherButton.button('Link another account', {});
  return modal({
    title: linkTitle,
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(`You act for *${escaped(maskEmail(email))}* in *${named(tenantName)}*.`),
      context(`Since ${when(linkedAt)}, ${proofs[proof]}.`),
      actions(proof === 'code' ? [other, remove] : [other], 'link_change'),
    ],
  });
}

const removeDialog = confirm({
  title: 'Remove this link?',
  text: 'This app then no longer acts for you in ROQ as this account. Invites that were sent stay as they are.',
  yes: 'Remove',
  danger: true,
});

/** `byEmail`: whether Slack's e-mail address counts in this workspace. */
export const linkRemoved = (command: string, byEmail: boolean): string =>
  byEmail
    ? `Removed. From now on your Slack e-mail address says who you are in ROQ; \`${command} link\` links an account again.`
    : `Removed. This app no longer acts for you in ROQ; \`${command} link\` links an account again.`;
