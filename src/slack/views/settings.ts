import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { WebhookState } from '../../invites/webhook-watch.ts';
import { type Language, languages } from '../../words/language.ts';
import type { Words } from '../../words/words.ts';
import type { DigestSettings, WorkspaceSettings } from '../../workspaces/settings.ts';
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
import { fieldValue, type ViewValues } from '../requests.ts';
import { daysInput, hourInput, hourText, readDays, readHour, readZone, zoneInput, zoneText } from './day-plan.ts';
import { choice, selectInput } from './fields.ts';
import { ownSettingsButton } from './own-settings.ts';
import { privacyButton } from './privacy.ts';
import { remindersButton } from './reminders.ts';
import { rulesButton } from './rules.ts';

export const settingsId = 'settings';
export const digestNowButton = buttonRef('digest.now', z.object({}));

const block = {
  on: 'digest_on',
  channel: 'digest_channel',
  hour: 'digest_hour',
  zone: 'digest_zone',
  days: 'digest_days',
  olderThan: 'digest_older_than',
  when: 'digest_when',
  language: 'channel_language',
} as const;

type Shown = { settings: WorkspaceSettings; tenantName: string; webhooks: WebhookState; note?: string | undefined };

export function settingsForm(words: Words, { settings, tenantName, webhooks, note }: Shown): ModalView {
  const { settings: say } = words;
  const { digest } = settings;
  return modal({
    callback_id: settingsId,
    private_metadata: '{}',
    title: say.title,
    submit: words.surfaces.save,
    close: words.surfaces.notNow,
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(say.intro(named(tenantName))),
      selectInput(block.on, say.digest, [choice('on', say.on), choice('off', say.off)], digest.on ? 'on' : 'off'),
      channelInput(words, digest),
      hourInput(block.hour, words, digest.hour),
      zoneInput(block.zone, words, digest.timeZone),
      daysInput(block.days, words, digest.weekdays),
      olderThanInput(words, digest.olderThanDays),
      whenInput(words, digest.onlyWhenNeeded),
      languageInput(words, settings.language),
      actions(
        [
          digestNowButton.button(say.sendNow, {}),
          ownSettingsButton.button(say.own, {}),
          rulesButton.button(say.rules, {}, { says: say.rulesSays }),
          remindersButton.button(words.reminders.open, {}, { says: words.reminders.openSays }),
          privacyButton.button(say.privacy, {}),
        ],
        'digest_now',
      ),
      context(say.addedChannels),
      context(webhookSentence(words, webhooks)),
    ],
  });
}

/** How soon cards follow what happens in ROQ. */
function webhookSentence({ settings: { webhooks: say } }: Words, state: WebhookState): string {
  return state === 'unset' || state === 'never' ? say[state] : say.lately(when(Date.parse(state)));
}

const channelInput = ({ settings: say, surfaces }: Words, { channelId }: DigestSettings): InputBlock => ({
  type: 'input',
  block_id: block.channel,
  optional: true,
  label: plain(say.channel),
  element: {
    type: 'conversations_select',
    action_id: inputActionId,
    placeholder: plain(surfaces.chooseChannel, limits.placeholder),
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(channelId ? { initial_conversation: channelId } : {}),
  },
});

const dayChoices = [1, 2, 3, 5, 7, 10, 14, 30];

function olderThanInput({ settings: say }: Words, days: number): InputBlock {
  const offered = dayChoices.includes(days) ? dayChoices : [...dayChoices, days].sort((a, b) => a - b);
  const options = offered.map((n) => choice(String(n), say.olderThanDays(n)));
  return selectInput(block.olderThan, say.olderThan, options, String(days));
}

const whenInput = ({ settings: say }: Words, onlyWhenNeeded: boolean): InputBlock =>
  selectInput(
    block.when,
    say.when,
    [choice('needed', say.onlyWhenNeeded), choice('always', say.always)],
    onlyWhenNeeded ? 'needed' : 'always',
  );

const languageInput = ({ settings: say }: Words, chosen: Language): InputBlock =>
  selectInput(
    block.language,
    say.language,
    languages.map((language) => choice(language, say.languages[language])),
    chosen,
  );

/** What a form opened before an update did not ask for is missing. */
type DigestAnswer = Omit<DigestSettings, 'channelKind' | 'setBy' | 'effectiveFrom' | 'olderThanDays'> & {
  olderThanDays: number | undefined;
};
export type SettingsAnswer =
  | { kind: 'settings'; digest: DigestAnswer; language: Language | undefined }
  | { kind: 'errors'; errors: Record<string, string> };

/** Reads the form back, or says which field is wrong. */
export function readSettingsForm(words: Words, values: ViewValues): SettingsAnswer {
  const { settings: say } = words;
  const errors: Record<string, string> = {};
  const on = fieldValue(values, block.on) === 'on';
  const channelId = fieldValue(values, block.channel);
  if (on && !channelId) errors[block.channel] = say.needsChannel;
  const digest: DigestAnswer = {
    on,
    channelId,
    hour: readHour(values, block.hour, words, errors),
    timeZone: readZone(values, block.zone, words, errors),
    weekdays: readDays(values, block.days, words, errors),
    olderThanDays: readOlderThan(values, words, errors),
    onlyWhenNeeded: fieldValue(values, block.when) !== 'always',
  };
  const written = fieldValue(values, block.language);
  const language = languages.find((each) => each === written);
  if (written !== undefined && !language) errors[block.language] = words.surfaces.chooseOne;
  return Object.keys(errors).length > 0 ? { kind: 'errors', errors } : { kind: 'settings', digest, language };
}

function readOlderThan(values: ViewValues, words: Words, errors: Record<string, string>): number | undefined {
  const written = fieldValue(values, block.olderThan);
  const days = Number(written);
  if (written === undefined) return undefined;
  if (!Number.isInteger(days) || days < 1 || days > 365) errors[block.olderThan] = words.surfaces.chooseOne;
  return days;
}

export const settingsSaved = ({ settings: say }: Words, digest: DigestSettings): string =>
  digest.on && digest.channelId
    ? say.saved(digest.channelId, hourText(digest.hour), zoneText(digest.timeZone))
    : say.savedOff;

/** Said once in the channel, so that everybody knows whose idea the digest was. */
export const digestIntroduction = ({ settings: say }: Words, name: string, digest: DigestSettings): string =>
  say.introduction(named(name), hourText(digest.hour), zoneText(digest.timeZone), digest.onlyWhenNeeded);
