import { deliver } from '../delivery/deliver.ts';
import { sendEvent } from '../delivery/events.ts';
import { verificationToken } from '../delivery/payloads.ts';
import { channelName, installationAt, personOf, teamOf } from '../directory.ts';
import type { Ack } from '../journal.ts';
import { isObject } from '../json.ts';
import { postAsPerson } from '../messages.ts';
import type { SeedCommand } from '../registration.ts';
import { applyReply } from '../replies.ts';
import { newResponseUrl } from '../response-urls.ts';
import { type ReplyBody, replyFault } from '../rules/reply.ts';
import type { People, Typed } from '../slack-emulator.ts';
import { newTrigger } from '../triggers.ts';
import type { Channel, World } from '../world.ts';
import { escapedText, plainMentions } from './escaping.ts';
import { notify } from './notices.ts';

/** Slash commands and messages, as typed into the box under a channel. */
export function typing(world: World): Pick<People, 'types'> {
  return {
    async types(user, channelId, text, { threadTs } = {}) {
      const channel = world.channels.get(channelId);
      if (!channel?.members.has(user)) throw new Error(`${user} is not in ${channelId}`);
      if (channel.archived) throw new Error(`${channelId} is archived`);
      if (text.startsWith('/')) return command(world, user, channel, text, threadTs);
      return message(world, user, channel, text, threadTs);
    },
  };
}

async function command(world: World, user: string, channel: Channel, text: string, threadTs?: string): Promise<Typed> {
  const [word = ''] = text.split(/\s/, 1);
  const at = world.clock.now();
  const { team } = personOf(world, user);
  const registered = world.app.commands.find((one) => one.command === word);
  const failed = (said: string): Typed => {
    notify(world, user, channel.id, said);
    return { ack: null, at, error: said };
  };
  if (!registered || !world.installations.has(team)) return failed(`${word} is not a valid command.`);
  if (threadTs) return failed(`${word} is not supported in threads. Sorry!`);
  const ack = await deliver(world, {
    kind: 'slash_commands',
    name: word,
    team,
    user,
    payload: commandPayload(world, user, channel, registered, text.slice(word.length).trim()),
  });
  if (ack.error) return { ...failed(`${word} failed with the error "${ack.error}"`), ack, error: ack.error };
  showAnswer(world, { user, team, channel: channel.id }, text, ack);
  return { ack, at };
}

function commandPayload(world: World, user: string, channel: Channel, command: SeedCommand, text: string) {
  const { name, team: teamId } = personOf(world, user);
  const team = teamOf(world, teamId);
  const about = { user, team: teamId, channel: channel.id };
  return {
    token: verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    ...(team.enterpriseId ? { enterprise_id: team.enterpriseId, enterprise_name: team.enterpriseId } : {}),
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user,
    user_name: name,
    command: command.command,
    text: command.shouldEscape ? escapedText(world, teamId, text) : plainMentions(world, text),
    api_app_id: world.app.appId,
    is_enterprise_install: String(world.installations.get(team.id)?.enterprise !== undefined),
    response_url: newResponseUrl(world, 'commands', about),
    trigger_id: newTrigger(world, { user, installTeam: teamId, channel: channel.id }),
  };
}

/** The acknowledgement's body is a reply; in_channel also shows what was typed. */
function showAnswer(world: World, place: { user: string; team: string; channel: string }, typed: string, ack: Ack) {
  if (ack.body === undefined || ack.body === '') return;
  const body = isObject(ack.body) ? ack.body : { text: String(ack.body) };
  const fault = replyFault(body);
  if (fault) return world.journal.violated('bad_ack_body', `command: ${fault}`);
  const reply: ReplyBody = body;
  const channel = world.channels.get(place.channel);
  if (reply.response_type === 'in_channel' && channel) postAsPerson(world, channel, personOf(world, place.user), typed);
  applyReply(world, place, reply);
}

async function message(world: World, user: string, channel: Channel, raw: string, threadTs?: string): Promise<Typed> {
  const person = personOf(world, user);
  if (channel.kind === 'im' && world.app.messagesTab && world.app.messagesTab !== 'open') {
    throw new Error('sending messages to this app has been turned off');
  }
  const text = escapedText(world, person.team, raw);
  const { body } = postAsPerson(world, channel, person, text, threadTs);
  const ack = await told(world, channel, { ...body, channel: channel.id, event_ts: body.ts });
  return { ack, at: world.clock.now(), ts: body.ts };
}

function told(world: World, channel: Channel, event: { text: string; [key: string]: unknown }): Promise<Ack | null> {
  const installation = installationAt(world, channel);
  if (!installation || !channel.members.has(installation.botUserId)) return Promise.resolve(null);
  if (channel.kind === 'im') {
    return sendEvent(world, installation, 'message.im', { ...event, channel_type: 'im' }, channel.extShared);
  }
  if (!event.text.includes(`<@${installation.botUserId}>`)) return Promise.resolve(null);
  return sendEvent(world, installation, 'app_mention', { ...event, type: 'app_mention' }, channel.extShared);
}
