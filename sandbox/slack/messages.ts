import { finishedBlocks, spokenText, withReplaced } from './block-kit.ts';
import { inputsFor } from './input-state.ts';
import { type JsonObject, objectsOf, textOf } from './json.ts';
import type { Channel, Inputs, Installation, Message, MessageBody, World } from './world.ts';

/** What the app sends as a message, already checked by rules/message.ts. */
export interface MessageContent {
  text?: unknown;
  blocks?: unknown;
  attachments?: unknown;
  metadata?: unknown;
}

/** Longest text of a posted message; the rest is cut off, as Slack does. */
const keptText = 40_000;

/** Stores a message of the app's bot and returns it. */
export function postAsBot(
  world: World,
  installation: Installation,
  channel: Channel,
  content: MessageContent,
  place: { threadTs?: string; ephemeralFor?: string } = {},
): Message {
  const ts = world.ids.ts();
  const body: MessageBody = {
    type: 'message',
    ts,
    user: installation.botUserId,
    bot_id: installation.botId,
    app_id: world.app.appId,
    team: installation.team,
    bot_profile: botProfile(world, installation),
    ...bodyOf(world, content),
    ...(place.threadTs ? { thread_ts: place.threadTs } : {}),
  };
  return stored(world, {
    channel: channel.id,
    team: installation.team,
    body,
    inputs: new Map(),
    replaced: [],
    ...place,
  });
}

/** Stores a message a person typed. */
export function postAsPerson(
  world: World,
  channel: Channel,
  user: { id: string; team: string },
  text: string,
  threadTs?: string,
): Message {
  const body: MessageBody = {
    type: 'message',
    ts: world.ids.ts(),
    user: user.id,
    team: user.team,
    text,
    client_msg_id: world.ids.secret(16),
    ...(threadTs ? { thread_ts: threadTs } : {}),
  };
  return stored(world, { channel: channel.id, team: channel.team, body, inputs: new Map(), replaced: [], threadTs });
}

/** Stores a message of an app that is none of ours; nobody checks what it holds. */
export function postAsOtherApp(world: World, channel: Channel, content: JsonObject & { text: string }): Message {
  const body: MessageBody = {
    type: 'message',
    subtype: 'bot_message',
    ts: world.ids.ts(),
    bot_id: 'B0OTHER',
    app_id: 'A0OTHER',
    team: channel.team,
    ...content,
  };
  return stored(world, { channel: channel.id, team: channel.team, body, inputs: new Map(), replaced: [] });
}

function stored(world: World, message: Message): Message {
  world.messages.push(message);
  world.journal.changed('message');
  return message;
}

/** Replaces what a message says. Text without blocks wipes the blocks and marks it edited; blocks leave no mark. */
export function editMessage(world: World, message: Message, content: MessageContent, editor: string): void {
  const { blocks: _blocks, attachments: _attachments, edited: _edited, ...kept } = message.body;
  const next = bodyOf(world, content);
  message.replaced = withReplaced(message.replaced, message.body.blocks ?? []);
  const mark = next.blocks ? {} : { edited: { user: editor, ts: world.ids.ts() } };
  message.body = { ...kept, ...next, ...mark };
  for (const [user, before] of message.inputs) {
    message.inputs.set(user, inputsFor(message.body.blocks ?? [], before));
  }
  world.journal.changed('message');
}

export function removeMessage(world: World, message: Message): void {
  world.messages.splice(world.messages.indexOf(message), 1);
  world.journal.changed('message');
}

/** The message with this ts that everyone in the channel can see. */
export function findMessage(world: World, channel: string, ts: string): Message | undefined {
  return world.messages.find((one) => one.channel === channel && one.body.ts === ts && !one.ephemeralFor);
}

/** What this person typed or chose in a message so far, its initial values at first. */
export function inputsOf(message: Message, user: string): Inputs {
  const inputs = message.inputs.get(user) ?? inputsFor(message.body.blocks ?? []);
  message.inputs.set(user, inputs);
  return inputs;
}

function bodyOf(world: World, content: MessageContent): Pick<MessageBody, 'text' | 'blocks'> & JsonObject {
  const mint = () => world.ids.id('').slice(-5);
  const blocks = finishedBlocks(objectsOf(content.blocks), mint);
  const text = textOf(content.text) || spokenText(blocks);
  if (text.length > keptText) world.journal.violated('text_cut', `a text of ${text.length} was cut at ${keptText}`);
  return {
    text: text.slice(0, keptText),
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(objectsOf(content.attachments).length > 0 ? { attachments: objectsOf(content.attachments) } : {}),
    ...(content.metadata === undefined ? {} : { metadata: content.metadata }),
  };
}

function botProfile(world: World, { botId, team }: Installation): JsonObject {
  return {
    id: botId,
    app_id: world.app.appId,
    user_id: world.installations.get(team)?.botUserId,
    name: world.app.name,
    icons: {},
    deleted: false,
    updated: Math.floor(world.clock.now() / 1000),
    team_id: team,
  };
}
