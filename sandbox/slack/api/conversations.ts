import { channelFor, directChannel, reaches, visibleUser } from '../directory.ts';
import type { JsonObject } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { Channel, Installation, World } from '../world.ts';
import { history } from './history.ts';
import { argument, type BotCall, flag, type MethodTable, paged } from './method.ts';

const scopeOf = { public: 'channels', private: 'groups', im: 'im' };
const readScopes = ['channels:read', 'groups:read', 'im:read'];

export const conversationMethods: MethodTable = {
  'conversations.open': { token: 'bot', tier: 3, scopes: ['im:write'], run: open },
  'conversations.info': {
    token: 'bot',
    tier: 3,
    scopes: readScopes,
    required: ['channel'],
    run(call) {
      const channel = readable(call, 'read');
      const count = flag(call.args, 'include_num_members') ? { num_members: channel.members.size } : {};
      return { channel: { ...channelShape(call.installation, channel), ...count } };
    },
  },
  'conversations.list': {
    token: 'bot',
    tier: 2,
    scopes: readScopes,
    run: (call) => listed(call, (channel) => seen(channel, call.installation)),
  },
  'users.conversations': {
    token: 'bot',
    tier: 3,
    scopes: readScopes,
    run(call) {
      const user = argument(call.args, 'user') || call.installation.botUserId;
      return listed(call, (channel) => channel.members.has(user) && seen(channel, call.installation));
    },
  },
  'conversations.members': {
    token: 'bot',
    tier: 4,
    scopes: readScopes,
    required: ['channel'],
    run(call) {
      const page = paged([...readable(call, 'read').members], call.args);
      return { members: page.items, response_metadata: { next_cursor: page.cursor } };
    },
  },
  'conversations.history': {
    token: 'bot',
    tier: 3,
    scopes: ['channels:history', 'groups:history', 'im:history'],
    required: ['channel'],
    run(call) {
      const channel = readable(call, 'history');
      if (!channel.members.has(call.installation.botUserId)) throw new Refusal('not_in_channel');
      return history(call.world, channel, call.args);
    },
  },
};

/** The channel of the call, with the scope that its kind needs. */
function readable({ world, installation, args }: BotCall, verb: 'read' | 'history'): Channel {
  const channel = channelFor(world, installation, argument(args, 'channel'));
  requireScope(installation, `${scopeOf[channel.kind]}:${verb}`);
  return channel;
}

function requireScope({ scopes }: Installation, needed: string): void {
  if (!scopes.includes(needed)) throw new Refusal('missing_scope', { needed, provided: scopes.join(',') });
}

function open({ world, installation, args }: BotCall): JsonObject {
  const users = argument(args, 'users').split(',').filter(Boolean);
  if (args.channel) return { channel: { id: channelFor(world, installation, argument(args, 'channel')).id } };
  const [id] = users;
  if (!id) throw new Refusal('users_list_not_supplied');
  if (users.length > 1)
    throw new Refusal('missing_scope', { needed: 'mpim:write', provided: installation.scopes.join(',') });
  const user = visibleUser(world, installation, id);
  if (!user) throw new Refusal('user_not_found');
  if (user.deleted) throw new Refusal('user_disabled');
  const before = world.channels.size;
  const channel = directChannel(world, installation, id);
  const known = world.channels.size === before ? { no_op: true, already_open: true } : {};
  const full = flag(args, 'return_im') ? channelShape(installation, channel) : { id: channel.id };
  return { ...known, channel: full };
}

function seen(channel: Channel, { botUserId, team }: Installation): boolean {
  return reaches(channel, team) && (channel.kind === 'public' || channel.members.has(botUserId));
}

const kinds: { [type: string]: Channel['kind'] | undefined } = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
};

function listed({ world, installation, args }: BotCall, belongs: (channel: Channel) => boolean): JsonObject {
  const wanted = (argument(args, 'types') || 'public_channel').split(',').map((type) => kinds[type.trim()]);
  for (const kind of wanted) if (kind) requireScope(installation, `${scopeOf[kind]}:read`);
  const live = (channel: Channel) => !channel.archived || !flag(args, 'exclude_archived');
  const found = allChannels(world).filter((one) => wanted.includes(one.kind) && belongs(one) && live(one));
  const page = paged(found, args);
  return {
    channels: page.items.map((channel) => channelShape(installation, channel)),
    response_metadata: { next_cursor: page.cursor },
  };
}

const allChannels = (world: World) => [...world.channels.values()];

/** A conversation object as this installation gets it. */
export function channelShape({ botUserId, team }: Installation, channel: Channel): JsonObject {
  const base = {
    id: channel.id,
    created: Math.floor(channel.created / 1000),
    is_archived: channel.archived,
    is_im: channel.kind === 'im',
    context_team_id: team,
    updated: channel.created,
  };
  if (channel.kind === 'im')
    return { ...base, user: [...channel.members].find((id) => id !== botUserId), is_open: true };
  return {
    ...base,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: channel.name === 'general',
    is_member: channel.members.has(botUserId),
    is_shared: channel.extShared,
    is_ext_shared: channel.extShared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    shared_team_ids: [channel.team, ...channel.connectedTeams],
    connected_team_ids: channel.connectedTeams,
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
