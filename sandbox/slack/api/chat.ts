import { channelFor, teamOf } from '../directory.ts';
import type { JsonObject } from '../json.ts';
import { editMessage, findMessage, postAsBot, removeMessage } from '../messages.ts';
import { Refusal, refuseIf } from '../refusal.ts';
import { messageFault } from '../rules/message.ts';
import type { Message } from '../world.ts';
import { postTarget } from './chat-target.ts';
import { argument, type BotCall, type MethodTable } from './method.ts';

const longestUpdate = 4000;
const write = ['chat:write'];

export const chatMethods: MethodTable = {
  'chat.postMessage': { token: 'bot', tier: 'post', scopes: write, required: ['channel'], run: post },
  'chat.postEphemeral': { token: 'bot', tier: 4, scopes: write, required: ['channel', 'user'], run: postEphemeral },
  'chat.update': { token: 'bot', tier: 3, scopes: write, required: ['channel', 'ts'], run: update },
  'chat.delete': { token: 'bot', tier: 3, scopes: write, required: ['channel', 'ts'], run: remove },
  'chat.getPermalink': { token: 'bot', tier: 'post', required: ['channel', 'message_ts'], run: permalink },
};

function post(call: BotCall): JsonObject {
  const { world, installation, args } = call;
  refuseEmptyOrBroken(args);
  const channel = postTarget(call, argument(args, 'channel'));
  const threadTs = argument(args, 'thread_ts') || undefined;
  if (threadTs && !findMessage(world, channel.id, threadTs)) throw new Refusal('thread_not_found');
  const message = postAsBot(world, installation, channel, args, { threadTs });
  return { channel: channel.id, ts: message.body.ts, message: message.body };
}

function postEphemeral(call: BotCall): JsonObject {
  const { world, installation, args } = call;
  refuseEmptyOrBroken(args);
  const user = argument(args, 'user');
  const channel = channelFor(world, installation, argument(args, 'channel'));
  if (channel.archived) throw new Refusal('is_archived');
  if (!channel.members.has(installation.botUserId)) throw new Refusal('not_in_channel');
  if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
  const place = { ephemeralFor: user, threadTs: argument(args, 'thread_ts') || undefined };
  return { message_ts: postAsBot(world, installation, channel, args, place).body.ts };
}

function update(call: BotCall): JsonObject {
  const { world, installation, args } = call;
  refuseEmptyOrBroken(args);
  if (argument(args, 'text').length > longestUpdate) throw new Refusal('msg_too_long');
  const message = ownMessage(call, 'cant_update_message');
  editMessage(world, message, args, installation.botUserId);
  const { ts, text } = message.body;
  return { channel: message.channel, ts, text, message: message.body };
}

function remove(call: BotCall): JsonObject {
  const message = ownMessage(call, 'cant_delete_message');
  removeMessage(call.world, message);
  return { channel: message.channel, ts: message.body.ts };
}

function permalink({ world, installation, args }: BotCall): JsonObject {
  const channel = channelFor(world, installation, argument(args, 'channel'));
  const ts = argument(args, 'message_ts');
  if (!findMessage(world, channel.id, ts)) throw new Refusal('message_not_found');
  const { domain } = teamOf(world, installation.team);
  return {
    channel: channel.id,
    permalink: `https://${domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`,
  };
}

/** The bot's own message; a U… id is no channel here, and ephemeral messages cannot be found. */
function ownMessage({ world, installation, args }: BotCall, denied: string): Message {
  const channel = channelFor(world, installation, argument(args, 'channel'));
  const message = findMessage(world, channel.id, argument(args, 'ts'));
  if (!message) throw new Refusal('message_not_found');
  if (message.body.bot_id !== installation.botId) throw new Refusal(denied);
  if (channel.archived) throw new Refusal('is_inactive');
  return message;
}

function refuseEmptyOrBroken(args: JsonObject): void {
  const isEmpty = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && !value.length);
  if (isEmpty(args.text) && isEmpty(args.blocks) && isEmpty(args.attachments)) throw new Refusal('no_text');
  refuseIf(messageFault(args));
}
