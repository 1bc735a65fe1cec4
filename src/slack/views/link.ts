import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { maskEmail } from '../../invites/mask.ts';
import type { Linked } from '../../people/link.ts';
import type { Words } from '../../words/words.ts';
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

export const linkAddressId = 'link.address';
export const linkCodeId = 'link.code';

export const linkButton = buttonRef('link.open', z.object({}));
export const linkOtherButton = buttonRef('link.other', z.object({}));
export const unlinkButton = buttonRef('link.remove', z.object({}));

const block = { address: 'link_address', code: 'link_code' } as const;

/** Goes below a refusal that a link would end. */
export const linkOffer = ({ link }: Words): KnownBlock[] => [
  actions([linkButton.button(link.offer, {})], 'link_offer'),
];

export const linkAddressForm = ({ link, surfaces }: Words): ModalView =>
  modal({
    callback_id: linkAddressId,
    title: link.title,
    submit: link.mailCode,
    close: surfaces.notNow,
    blocks: [
      section(link.addressExplains),
      {
        type: 'input',
        block_id: block.address,
        label: plain(link.address),
        element: { type: 'email_text_input', action_id: inputActionId },
      },
    ],
  });

/** Says the same whether there is such an account or not. */
export const linkCodeForm = ({ link, surfaces }: Words, note?: string): ModalView =>
  modal({
    callback_id: linkCodeId,
    title: link.title,
    submit: link.submit,
    close: surfaces.notNow,
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(link.codeExplains),
      {
        type: 'input',
        block_id: block.code,
        label: plain(link.code),
        element: { type: 'plain_text_input', action_id: inputActionId, max_length: 40 },
      },
      actions([linkOtherButton.button(link.noMail, {})], 'link_again'),
    ],
  });

/** What was typed, or what is wrong with it. */
export type Field = { kind: 'value'; value: string } | { kind: 'errors'; errors: Record<string, string> };

export function readAddress({ link }: Words, values: ViewValues): Field {
  const address = (fieldValue(values, block.address) ?? '').trim();
  const fits = address.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(address);
  if (fits) return { kind: 'value', value: address };
  return { kind: 'errors', errors: { [block.address]: link.noAddress } };
}

export function readTypedCode({ link }: Words, values: ViewValues, read: (typed: string) => string | undefined): Field {
  const code = read(fieldValue(values, block.code) ?? '');
  if (code) return { kind: 'value', value: code };
  return { kind: 'errors', errors: { [block.code]: link.noCode } };
}

/** Whom the person acts for in ROQ. */
export function linkShown(
  { link, surfaces }: Words,
  { email, proof, linkedAt }: Linked,
  tenantName: string,
  note?: string,
): ModalView {
  const dialog = confirm({ ...link.removeDialog, no: surfaces.notNow, danger: true });
  const remove = unlinkButton.button(link.remove, {}, { style: 'danger', says: link.removeSays, confirm: dialog });
  const other = linkOtherButton.button(link.linkOther, {});
  return modal({
    title: link.title,
    close: surfaces.close,
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(link.actsFor(escaped(maskEmail(email)), named(tenantName))),
      context(link.since(when(linkedAt), link.proofs[proof])),
      actions(proof === 'code' ? [other, remove] : [other], 'link_change'),
    ],
  });
}

/** `byEmail`: whether Slack's e-mail address counts in this workspace. */
export const linkRemoved = ({ link }: Words, command: string, byEmail: boolean): string =>
  byEmail ? link.removedButEmail(command) : link.removed(command);
