import type { InputBlock, PlainTextOption } from '@slack/types';
import { isZone, zones } from '../../digests/local-day.ts';
import type { Words } from '../../words/words.ts';
import { inputActionId, limits, plain } from '../kit.ts';
import { fieldChoices, fieldValue, type ViewValues } from '../requests.ts';
import { choice, selectInput } from './fields.ts';

/** "09:00" */
export const hourText = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
/** "America/New York" */
export const zoneText = (zone: string): string => zone.replaceAll('_', ' ');

const hours = Array.from({ length: 24 }, (_, hour) => choice(String(hour), hourText(hour)));

export const hourInput = (blockId: string, { settings: say }: Words, hour: number): InputBlock =>
  selectInput(blockId, say.hour, hours, String(hour));

export function daysInput(blockId: string, { settings: say }: Words, chosen: readonly number[]): InputBlock {
  const options = say.dayNames.map((name, index) => choice(String(index + 1), name));
  const initial = options.filter((_, index) => chosen.includes(index + 1));
  return {
    type: 'input',
    block_id: blockId,
    label: plain(say.days),
    element: {
      type: 'checkboxes',
      action_id: inputActionId,
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}

/** Zones by region; a group holds at most 100. */
const zoneGroups = ({ settings: say }: Words) => {
  const groups = new Map<string, PlainTextOption[]>();
  for (const zone of zones()) {
    const region = zone.split('/')[0] ?? zone;
    groups.set(region, [...(groups.get(region) ?? []), choice(zone, zoneText(zone))]);
  }
  return [...groups].flatMap(([region, options]) => {
    const parts = Math.ceil(options.length / limits.options);
    return Array.from({ length: parts }, (_, part) => ({
      label: plain(parts > 1 ? say.zonePart(region, part + 1, parts) : region, limits.option),
      options: options.slice(part * limits.options, (part + 1) * limits.options),
    }));
  });
};
const groupsBy = new Map<Words['language'], ReturnType<typeof zoneGroups>>();

export function zoneInput(blockId: string, words: Words, zone: string): InputBlock {
  const groups = groupsBy.get(words.language) ?? zoneGroups(words);
  groupsBy.set(words.language, groups);
  const known = groups.some((group) => group.options.some((option) => 'value' in option && option.value === zone));
  const shown = known ? zone : 'UTC';
  return {
    type: 'input',
    block_id: blockId,
    label: plain(words.settings.zone),
    element: {
      type: 'static_select',
      action_id: inputActionId,
      option_groups: groups,
      initial_option: choice(shown, zoneText(shown)),
    },
  };
}

/** What is wrong goes into `errors`, by block id. */
export function readHour(values: ViewValues, blockId: string, words: Words, errors: Record<string, string>): number {
  const hour = Number(fieldValue(values, blockId));
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) errors[blockId] = words.settings.needsHour;
  return hour;
}

export function readDays(values: ViewValues, blockId: string, words: Words, errors: Record<string, string>): number[] {
  const days = fieldChoices(values, blockId)
    .map(Number)
    .filter((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  if (days.length === 0) errors[blockId] = words.settings.needsDay;
  return days;
}

export function readZone(values: ViewValues, blockId: string, words: Words, errors: Record<string, string>): string {
  const zone = fieldValue(values, blockId) ?? '';
  if (!isZone(zone)) errors[blockId] = words.settings.needsZone;
  return zone;
}
