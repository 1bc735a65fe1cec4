import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { isZone, zones } from '../../digests/local-day.ts';
import type { WebhookState } from '../../invites/webhook-watch.ts';
import type { DigestSettings } from '../../workspaces/settings.ts';
import {
  actions,
  buttonRef,
  context,
  divider,
  inputActionId,
  limits,
  modal,
  named,
  plain,
  section,
  when,
} from '../kit.ts';
import { fieldChoices, fieldValue, type ViewValues } from '../requests.ts';
import { choice, selectInput } from './fields.ts';
import { privacyButton } from './privacy.ts';
import { rulesButton } from './rules.ts';

export const settingsId = 'settings';
export const digestNowButton = buttonRef('digest.now', z.object({}));

const block = {
  on: 'digest_on',
  channel: 'digest_channel',
  hour: 'digest_hour',
  zone: 'digest_zone',
  days: 'digest_days',
} as const;

export function settingsForm(
  settings: DigestSettings,
  tenantName: string,
  webhooks: WebhookState,
  note?: string,
): ModalView {
  return modal({
    callback_id: settingsId,
    private_metadata: '{}',
    title: 'Settings',
    submit: 'Save',
    close: 'Not now',
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(
        `*Daily digest* of the invites to *${named(tenantName)}* that are still waiting. Nothing waiting, nothing posted.`,
      ),
      selectInput(block.on, 'Digest', onOff, settings.on ? 'on' : 'off'),
      channelInput(settings),
      selectInput(block.hour, 'Hour', hours, String(settings.hour)),
      zoneInput(settings.timeZone),
      daysInput(settings.weekdays),
      actions(
        [
          digestNowButton.button('Send me one now', {}),
          rulesButton.button('Rules', {}),
          privacyButton.button('Privacy and audit', {}),
        ],
        'digest_now',
      ),
      context('The app can post only in channels it has been added to.'),
      context(webhookSentence(webhooks)),
    ],
  });
}

/** How soon cards follow what happens in ROQ. */
function webhookSentence(state: WebhookState): string {
  if (state === 'unset') return 'ROQ webhooks are not set up: cards follow within minutes, later ones within hours.';
  if (state === 'never')
    return 'No ROQ webhook has arrived yet: cards follow within minutes, later ones within hours. Whoever runs this app can check the URL and key in the ROQ Console.';
  return `Cards follow ROQ at once: its last webhook arrived ${when(Date.parse(state))}.`;
}

const onOff = [choice('on', 'On'), choice('off', 'Off')];
const hours = Array.from({ length: 24 }, (_, hour) => choice(String(hour), `${String(hour).padStart(2, '0')}:00`));
const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const days = dayNames.map((name, index) => choice(String(index + 1), name));

const channelInput = (settings: DigestSettings): InputBlock => ({
  type: 'input',
  block_id: block.channel,
  optional: true,
  label: plain('Channel'),
  element: {
    type: 'conversations_select',
    action_id: inputActionId,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(settings.channelId ? { initial_conversation: settings.channelId } : {}),
  },
});

/** Zones by region; a group holds at most 100. */
const zoneGroups = () => {
  const groups = new Map<string, PlainTextOption[]>();
  for (const zone of zones()) {
    const region = zone.split('/')[0] ?? zone;
    const found = groups.get(region) ?? [];
    groups.set(region, [...found, choice(zone, zone.replaceAll('_', ' '))]);
  }
  return [...groups].flatMap(([region, options]) => {
    const parts = Math.ceil(options.length / limits.options);
    return Array.from({ length: parts }, (_, part) => ({
      label: plain(parts > 1 ? `${region} (${part + 1} of ${parts})` : region, limits.option),
      options: options.slice(part * limits.options, (part + 1) * limits.options),
    }));
  });
};
let groups: ReturnType<typeof zoneGroups> | undefined;

const zoneInput = (zone: string): InputBlock => {
  groups ??= zoneGroups();
  const known = groups.some((group) => group.options.some((option) => 'value' in option && option.value === zone));
  const initial = choice(known ? zone : 'UTC', (known ? zone : 'UTC').replaceAll('_', ' '));
  return {
    type: 'input',
    block_id: block.zone,
    label: plain('Time zone'),
    element: { type: 'static_select', action_id: inputActionId, option_groups: groups, initial_option: initial },
  };
};

const daysInput = (chosen: readonly number[]): InputBlock => {
  const initial = days.filter((_, index) => chosen.includes(index + 1));
  return {
    type: 'input',
    block_id: block.days,
    label: plain('Days'),
    element: {
      type: 'checkboxes',
      action_id: inputActionId,
      options: days,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
};

export type SettingsAnswer =
  | { kind: 'settings'; digest: Pick<DigestSettings, 'on' | 'channelId' | 'hour' | 'timeZone' | 'weekdays'> }
  | { kind: 'errors'; errors: Record<string, string> };

/** Reads the form back, or says which field is wrong. */
export function readSettingsForm(values: ViewValues): SettingsAnswer {
  const on = fieldValue(values, block.on) === 'on';
  const channelId = fieldValue(values, block.channel);
  const hour = Number(fieldValue(values, block.hour));
  const timeZone = fieldValue(values, block.zone) ?? '';
  const weekdays = fieldChoices(values, block.days)
    .map(Number)
    .filter((day) => day >= 1 && day <= 7);
  const errors: Record<string, string> = {};
  if (on && !channelId) errors[block.channel] = 'Please choose where the digest goes.';
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) errors[block.hour] = 'Please choose an hour.';
  if (!isZone(timeZone)) errors[block.zone] = 'Please choose a time zone.';
  if (weekdays.length === 0) errors[block.days] = 'Please choose at least one day.';
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
  return { kind: 'settings', digest: { on, channelId, hour, timeZone, weekdays } };
}

export const settingsSaved = (digest: DigestSettings): string =>
  digest.on && digest.channelId
    ? `Saved. The digest goes to <#${digest.channelId}> at ${String(digest.hour).padStart(2, '0')}:00, ${digest.timeZone.replaceAll('_', ' ')} time.`
    : 'Saved. The digest is off.';

/** Said once in the channel, so that everybody knows whose idea the digest was. */
export const digestIntroduction = (name: string, digest: Pick<DigestSettings, 'hour' | 'timeZone'>): string =>
  `${named(name)} set up a daily digest of pending invites here, at ${String(digest.hour).padStart(2, '0')}:00 ${digest.timeZone.replaceAll('_', ' ')} time. On days when nothing is waiting, nothing is posted.`;
