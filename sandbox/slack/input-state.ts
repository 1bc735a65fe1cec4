import { type PlacedElement, placedElements } from './block-kit.ts';
import { isObject, type JsonObject, objectsOf } from './json.ts';
import type { Inputs } from './world.ts';

/** How an element reports what is in it: the key in `state.values`, where its first value comes from, and none. */
interface StateRule {
  key: string;
  initial: string;
  none: null | [];
}

const rule = (key: string, initial: string, none: null | [] = null): StateRule => ({ key, initial, none });

export const stateRules: { [elementType: string]: StateRule | undefined } = {
  plain_text_input: rule('value', 'initial_value'),
  email_text_input: rule('value', 'initial_value'),
  url_text_input: rule('value', 'initial_value'),
  number_input: rule('value', 'initial_value'),
  rich_text_input: rule('rich_text_value', 'initial_value'),
  file_input: rule('files', '', []),
  static_select: rule('selected_option', 'initial_option'),
  external_select: rule('selected_option', 'initial_option'),
  radio_buttons: rule('selected_option', 'initial_option'),
  multi_static_select: rule('selected_options', 'initial_options', []),
  multi_external_select: rule('selected_options', 'initial_options', []),
  checkboxes: rule('selected_options', 'initial_options', []),
  users_select: rule('selected_user', 'initial_user'),
  multi_users_select: rule('selected_users', 'initial_users', []),
  conversations_select: rule('selected_conversation', 'initial_conversation'),
  multi_conversations_select: rule('selected_conversations', 'initial_conversations', []),
  channels_select: rule('selected_channel', 'initial_channel'),
  multi_channels_select: rule('selected_channels', 'initial_channels', []),
  datepicker: rule('selected_date', 'initial_date'),
  timepicker: rule('selected_time', 'initial_time'),
  datetimepicker: rule('selected_date_time', 'initial_date_time'),
};

export const inputKey = (placed: Pick<PlacedElement, 'blockId' | 'actionId'>) =>
  JSON.stringify([placed.blockId, placed.actionId]);

/** `{type, value: …}` as it stands in `state.values`. */
export function stateValue(type: string, value: unknown): JsonObject {
  const known = stateRules[type];
  return known ? { type, [known.key]: value ?? known.none } : { type };
}

/** What is in an element now, without the wrapping. */
export function currentValue(inputs: Inputs, placed: PlacedElement): unknown {
  const known = stateRules[placed.type];
  return known ? inputs.get(inputKey(placed))?.[known.key] : undefined;
}

/**
 * Inputs of freshly shown blocks. Whatever was in `before` under the same block_id, action_id and type stays,
 * even where the new blocks bring another initial value: so does Slack.
 */
export function inputsFor(blocks: JsonObject[], before: Inputs = new Map(), currentChannel?: string): Inputs {
  const inputs: Inputs = new Map();
  for (const placed of placedElements(blocks)) {
    const known = stateRules[placed.type];
    if (!known) continue;
    const kept = before.get(inputKey(placed));
    const first = placed.element[known.initial] ?? defaultChannel(placed.element, currentChannel);
    inputs.set(inputKey(placed), stillOffered(placed, kept) ?? stateValue(placed.type, first));
  }
  return inputs;
}

function defaultChannel(element: JsonObject, channel: string | undefined): string | undefined {
  return element.default_to_current_conversation === true ? channel : undefined;
}

function stillOffered(placed: PlacedElement, kept: JsonObject | undefined): JsonObject | undefined {
  if (kept?.type !== placed.type) return undefined;
  const offered = optionsOf(placed.element);
  if (offered.length === 0) return kept;
  const known = (option: unknown) => isObject(option) && offered.some((one) => one.value === option.value);
  if (Array.isArray(kept.selected_options)) {
    return { ...kept, selected_options: kept.selected_options.filter(known) };
  }
  return kept.selected_option === null || known(kept.selected_option) ? kept : undefined;
}

/** The options of an element, those inside groups included. */
export function optionsOf(element: JsonObject): JsonObject[] {
  const grouped = objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options));
  return [...objectsOf(element.options), ...grouped];
}

/** `state.values`: block_id, then action_id, then the value. */
export function stateValues(blocks: JsonObject[], inputs: Inputs): { [block: string]: JsonObject } {
  const values: { [block: string]: JsonObject } = {};
  for (const placed of placedElements(blocks)) {
    const value = inputs.get(inputKey(placed));
    if (value) values[placed.blockId] = { ...values[placed.blockId], [placed.actionId]: value };
  }
  return values;
}
