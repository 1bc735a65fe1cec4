import type { PlacedElement } from '../block-kit.ts';
import { personOf } from '../directory.ts';
import { optionsOf } from '../input-state.ts';
import { isObject, type JsonObject, stringsOf, textOf } from '../json.ts';
import type { Channel, World } from '../world.ts';

export type Chosen = string | number | (string | number)[] | null;
type Choice = (world: World, user: string, placed: PlacedElement, value: string) => unknown;

/** Turns what a person picks or types into the value Slack reports; throws for what they could not have picked. */
const choices: { [suffix: string]: Choice | undefined } = {
  static_select: option,
  external_select: option,
  radio_buttons: option,
  checkboxes: option,
  overflow: option,
  users_select: pickedUser,
  conversations_select: conversation,
  channels_select: conversation,
  datepicker: matching(/^\d{4}-\d{2}-\d{2}$/),
  timepicker: matching(/^([01]\d|2[0-3]):[0-5]\d$/),
  datetimepicker: (_world, _user, _placed, value) => Number(value),
  rich_text_input: (_world, _user, _placed, value) => richText(value),
};
const severals = new Set(['checkboxes']);

export function chosenValue(world: World, user: string, placed: PlacedElement, value: Chosen): unknown {
  const choice = choices[placed.type.replace(/^multi_/, '')] ?? ((_w, _u, _p, text: string) => text);
  if (!placed.type.startsWith('multi_') && !severals.has(placed.type))
    return single(world, user, placed, choice, value);
  const all = Array.isArray(value) ? value : value === null ? [] : [value];
  const most = Number(placed.element.max_selected_items ?? Number.POSITIVE_INFINITY);
  if (all.length > most) throw new Error(`${placed.actionId} takes at most ${most}`);
  return all.map((one) => choice(world, user, placed, String(one)));
}

function single(world: World, user: string, placed: PlacedElement, choice: Choice, value: Chosen): unknown {
  if (Array.isArray(value)) throw new Error(`${placed.actionId} takes one value`);
  return value === null || value === '' ? null : choice(world, user, placed, String(value));
}

function option(_world: World, _user: string, placed: PlacedElement, value: string): JsonObject {
  const offered = [...optionsOf(placed.element), ...(suggested.get(placed.element) ?? [])];
  const label = (one: JsonObject) => (isObject(one.text) ? textOf(one.text.text) : '');
  const found = offered.find((one) => one.value === value) ?? offered.find((one) => label(one) === value);
  if (found) return found;
  throw new Error(`${placed.actionId} offers no "${value}"; it offers: ${offered.map(label).join(', ')}`);
}

/** The options an external select was last given, by its element. */
export const suggested = new WeakMap<JsonObject, JsonObject[]>();

function pickedUser(world: World, user: string, placed: PlacedElement, id: string): string {
  if (personOf(world, id).deleted) throw new Error(`${placed.actionId} does not list the deactivated ${id}`);
  if (!meets(world, user, id)) throw new Error(`${placed.actionId} does not list ${id} for ${user}`);
  return id;
}

/** People of the same team, and those of others in a channel that both are in. */
function meets(world: World, user: string, id: string): boolean {
  if (personOf(world, user).team === personOf(world, id).team) return true;
  return [...world.channels.values()].some(({ members }) => members.has(user) && members.has(id));
}

function conversation(world: World, user: string, placed: PlacedElement, id: string): string {
  const channel = world.channels.get(id);
  const open = channel && !channel.archived && (channel.kind === 'public' || channel.members.has(user));
  if (!channel || !open || !passes(placed, channel))
    throw new Error(`${placed.actionId} does not list ${id} for ${user}`);
  return id;
}

function passes({ type, element }: PlacedElement, channel: Channel): boolean {
  if (type.endsWith('channels_select')) return channel.kind === 'public';
  const filter = isObject(element.filter) ? element.filter : {};
  const include = stringsOf(filter.include);
  if (filter.exclude_external_shared_channels && channel.extShared) return false;
  return include.length === 0 || include.includes(channel.kind);
}

function matching(shape: RegExp): Choice {
  return (_world, _user, placed, value) => {
    if (!shape.test(value)) throw new Error(`${placed.actionId} takes no "${value}"`);
    return value;
  };
}

function richText(text: string): JsonObject {
  const elements = [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }];
  return { type: 'rich_text', elements };
}
