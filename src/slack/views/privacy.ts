import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Words } from '../../words/words.ts';
import type { PrivacySettings } from '../../workspaces/settings.ts';
import { buttonRef, context, divider, inputActionId, limits, modal, named, plain, section } from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { choice, selectInput } from './fields.ts';

export const privacyId = 'privacy';
export const privacyButton = buttonRef('settings.privacy', z.object({}));

const block = {
  addresses: 'privacy_addresses',
  days: 'privacy_days',
  channel: 'privacy_channel',
  nudges: 'privacy_nudges',
} as const;
const mostDays = 3_650;

/** Who sees addresses, how long the audit log is kept, and where its lines go. */
export function privacyForm(words: Words, chosen: PrivacySettings, tenantName: string, note?: string): ModalView {
  const { privacy, surfaces } = words;
  const nudges = [choice('off', privacy.nudgesOff), choice('on', privacy.nudgesOn)];
  const addresses = [choice('masked', privacy.masked), choice('whole', privacy.whole)];
  return modal({
    callback_id: privacyId,
    private_metadata: '{}',
    title: privacy.title,
    submit: surfaces.save,
    close: surfaces.notNow,
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(privacy.headline(named(tenantName))),
      selectInput(block.addresses, privacy.addresses, addresses, chosen.addressesInChannels),
      daysInput(words, chosen.retentionDays),
      channelInput(words, chosen.auditChannel?.id),
      context(privacy.follows),
      selectInput(block.nudges, privacy.nudges, nudges, chosen.nudges),
      context(privacy.nudgesHint),
    ],
  });
}

const daysInput = ({ privacy }: Words, days: number): InputBlock => ({
  type: 'input',
  block_id: block.days,
  label: plain(privacy.days),
  hint: plain(privacy.daysHint),
  element: {
    type: 'number_input',
    action_id: inputActionId,
    is_decimal_allowed: false,
    min_value: '1',
    max_value: String(mostDays),
    initial_value: String(days),
  },
});

const channelInput = ({ privacy, surfaces }: Words, channelId: string | undefined): InputBlock => ({
  type: 'input',
  block_id: block.channel,
  optional: true,
  label: plain(privacy.channel),
  hint: plain(privacy.channelHint),
  element: {
    type: 'conversations_select',
    action_id: inputActionId,
    placeholder: plain(surfaces.chooseChannel, limits.placeholder),
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(channelId ? { initial_conversation: channelId } : {}),
  },
});

export type PrivacyAnswer =
  | ({ kind: 'privacy'; channelId?: string | undefined } & Omit<PrivacySettings, 'auditChannel'>)
  | { kind: 'errors'; errors: Record<string, string> };

/** Reads the form back, or says which field is wrong. */
export function readPrivacyForm({ privacy, surfaces }: Words, values: ViewValues): PrivacyAnswer {
  const addresses = fieldValue(values, block.addresses);
  const days = fieldValue(values, block.days) ?? '';
  const retentionDays = /^\d{1,4}$/.test(days) ? Number(days) : 0;
  const errors: Record<string, string> = {};
  if (addresses !== 'masked' && addresses !== 'whole') errors[block.addresses] = surfaces.chooseOne;
  if (retentionDays < 1 || retentionDays > mostDays) errors[block.days] = privacy.wrongDays(mostDays);
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
  return {
    kind: 'privacy',
    addressesInChannels: addresses === 'whole' ? 'whole' : 'masked',
    retentionDays,
    channelId: fieldValue(values, block.channel),
    nudges: fieldValue(values, block.nudges) === 'on' ? 'on' : 'off',
  };
}

export function privacySaved({ privacy }: Words, saved: PrivacySettings): string {
  const { addressesInChannels: addresses, retentionDays: days, auditChannel } = saved;
  return auditChannel
    ? privacy.savedWithChannel(addresses, days, `<#${auditChannel.id}>`)
    : privacy.saved(addresses, days);
}
