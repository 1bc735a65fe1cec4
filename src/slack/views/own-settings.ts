import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { OwnDigest } from '../../digests/own-digest.ts';
import type { Words } from '../../words/words.ts';
import { buttonRef, context, divider, modal, named, onDay, section, when } from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { daysInput, hourInput, hourText, readDays, readHour, zoneText } from './day-plan.ts';
import { choice, selectInput } from './fields.ts';

export const ownSettingsId = 'own_settings';
export const ownSettingsButton = buttonRef('settings.own', z.object({}));

const block = { on: 'own_on', hour: 'own_hour', days: 'own_days' } as const;

export type OwnChoice = Pick<OwnDigest, 'on' | 'hour' | 'weekdays'>;
export const usualOwn: OwnChoice = { on: false, hour: 9, weekdays: [1, 2, 3, 4, 5] };

type Shown = {
  own: OwnChoice;
  timeZone: string;
  tenantName: string;
  /** Of when the digest is that may not have reached them, ms. */
  lostDigest?: number | undefined;
  command: string;
  note?: string | undefined;
};

/** Everybody's own part of the settings. */
export function ownSettingsForm(
  words: Words,
  { own, timeZone, tenantName, lostDigest, command, note }: Shown,
): ModalView {
  const { settings: say, ownDigest } = words;
  return modal({
    callback_id: ownSettingsId,
    private_metadata: '{}',
    title: ownDigest.title,
    submit: words.surfaces.save,
    close: words.surfaces.notNow,
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(ownDigest.intro(named(tenantName), zoneText(timeZone))),
      selectInput(block.on, say.digest, [choice('on', say.on), choice('off', say.off)], own.on ? 'on' : 'off'),
      hourInput(block.hour, words, own.hour),
      daysInput(block.days, words, own.weekdays),
      context(ownDigest.begins),
      ...(lostDigest === undefined ? [] : [context(ownDigest.unsure(when(lostDigest), command))]),
    ],
  });
}

export type OwnAnswer = { kind: 'own'; own: OwnChoice } | { kind: 'errors'; errors: Record<string, string> };

export function readOwnSettings(words: Words, values: ViewValues): OwnAnswer {
  const errors: Record<string, string> = {};
  const own = {
    on: fieldValue(values, block.on) === 'on',
    hour: readHour(values, block.hour, words, errors),
    weekdays: readDays(values, block.days, words, errors),
  };
  return Object.keys(errors).length > 0 ? { kind: 'errors', errors } : { kind: 'own', own };
}

export const ownSettingsSaved = ({ ownDigest: say }: Words, own: Omit<OwnDigest, 'lastDay'>): string =>
  own.on ? say.saved(hourText(own.hour), zoneText(own.timeZone), onDay(own.effectiveFrom)) : say.savedOff;
