import { Refusal } from './refusal.ts';
import type { SeedTeam, SeedUser } from './registration.ts';
import type { Channel, Installation, World } from './world.ts';

export const slackbot = 'USLACKBOT';

export function teamOf(world: World, id: string): SeedTeam {
  const team = world.teams.get(id);
  if (!team) throw new Error(`no team ${id} in this sandbox`);
  return team;
}

/** A person of the sandbox; throws for an unknown id, since only a test can ask for one. */
export function personOf(world: World, id: string): SeedUser {
  const user = world.users.get(id);
  if (!user) throw new Error(`no user ${id} in this sandbox`);
  return user;
}

/** The user as this installation sees them: its own team, and people of channels shared with it. */
export function visibleUser(world: World, installation: Installation, id: string): SeedUser | undefined {
  if (id === slackbot) return slackbotIn(installation.team);
  const user = world.users.get(id);
  if (!user || user.team === installation.team) return user;
  const shared = [...world.channels.values()].some(
    (channel) => channel.members.has(id) && reaches(channel, installation.team),
  );
  return shared ? user : undefined;
}

export function slackbotIn(team: string): SeedUser {
  return { id: slackbot, team, name: 'slackbot', realName: 'Slackbot' };
}

/** Whether people of a team can be in this channel. */
export function reaches(channel: Channel, team: string): boolean {
  return channel.team === team || channel.connectedTeams.includes(team);
}

/** The channel as this installation may name it; throws channel_not_found. */
export function channelFor(world: World, installation: Installation, id: string): Channel {
  const channel = world.channels.get(id);
  const hidden = channel && channel.kind !== 'public' && !channel.members.has(installation.botUserId);
  if (!channel || hidden || !reaches(channel, installation.team)) throw new Refusal('channel_not_found');
  return channel;
}

/** The direct message channel of a person and the app's bot, opened when there is none. */
export function directChannel(world: World, installation: Installation, user: string): Channel {
  const { botUserId, team } = installation;
  const found = [...world.channels.values()].find(
    (channel) => channel.kind === 'im' && channel.members.has(user) && channel.members.has(botUserId),
  );
  if (found) return found;
  const channel: Channel = {
    id: world.ids.id('D'),
    team,
    name: 'directmessage',
    kind: 'im',
    members: new Set([user, botUserId]),
    archived: false,
    restricted: false,
    extShared: false,
    connectedTeams: [personOf(world, user).team],
    created: world.clock.now(),
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The installation that serves a team; undefined when the app is not installed there. */
export function installedIn(world: World, team: string): Installation | undefined {
  return world.installations.get(team);
}

/** The installation that hears of a channel: the host team's, else that of a connected team. */
export function installationAt(world: World, channel: Channel): Installation | undefined {
  const teams = [channel.team, ...channel.connectedTeams];
  return teams.map((team) => world.installations.get(team)).find((found) => found !== undefined);
}

/** The name payloads carry for a channel. */
export function channelName(channel: Channel): string {
  const masked = { im: 'directmessage', private: 'privategroup', public: channel.name };
  return masked[channel.kind];
}
