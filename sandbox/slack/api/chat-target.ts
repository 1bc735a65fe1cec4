import { channelFor, directChannel, reaches, slackbot, visibleUser } from '../directory.ts';
import { Refusal } from '../refusal.ts';
import type { Channel, World } from '../world.ts';
import type { BotCall } from './method.ts';

/** The channel a bot may post to: a C… or D… id, a #name, or a person, whose direct message it opens. */
export function postTarget(call: BotCall, wanted: string): Channel {
  const { world, installation } = call;
  if (/^[UW]/.test(wanted)) return personTarget(call, wanted);
  const id = world.channels.has(wanted) ? wanted : idByName(world, installation.team, wanted);
  const channel = channelFor(world, installation, id);
  if (channel.archived) throw new Refusal('is_archived');
  const member = channel.members.has(installation.botUserId);
  if (!member && !installation.scopes.includes('chat:write.public')) throw new Refusal('not_in_channel');
  if (channel.restricted) throw new Refusal('restricted_action');
  if (channel.kind === 'im' && world.app.messagesTab === 'off') throw new Refusal('messages_tab_disabled');
  return channel;
}

function personTarget({ world, installation }: BotCall, id: string): Channel {
  const user = visibleUser(world, installation, id);
  if (!user) throw new Refusal('channel_not_found');
  if (user.isBot || id === slackbot) throw new Refusal('cannot_dm_bot');
  if (world.app.messagesTab === 'off') throw new Refusal('messages_tab_disabled');
  return directChannel(world, installation, id);
}

function idByName(world: World, team: string, name: string): string {
  const plain = name.replace(/^#/, '');
  const found = [...world.channels.values()].find((one) => one.name === plain && reaches(one, team));
  return found?.kind === 'im' ? '' : (found?.id ?? '');
}
