import type { PlacedElement } from '../block-kit.ts';
import { deliver } from '../delivery/deliver.ts';
import { actionTs, interactionPart } from '../delivery/payloads.ts';
import { channelName } from '../directory.ts';
import { stateValues } from '../input-state.ts';
import type { Ack } from '../journal.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import { newResponseUrl } from '../response-urls.ts';
import type { Interaction } from '../slack-emulator.ts';
import { newTrigger } from '../triggers.ts';
import { viewShape } from '../views.ts';
import type { Message, World } from '../world.ts';
import { notify } from './notices.ts';
import type { Surface } from './surface.ts';

/** Sends block_actions for what a person did with an element, and says so when it goes wrong. */
export async function interact(
  world: World,
  user: string,
  surface: Surface,
  placed: PlacedElement,
  detail: JsonObject,
): Promise<Interaction> {
  const at = world.clock.now();
  if (!world.installations.has(surface.installTeam)) return { ack: null, at, error: 'app_not_installed' };
  const action = { ...actionPart(placed), ...detail, action_ts: actionTs(world) };
  const ack = await deliver(world, {
    kind: 'block_actions',
    name: placed.actionId,
    team: surface.installTeam,
    user,
    payload: { ...blockActions(world, user, surface), actions: [action] },
  });
  return concluded(world, user, ack, at, `the element ${placed.actionId}`);
}

/** The outcome as the person sees it; an answer with a body breaks the rule for interactions that take none. */
export function concluded(world: World, user: string, ack: Ack, at: number, where: string): Interaction {
  if (ack.error) {
    notify(world, user, where, ack.error);
    return { ack, at, error: ack.error };
  }
  if (ack.body !== undefined && ack.body !== '') {
    world.journal.violated('unexpected_ack_body', `${where} takes an empty acknowledgement`);
  }
  return { ack, at };
}

function actionPart({ element, type, blockId, actionId }: PlacedElement): JsonObject {
  const shown = ['text', 'value', 'url', 'style', 'confirm', 'placeholder', 'icon'].filter(
    (key) => element[key] !== undefined,
  );
  const initial = Object.keys(element).filter((key) => key.startsWith('initial_'));
  const copied = Object.fromEntries([...shown, ...initial].map((key) => [key, element[key]]));
  return { type, block_id: blockId, action_id: actionId, ...copied };
}

function blockActions(world: World, user: string, { message, view, installTeam, blocks, inputs }: Surface): JsonObject {
  const trigger = {
    user,
    installTeam,
    viewId: view?.kind === 'modal' ? view.id : undefined,
    channel: message?.channel,
  };
  const base = {
    ...interactionPart(world, 'block_actions', user, installTeam),
    trigger_id: newTrigger(world, trigger),
  };
  if (view) return { ...base, container: { type: 'view', view_id: view.id }, view: viewShape(world, view) };
  if (!message) return base;
  return {
    ...base,
    ...messagePart(world, message),
    state: { values: stateValues(blocks, inputs) },
    response_url: newResponseUrl(world, 'actions', {
      user,
      team: installTeam,
      channel: message.channel,
      source: message,
    }),
  };
}

/** `container`, `channel` and `message`; an ephemeral message is named but not shown. */
export function messagePart(world: World, message: Message): JsonObject {
  const channel = world.channels.get(message.channel);
  const ephemeral = message.ephemeralFor !== undefined;
  return {
    container: {
      type: 'message',
      message_ts: message.body.ts,
      channel_id: message.channel,
      is_ephemeral: ephemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    channel: { id: message.channel, name: channel ? channelName(channel) : '' },
    ...(ephemeral ? {} : { message: message.body }),
  };
}

/** Throws, quoting the dialog, unless the person confirms what asks to be confirmed (and nothing else). */
export function settleConfirm({ element, actionId }: PlacedElement, confirm: boolean | undefined): void {
  const dialog = element.confirm;
  if (!isObject(dialog)) {
    if (confirm) throw new Error(`${actionId} asks for no confirmation`);
    return;
  }
  if (confirm) return;
  const said = (key: string) => (isObject(dialog[key]) ? textOf(dialog[key].text) : '');
  const buttons = `[${said('confirm') || 'Yes'}] [${said('deny') || 'Cancel'}]`;
  throw new Error(`${actionId} asks first: "${said('title')}" "${said('text')}" ${buttons}`);
}
