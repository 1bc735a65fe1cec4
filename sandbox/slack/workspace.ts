import { userShape } from './api/users.ts';
import { sendEvent } from './delivery/events.ts';
import { installationAt, personOf } from './directory.ts';
import type { Ack } from './journal.ts';
import { postAsOtherApp } from './messages.ts';
import type { SeedUser } from './registration.ts';
import type { Workspace } from './slack-emulator.ts';
import { revokeAccess, uninstall } from './uninstall.ts';
import type { Channel, World } from './world.ts';

/** What administrators do, with the events the app hears of it. */
export function workspace(world: World): Workspace {
  const channelOf = (id: string): Channel => {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`no channel ${id} in this sandbox`);
    return channel;
  };
  return {
    addUser(user) {
      world.users.set(user.id, user);
      return userEvent(world, 'team_join', user);
    },
    changeUser(id, patch) {
      const user = { ...personOf(world, id), ...patch };
      world.users.set(id, user);
      return userEvent(world, 'user_change', user);
    },
    joinChannel(user, id) {
      const channel = channelOf(id);
      channel.members.add(user);
      return joined(world, channel, user);
    },
    leaveChannel(user, id) {
      channelOf(id).members.delete(user);
      world.journal.changed('channel');
    },
    archiveChannel(id) {
      channelOf(id).archived = true;
      world.journal.changed('channel');
    },
    deleteChannel(id) {
      channelOf(id);
      world.channels.delete(id);
      const left = world.messages.filter(({ channel }) => channel !== id);
      world.messages.splice(0, world.messages.length, ...left);
      world.journal.changed('channel');
    },
    otherAppPosts: (id, message) => postAsOtherApp(world, channelOf(id), message).body.ts,
    revokeAccess: (team) => revokeAccess(world, team),
    uninstall: (team, order, between) => uninstall(world, team, order, between),
  };
}

function userEvent(world: World, type: 'team_join' | 'user_change', user: SeedUser): Promise<Ack | null> {
  world.journal.changed('user');
  const installation = world.installations.get(user.team);
  if (!installation) return Promise.resolve(null);
  const cacheTs = Math.floor(world.clock.now() / 1000);
  const shape = userShape(world, installation, user, true);
  return sendEvent(world, installation, type, { type, user: shape, cache_ts: cacheTs });
}

/** The bot hears of joins in the channels it is in, its own included. */
function joined(world: World, channel: Channel, user: string): Promise<Ack | null> {
  world.journal.changed('channel');
  const installation = installationAt(world, channel);
  if (!installation || !channel.members.has(installation.botUserId)) return Promise.resolve(null);
  return sendEvent(world, installation, 'member_joined_channel', {
    type: 'member_joined_channel',
    user,
    channel: channel.id,
    channel_type: channel.kind === 'private' ? 'G' : 'C',
    team: channel.team,
  });
}
