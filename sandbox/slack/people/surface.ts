import { type Block, type PlacedElement, placedElements } from '../block-kit.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import { inputsOf } from '../messages.ts';
import type { Target } from '../slack-emulator.ts';
import { stackOf } from '../views.ts';
import type { Inputs, Message, View, World } from '../world.ts';

/** Where an element stands: a message this person sees, or one of their views. */
export interface Surface {
  blocks: JsonObject[];
  replaced: Block[][];
  inputs: Inputs;
  installTeam: string;
  message?: Message;
  view?: View;
}

/** What the target names; throws when the person cannot see it or it is covered by another modal. */
export function surfaceFor(world: World, user: string, target: Target): Surface {
  return 'viewId' in target ? viewSurface(world, user, target.viewId) : messageSurface(world, user, target);
}

export function openView(world: World, user: string, viewId: string): View {
  const view = world.views.get(viewId);
  if (!view?.open || view.user !== user) throw new Error(`${user} has no open view ${viewId}`);
  const top = stackOf(world, user).at(-1);
  if (view.kind === 'modal' && top !== view) throw new Error(`view ${viewId} is covered by ${top?.id}`);
  return view;
}

function viewSurface(world: World, user: string, viewId: string): Surface {
  const view = openView(world, user, viewId);
  return {
    blocks: view.body.blocks,
    replaced: view.replaced,
    inputs: view.inputs,
    installTeam: view.installTeam,
    view,
  };
}

function messageSurface(world: World, user: string, { channel, ts }: { channel: string; ts: string }): Surface {
  const message = visibleMessages(world, user, channel).find((one) => one.body.ts === ts);
  if (!message) throw new Error(`${user} sees no message ${ts} in ${channel}`);
  const { replaced, team: installTeam } = message;
  return { blocks: message.body.blocks ?? [], replaced, inputs: inputsOf(message, user), installTeam, message };
}

/** The messages of a channel that this person sees, oldest first; none for a channel they are not in. */
export function visibleMessages(world: World, user: string, channel: string): Message[] {
  if (!world.channels.get(channel)?.members.has(user)) return [];
  return world.messages.filter((one) => one.channel === channel && (!one.ephemeralFor || one.ephemeralFor === user));
}

/** The one element the target fits; throws with what there is to choose from. */
export function elementFor(surface: Surface, target: Target): PlacedElement {
  const { actionId, blockId, label } = target;
  const all = placedElements(surface.blocks);
  const fits = (wanted: string | undefined, given: string) => wanted === undefined || wanted === given;
  const found = all.filter(
    (one) => fits(actionId, one.actionId) && fits(blockId, one.blockId) && fits(label, labelOf(one)),
  );
  const [only] = found.length > 0 ? found : justReplaced(surface, target);
  if (found.length <= 1 && only) return only;
  const wanted = JSON.stringify({ actionId, blockId, label });
  const there = all.map((one) => `"${labelOf(one)}" (${one.blockId}/${one.actionId})`).join(', ');
  throw new Error(`${found.length} elements fit ${wanted}; there are: ${there || 'none'}`);
}

/** The client had drawn it and sends the press all the same, though the app has replaced it meanwhile. */
function justReplaced({ replaced }: Surface, { blockId, actionId }: Target): PlacedElement[] {
  if (blockId === undefined || actionId === undefined) return [];
  const all = replaced.flatMap((blocks) => placedElements(blocks));
  return all.filter((one) => one.blockId === blockId && one.actionId === actionId).slice(0, 1);
}

/** What a person would call the element: its text, its input's label, its placeholder or the text beside it. */
export function labelOf({ element, block }: PlacedElement): string {
  const said = (value: unknown) => (isObject(value) ? textOf(value.text) : '');
  return said(element.text) || said(block.label) || said(element.placeholder) || said(block.text);
}
