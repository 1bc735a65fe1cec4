import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import type { DraftContent, DraftRecipient } from '../../invites/draft.ts';
import { cleanName, parseRecipients } from '../../invites/recipients.ts';
import type { Role } from '../../people/person.ts';
import { count, cut, inputActionId, limits, modal, named, plain, section } from '../kit.ts';
import { fieldValue, uploadedFile, type ViewValues } from '../requests.ts';
import { faultSentence } from './fault-words.ts';
import { choice, selectInput } from './fields.ts';
import { localeOptions } from './locales.ts';

export const inviteFormId = 'invite_form';
/** All that a view of a draft carries. */
export const draftMetadata = z.object({ d: z.uuid() });

const block = {
  recipients: 'recipients',
  file: 'file',
  role: 'role',
  locale: 'locale',
  first: 'first_name',
  last: 'last_name',
} as const;

export type InviteFormData = {
  draftId: string;
  tenantName: string;
  roles: readonly Role[];
  content: DraftContent;
  /** The language chosen when the draft has none: the person's own. */
  locale: string;
  /** Whether a file can be given, too. */
  uploads: boolean;
  /** Whether what is filled in becomes a request. */
  mayOnlyAsk: boolean;
  note?: string | undefined;
};

export function inviteForm(data: InviteFormData): ModalView {
  const { content } = data;
  const [only] = content.recipients;
  const single = content.recipients.length === 1 ? only : undefined;
  return modal({
    callback_id: inviteFormId,
    private_metadata: JSON.stringify({ d: data.draftId } satisfies z.input<typeof draftMetadata>),
    title: 'Invite people',
    submit: 'Check',
    close: 'Not now',
    blocks: [
      ...(data.note ? [section(`:information_source: ${data.note}`)] : []),
      section(`They join *${named(data.tenantName)}*. You see who is ready before anything is sent.`),
      ...(data.mayOnlyAsk
        ? [section('You may not invite by yourself: what you fill in becomes a request, which somebody else decides.')]
        : []),
      ...recipientBlocks(data),
      selectInput(block.role, 'Role', roleOptions(data.roles), content.roleKey ?? chosenRole(data.roles, content)),
      selectInput(
        block.locale,
        'Language of the mail',
        localeOptions(content.locale ?? data.locale),
        content.locale ?? data.locale,
      ),
      nameInput(block.first, 'First name', single?.firstName),
      nameInput(block.last, 'Last name', single?.lastName),
    ],
  });
}

/** The role the person meant: the word they typed, or the only one there is. Never a silent guess among several. */
export function chosenRole(roles: readonly Role[], content: Pick<DraftContent, 'roleWord'>): string | undefined {
  const word = content.roleWord?.trim().toLowerCase();
  if (!word) return roles.length === 1 ? roles[0]?.key : undefined;
  return roles.find((role) => role.key.toLowerCase() === word || role.name.toLowerCase() === word)?.key;
}

/** What is already on the draft: to be edited in the field, or, when that is too long for it, only counted. */
function recipientBlocks({ content, uploads }: InviteFormData): KnownBlock[] {
  const fits = fitsTheField(content.recipients);
  const kept = `*${count(content.recipients.length, 'person', 'people')}* from before stay on the sheet; they are too many to edit here. What you add below comes on top.`;
  return [
    ...(fits ? [] : [section(kept)]),
    recipientsInput(fits ? content.recipients : [], uploads || !fits),
    ...(uploads ? [fileInput] : []),
  ];
}

/** Slack's field holds 3000 characters; cutting somebody off is not an option. */
export const fitsTheField = (recipients: readonly DraftRecipient[]): boolean =>
  recipients.map(writtenRecipient).join('\n').length <= limits.plainInput;

const fileInput: InputBlock = {
  type: 'input',
  block_id: block.file,
  optional: true,
  label: plain('Or a CSV file'),
  hint: plain(
    'Columns email, first, last, role, locale in any order, with or without a header. Up to 5 MB and 10,000 rows.',
  ),
  element: { type: 'file_input', action_id: inputActionId, filetypes: ['csv', 'txt', 'tsv'], max_files: 1 },
};

function recipientsInput(recipients: readonly DraftRecipient[], optional: boolean): InputBlock {
  const written = recipients.map(writtenRecipient).join('\n');
  return {
    type: 'input',
    block_id: block.recipients,
    optional,
    label: plain('E-mail addresses'),
    hint: plain('One or many: separated by commas, spaces or new lines. "Bob Berg <bob@y.io>" works too.'),
    element: {
      type: 'plain_text_input',
      action_id: inputActionId,
      multiline: true,
      max_length: limits.plainInput,
      placeholder: plain('ada@x.io, Bob Berg <bob@y.io>', 150),
      focus_on_load: true,
      ...(written ? { initial_value: cut(written, limits.plainInput) } : {}),
    },
  };
}

/** A recipient as it can be typed again. */
const writtenRecipient = (recipient: DraftRecipient): string => {
  if (recipient.fault) return recipient.spelled ?? recipient.email;
  const name = `${recipient.firstName} ${recipient.lastName}`.trim();
  return name ? `${name} <${recipient.email}>` : recipient.email;
};

const roleOptions = (roles: readonly Role[]): PlainTextOption[] =>
  roles.slice(0, limits.options).map((role) => choice(role.key, role.name || role.key));

const nameInput = (blockId: string, label: string, value: string | undefined): InputBlock => ({
  type: 'input',
  block_id: blockId,
  optional: true,
  label: plain(label),
  hint: plain('Only used when you invite one person.'),
  element: {
    type: 'plain_text_input',
    action_id: inputActionId,
    max_length: 100,
    ...(value ? { initial_value: cut(value, 100) } : {}),
  },
});

export type InviteFormAnswer =
  | { kind: 'content'; content: DraftContent & { roleKey: string }; fileId?: string | undefined }
  /** Slack's `errors`, by block id. */
  | { kind: 'errors'; errors: Record<string, string> };

/**
 * Reads the form back; `hasMore` when people from before stay on the sheet: what was filled in, or what is wrong with it,
 * each bad address by name.
 */
export function readInviteForm(values: ViewValues, hasMore: boolean): InviteFormAnswer {
  const recipients = parseRecipients(fieldValue(values, block.recipients) ?? '');
  const roleKey = fieldValue(values, block.role);
  const fileId = uploadedFile(values, block.file);
  const errors: Record<string, string> = {};
  const bad = recipients.filter((recipient) => recipient.fault);
  if (recipients.length === 0 && !fileId && !hasMore)
    errors[block.recipients] = 'Please give at least one e-mail address.';
  else if (bad.length > 0) errors[block.recipients] = badAddresses(bad);
  if (!roleKey) errors[block.role] = 'Please choose a role.';
  if (!roleKey || Object.keys(errors).length > 0) return { kind: 'errors', errors };
  const [only] = recipients;
  if (recipients.length === 1 && only) {
    only.firstName = cleanName(fieldValue(values, block.first) ?? '') || only.firstName;
    only.lastName = cleanName(fieldValue(values, block.last) ?? '') || only.lastName;
  }
  return { kind: 'content', content: { recipients, roleKey, locale: fieldValue(values, block.locale) }, fileId };
}

/** Each bad address with its reason, as many as Slack has room for. */
function badAddresses(bad: readonly DraftRecipient[]): string {
  const lines = bad.map((recipient) => `“${recipient.spelled ?? recipient.email}”: ${faultSentence(recipient.fault)}`);
  const room = 2_000;
  const shown: string[] = [];
  for (const line of lines) {
    if (shown.join(' ').length + line.length > room) break;
    shown.push(line);
  }
  const left = lines.length - shown.length;
  return left > 0 ? `${shown.join(' ')} And ${left} more.` : shown.join(' ');
}
