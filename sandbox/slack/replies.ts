import { directChannel } from './directory.ts';
import { editMessage, postAsBot, removeMessage } from './messages.ts';
import type { ReplyBody } from './rules/reply.ts';
import type { Channel, Installation, ResponseUrl, World } from './world.ts';

type Place = Pick<ResponseUrl, 'user' | 'team' | 'channel' | 'source'>;

/**
 * Puts an app's reply where its interaction happened: a new ephemeral by default, for all with `in_channel`, or in
 * place of the message the interaction came from. Who can see a message never changes afterwards.
 */
export function applyReply(world: World, place: Place, reply: ReplyBody): void {
  const installation = world.installations.get(place.team);
  if (!installation) return;
  const { source } = place;
  const live = source && world.messages.includes(source) ? source : undefined;
  if (reply.delete_original && live) removeMessage(world, live);
  else if (reply.replace_original && live) editMessage(world, live, reply, installation.botUserId);
  else postNew(world, installation, place, reply);
}

function postNew(world: World, installation: Installation, place: Place, reply: ReplyBody): void {
  if (reply.delete_original || reply.replace_original) nothingToChange(world);
  if (reply.delete_original) return;
  const shared = reply.response_type === 'in_channel';
  postAsBot(world, installation, channelOf(world, installation, place), reply, {
    ...(shared ? { threadTs: reply.thread_ts } : { ephemeralFor: place.user }),
  });
}

function nothingToChange(world: World): void {
  world.journal.violated('response_url', 'replace_original or delete_original: there is no original message');
}

function channelOf(world: World, installation: Installation, { channel, user }: Place): Channel {
  return world.channels.get(channel) ?? directChannel(world, installation, user);
}
