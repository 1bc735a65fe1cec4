import { createHash } from 'node:crypto';
import type { SeedChannel, SeedInstallation, SlackAppRegistration, SlackSeed } from './registration.ts';
import type { Channel, Installation, World } from './world.ts';

/** Puts teams, people, channels and installations into an empty world. */
export function settle(world: World, seed: SlackSeed): void {
  for (const team of seed.teams) world.teams.set(team.id, team);
  for (const user of seed.users) world.users.set(user.id, user);
  for (const installation of installationsOf(world.app, seed)) {
    addInstallation(world, installation, seed.users.find((user) => user.isOwner)?.id ?? '');
  }
  for (const channel of seed.channels) world.channels.set(channel.id, settledChannel(world, channel));
}

function installationsOf(app: SlackAppRegistration, seed: SlackSeed): SeedInstallation[] {
  if (app.installations) return app.installations;
  const { botToken, botUserId, scopes } = app;
  return seed.teams.slice(0, 1).map((team) => ({ team: team.id, botToken, botUserId, scopes }));
}

export function addInstallation(world: World, seed: SeedInstallation, installer: string): Installation {
  const installation = {
    team: seed.team,
    botUserId: seed.botUserId,
    botId: botIdOf(seed.botUserId),
    scopes: [...seed.scopes],
    installer,
  };
  world.installations.set(seed.team, installation);
  world.tokens.set(seed.botToken, { installation });
  addBotUser(world, installation);
  return installation;
}

export function addBotUser(world: World, { botUserId, team }: Installation): void {
  const name = world.app.name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  if (!world.users.has(botUserId)) {
    world.users.set(botUserId, { id: botUserId, team, name, realName: world.app.name, isBot: true });
  }
}

export function botIdOf(botUserId: string): string {
  return `B${createHash('sha256').update(botUserId).digest('hex').slice(0, 8).toUpperCase()}`;
}

function settledChannel(world: World, seed: SeedChannel): Channel {
  const bot = world.installations.get(seed.team)?.botUserId;
  return {
    id: seed.id,
    team: seed.team,
    name: seed.name,
    kind: seed.private ? 'private' : 'public',
    members: new Set([...seed.members, ...(seed.botMember && bot ? [bot] : [])]),
    archived: seed.archived ?? false,
    restricted: seed.restricted ?? false,
    extShared: seed.isExtShared ?? false,
    connectedTeams: seed.connectedTeams ?? [],
    created: world.clock.now(),
  };
}
