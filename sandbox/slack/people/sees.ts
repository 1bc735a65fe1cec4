import { channelName } from '../directory.ts';
import { stateValues } from '../input-state.ts';
import { isObject, textOf } from '../json.ts';
import { inputsOf } from '../messages.ts';
import type { Seen, SeenMessage, SeenView } from '../slack-emulator.ts';
import { stackOf } from '../views.ts';
import type { Message, View, World } from '../world.ts';
import { visibleMessages } from './surface.ts';

/** All of Slack that one person has on their screen. */
export function sees(world: World, user: string): Seen {
  const channels = [...world.channels.values()].filter((channel) => channel.members.has(user));
  const home = [...world.views.values()].filter((view) => view.kind === 'home' && view.user === user).at(-1);
  return {
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.kind === 'private' ? channel.name : channelName(channel),
      kind: channel.kind,
      messages: visibleMessages(world, user, channel.id).map((message) => seenMessage(message, user)),
    })),
    modals: stackOf(world, user).map(seenView),
    home: home ? seenView(home) : null,
    notices: world.notices.filter((one) => one.user === user).map(({ at, where, text }) => ({ at, where, text })),
  };
}

function seenMessage(message: Message, user: string): SeenMessage {
  const { body, ephemeralFor, threadTs } = message;
  const blocks = body.blocks ?? [];
  return {
    ts: body.ts,
    text: body.text,
    blocks,
    edited: body.edited !== undefined,
    ephemeral: ephemeralFor !== undefined,
    values: stateValues(blocks, inputsOf(message, user)),
    ...(body.bot_id ? { bot: textOf(body.bot_id) } : { user: textOf(body.user) }),
    ...(threadTs ? { threadTs } : {}),
    ...(body.metadata === undefined ? {} : { metadata: body.metadata }),
  };
}

function seenView(view: View): SeenView {
  const { body } = view;
  const words = (key: string) => (isObject(body[key]) ? textOf(body[key].text) : '');
  return {
    id: view.id,
    type: view.kind,
    callbackId: textOf(body.callback_id),
    externalId: textOf(body.external_id),
    privateMetadata: textOf(body.private_metadata),
    title: words('title'),
    ...(body.submit ? { submit: words('submit') } : {}),
    ...(body.close ? { close: words('close') } : {}),
    blocks: body.blocks,
    values: stateValues(body.blocks, view.inputs),
    hash: view.hash,
    errors: view.errors,
  };
}
