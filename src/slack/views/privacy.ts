import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { PrivacySettings } from '../../workspaces/settings.ts';
import { buttonRef, context, divider, inputActionId, modal, named, plain, section } from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { choice, selectInput } from './fields.ts';

export const privacyId = 'privacy';
export const privacyButton = buttonRef('settings.privacy', z.object({}));

const block = { addresses: 'privacy_addresses', days: 'privacy_days', channel: 'privacy_channel' } as const;
const addressChoices = [choice('masked', 'Masked: a•••@acme.com'), choice('whole', 'Whole: ada@acme.com')];
const mostDays = 3_650;

/** Who sees addresses, how long the audit log is kept, and where its lines go. */
export function privacyForm(privacy: PrivacySettings, tenantName: string, note?: string): ModalView {
  return modal({
    callback_id: privacyId,
    private_metadata: '{}',
    title: 'Privacy and audit',
    submit: 'Save',
    close: 'Not now',
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(`*Privacy and audit* of the invites to *${named(tenantName)}* in this workspace.`),
      selectInput(block.addresses, 'Addresses in channels', addressChoices, privacy.addressesInChannels),
      daysInput(privacy.retentionDays),
      channelInput(privacy.auditChannel?.id),
      context(
        'Cards, digests and approvals follow at once. Whoever may see an invite always sees its whole address privately.',
      ),
    ],
  });
}

const daysInput = (days: number): InputBlock => ({
  type: 'input',
  block_id: block.days,
  label: plain('Keep the audit log for (days)'),
  hint: plain('Older entries are deleted once a day.'),
  element: {
    type: 'number_input',
    action_id: inputActionId,
    is_decimal_allowed: false,
    min_value: '1',
    max_value: String(mostDays),
    initial_value: String(days),
  },
});

const channelInput = (channelId: string | undefined): InputBlock => ({
  type: 'input',
  block_id: block.channel,
  optional: true,
  label: plain('Audit channel'),
  hint: plain('Gets one line per act, with masked addresses unless whole ones are chosen above.'),
  element: {
    type: 'conversations_select',
    action_id: inputActionId,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(channelId ? { initial_conversation: channelId } : {}),
  },
});

export type PrivacyAnswer =
  | { kind: 'privacy'; addressesInChannels: 'masked' | 'whole'; retentionDays: number; channelId?: string | undefined }
  | { kind: 'errors'; errors: Record<string, string> };

/** Reads the form back, or says which field is wrong. */
export function readPrivacyForm(values: ViewValues): PrivacyAnswer {
  const addresses = fieldValue(values, block.addresses);
  const days = fieldValue(values, block.days) ?? '';
  const retentionDays = /^\d{1,4}$/.test(days) ? Number(days) : 0;
  const errors: Record<string, string> = {};
  if (addresses !== 'masked' && addresses !== 'whole') errors[block.addresses] = 'Please choose one.';
  if (retentionDays < 1 || retentionDays > mostDays) errors[block.days] = `Please give a number from 1 to ${mostDays}.`;
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
  return {
    kind: 'privacy',
    addressesInChannels: addresses === 'whole' ? 'whole' : 'masked',
    retentionDays,
    channelId: fieldValue(values, block.channel),
  };
}

export const privacySaved = (privacy: PrivacySettings): string =>
  [
    `Saved. Channels see ${privacy.addressesInChannels} addresses; the audit log is kept for ${privacy.retentionDays} days`,
    privacy.auditChannel ? `, and its lines go to <#${privacy.auditChannel.id}>.` : '.',
  ].join('');

/** Said once in the channel, so that everybody knows whose idea it was. */
export const auditIntroduction = (name: string): string =>
  `${named(name)} chose this channel for the audit log: it gets one line for everything done with invites.`;
