import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { chosenRole } from '../../invites/chosen-role.ts';
import type { DraftContent, DraftRecipient } from '../../invites/draft.ts';
import { cleanName, parseRecipients } from '../../invites/recipients.ts';
import type { Role } from '../../people/person.ts';
import type { Words } from '../../words/words.ts';
import { cut, inputActionId, limits, modal, named, plain, section } from '../kit.ts';
import { fieldValue, uploadedFile, type ViewValues } from '../requests.ts';
import { faultSentence } from './fault-words.ts';
import { choice, selectInput } from './fields.ts';
import { localeOptions } from './locales.ts';
import { peopleInput, readPicks } from './picks.ts';

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

export function inviteForm(words: Words, data: InviteFormData): ModalView {
  const { content } = data;
  const { inviteForm: say } = words;
  const [only] = content.recipients;
  const single = content.recipients.length === 1 ? only : undefined;
  return modal({
    callback_id: inviteFormId,
    private_metadata: JSON.stringify({ d: data.draftId } satisfies z.input<typeof draftMetadata>),
    title: words.surfaces.invitePeople,
    submit: say.submit,
    close: words.surfaces.notNow,
    blocks: [
      ...(data.note ? [section(`:information_source: ${data.note}`)] : []),
      section(say.joins(named(data.tenantName))),
      ...(data.mayOnlyAsk ? [section(say.mayOnlyAsk)] : []),
      ...recipientBlocks(words, data),
      peopleInput(words, content),
      selectInput(block.role, say.role, roleOptions(data.roles), content.roleKey ?? chosenRole(data.roles, content)),
      selectInput(
        block.locale,
        say.locale,
        localeOptions(words, content.locale ?? data.locale),
        content.locale ?? data.locale,
      ),
      nameInput(block.first, say.firstName, say.nameHint, single?.firstName),
      nameInput(block.last, say.lastName, say.nameHint, single?.lastName),
    ],
  });
}

/** What is already on the draft: to be edited in the field, or, when that is too long for it, only counted. */
function recipientBlocks(words: Words, { content, uploads }: InviteFormData): KnownBlock[] {
  const fits = fitsTheField(content.recipients);
  return [
    ...(fits ? [] : [section(words.inviteForm.kept(content.recipients.length))]),
    recipientsInput(words, fits ? content.recipients : []),
    ...(uploads ? [fileInput(words)] : []),
  ];
}

/** Slack's field holds 3000 characters; cutting somebody off is not an option. */
export const fitsTheField = (recipients: readonly DraftRecipient[]): boolean =>
  recipients.map(writtenRecipient).join('\n').length <= limits.plainInput;

const fileInput = ({ inviteForm: say }: Words): InputBlock => ({
  type: 'input',
  block_id: block.file,
  optional: true,
  label: plain(say.file),
  hint: plain(say.fileHint),
  element: { type: 'file_input', action_id: inputActionId, filetypes: ['csv', 'txt', 'tsv'], max_files: 1 },
});

/** Not required: people may be picked or come in a file instead. */
function recipientsInput({ inviteForm: say }: Words, recipients: readonly DraftRecipient[]): InputBlock {
  const written = recipients.map(writtenRecipient).join('\n');
  return {
    type: 'input',
    block_id: block.recipients,
    optional: true,
    label: plain(say.addresses),
    hint: plain(say.addressesHint),
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

const nameInput = (blockId: string, label: string, hint: string, value: string | undefined): InputBlock => ({
  type: 'input',
  block_id: blockId,
  optional: true,
  label: plain(label),
  hint: plain(hint),
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
export function readInviteForm(words: Words, values: ViewValues, hasMore: boolean): InviteFormAnswer {
  const recipients = parseRecipients(fieldValue(values, block.recipients) ?? '');
  const roleKey = fieldValue(values, block.role);
  const fileId = uploadedFile(values, block.file);
  const { userIds, errors } = readPicks(words, values);
  const bad = recipients.filter((recipient) => recipient.fault);
  if (recipients.length === 0 && !fileId && !hasMore && userIds.length === 0)
    errors[block.recipients] = words.inviteForm.needsAddress;
  else if (bad.length > 0) errors[block.recipients] = badAddresses(words, bad);
  if (!roleKey) errors[block.role] = words.inviteForm.needsRole;
  if (!roleKey || Object.keys(errors).length > 0) return { kind: 'errors', errors };
  const [only] = recipients;
  if (recipients.length === 1 && only) {
    only.firstName = cleanName(fieldValue(values, block.first) ?? '') || only.firstName;
    only.lastName = cleanName(fieldValue(values, block.last) ?? '') || only.lastName;
  }
  const picks = userIds.map((userId) => ({ userId }));
  return { kind: 'content', content: { recipients, picks, roleKey, locale: fieldValue(values, block.locale) }, fileId };
}

/** Each bad address with its reason, as many as Slack has room for. */
function badAddresses(words: Words, bad: readonly DraftRecipient[]): string {
  const { badAddress, moreBadAddresses } = words.inviteForm;
  const lines = bad.map(({ spelled, email, fault }) => badAddress(spelled ?? email, faultSentence(words, fault)));
  const room = 2_000;
  const shown: string[] = [];
  for (const line of lines) {
    if (shown.join(' ').length + line.length > room) break;
    shown.push(line);
  }
  const left = lines.length - shown.length;
  return left > 0 ? `${shown.join(' ')} ${moreBadAddresses(left)}` : shown.join(' ');
}
