import type { PlacedElement } from '../block-kit.ts';
import { inputKey, stateRules, stateValue } from '../input-state.ts';
import { isObject, stringsOf } from '../json.ts';
import type { Interaction, People, Target } from '../slack-emulator.ts';
import type { World } from '../world.ts';
import { type Chosen, chosenValue } from './choice.ts';
import { interact, settleConfirm } from './interact.ts';
import { elementFor, type Surface, surfaceFor } from './surface.ts';

const buttons = new Set(['button', 'icon_button', 'workflow_button']);

/** Buttons and everything a person can choose in messages, modals and Home. */
export function pressing(world: World): Pick<People, 'press' | 'choose'> {
  return {
    async press(user, { confirm, value, ...target }) {
      const surface = surfaceFor(world, user, target);
      const placed = elementFor(surface, target);
      if (!buttons.has(placed.type) && value !== undefined) return choose(world, user, surface, placed, value, confirm);
      if (placed.type === 'feedback_buttons') return interact(world, user, surface, placed, { value });
      if (!buttons.has(placed.type)) throw new Error(`${placed.actionId} is a ${placed.type}: choose a value`);
      settleConfirm(placed, confirm);
      return interact(world, user, surface, placed, {});
    },
    async choose(user, { confirm, ...target }: Target & { confirm?: boolean }, value) {
      const surface = surfaceFor(world, user, target);
      return choose(world, user, surface, elementFor(surface, target), value, confirm);
    },
  };
}

function choose(
  world: World,
  user: string,
  surface: Surface,
  placed: PlacedElement,
  value: Chosen,
  confirm?: boolean,
): Promise<Interaction> {
  const chosen = chosenValue(world, user, placed, value);
  settleConfirm(placed, confirm);
  if (placed.type === 'overflow') return interact(world, user, surface, placed, { selected_option: chosen });
  return enter(world, user, surface, placed, chosen, 'on_enter_pressed');
}

/** Puts a value into an element; the app hears of it unless the element stands in an input block without dispatch. */
export async function enter(
  world: World,
  user: string,
  surface: Surface,
  placed: PlacedElement,
  value: unknown,
  how: 'on_enter_pressed' | 'on_character_entered',
): Promise<Interaction> {
  const rule = stateRules[placed.type];
  if (!rule) throw new Error(`${placed.actionId} is a ${placed.type} and holds no value`);
  surface.inputs.set(inputKey(placed), stateValue(placed.type, value));
  if (surface.view) delete surface.view.errors[placed.blockId];
  world.journal.changed('input');
  if (!dispatches(placed, how)) return { ack: null, at: world.clock.now() };
  return interact(world, user, surface, placed, stateValue(placed.type, value));
}

const typedInto = /_input$/;

function dispatches({ block, element, type }: PlacedElement, how: string): boolean {
  if (block.type !== 'input') return true;
  if (block.dispatch_action !== true) return false;
  if (!typedInto.test(type)) return true;
  const config = isObject(element.dispatch_action_config) ? element.dispatch_action_config : {};
  const on = stringsOf(config.trigger_actions_on);
  return how === 'on_enter_pressed' ? on.length === 0 || on.includes(how) : on.includes(how);
}
