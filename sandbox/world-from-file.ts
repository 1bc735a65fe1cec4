import type { RoqSeed } from './roq/seed.ts';
import type { SlackAppRegistration, SlackSeed } from './slack/registration.ts';
import { allScopes, type SandboxWorld, slackIdentity } from './world.ts';
import { handleOf, type WorldDescription } from './world-description.ts';

const hour = 60 * 60_000;
const permissions = {
  everybodys: { read: 'tenant', create: 'tenant', update: 'tenant', delete: 'tenant' },
  own: { read: 'own', create: 'own', update: 'own' },
  none: { read: 'own' },
} as const;

const userId = (handle: string): string => idOf('U', handle);
const idOf = (letter: string, key: string): string => `${letter}0${key.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;

/** The seeds of both emulators, from a description without faults. Ids are U0, C0 or T0 and the handle, name or key. */
export function worldOf(description: WorldDescription): SandboxWorld {
  return {
    slack: slackOf(description),
    roq: roqOf(description),
    people: description.people.map((person) => ({
      id: userId(handleOf(person)),
      about: person.about ?? standing(person),
    })),
  };
}

function standing({ slack, roq }: WorldDescription['people'][number]): string {
  return roq ? `${slack} in Slack, ${roq.roles.join(', ')} of ${roq.tenant} in ROQ` : `${slack} in Slack, not in ROQ`;
}

function slackOf({ workspaces, people, channels }: WorldDescription): SlackSeed {
  const first = workspaces[0]?.key ?? '';
  const team = (key = first): string => idOf('T', key);
  return {
    teams: workspaces.map(({ key, name }) => ({ id: team(key), name, domain: key })),
    users: people.map((person) => ({
      id: userId(handleOf(person)),
      team: team(person.workspace),
      name: handleOf(person),
      realName: person.name,
      ...(person.email ? { email: person.email } : {}),
      ...(person.timeZone ? { tz: person.timeZone } : {}),
      ...(person.locale ? { locale: person.locale } : {}),
      isOwner: person.slack === 'owner',
      isAdmin: person.slack === 'owner' || person.slack === 'admin',
      isRestricted: person.slack === 'guest',
    })),
    channels: channels.map((channel) => ({
      id: idOf('C', channel.name),
      team: team(channel.workspace),
      name: channel.name,
      private: channel.private,
      members: (channel.members ?? membersOf(people, channel.workspace ?? first, first)).map(userId),
      botMember: channel.app,
      isExtShared: channel.sharedWith.length > 0,
      connectedTeams: channel.sharedWith.map(team),
    })),
  };
}

const membersOf = (people: WorldDescription['people'], workspace: string, first: string): string[] =>
  people.filter((person) => (person.workspace ?? first) === workspace).map(handleOf);

function roqOf({ people, tenants, roles, invites }: WorldDescription): RoqSeed {
  const emails = new Map(people.map((person) => [handleOf(person), person.email ?? '']));
  return {
    tenants: tenants.map(({ key, name }, index) => ({
      name,
      reference: key,
      isDefault: index === 0,
    })),
    roles: roles.map((role) => ({
      key: role.key,
      name: role.name ?? titled(role.key),
      inviteRoleKeys: role.mayInvite,
      permissions: { userInvite: permissions[role.invites] },
    })),
    users: people.flatMap(({ name, email, locale, timeZone, roq }) => {
      if (!roq || !email) return [];
      const more = { ...(locale ? { locale } : {}), ...(timeZone ? { timezone: timeZone } : {}) };
      return [{ email, ...namesOf(name), tenant: roq.tenant, roleKeys: roq.roles, ...more }];
    }),
    invites: invites.map(({ email, name = '', tenant, by, roles: roleKeys, status, hoursAgo }) => ({
      email,
      ...namesOf(name),
      tenant,
      createdBy: emails.get(by) ?? '',
      roleKeys,
      status,
      ageMs: hoursAgo * hour,
    })),
  };
}

const titled = (key: string): string => `${key[0]?.toUpperCase() ?? ''}${key.slice(1)}`;
const namesOf = (name: string): { firstName: string; lastName: string } => {
  const [firstName = '', ...rest] = name.split(/\s+/);
  return { firstName, lastName: rest.join(' ') };
};

/** The app that the file describes, with the tokens of the sandbox; undefined when it describes none. */
export function appOf({ app }: WorldDescription): SlackAppRegistration | undefined {
  if (!app) return undefined;
  const { scopes = allScopes, events, requestUrl, ...rest } = app;
  return {
    ...slackIdentity,
    ...rest,
    scopes,
    ...(requestUrl ? { requestUrl } : {}),
    ...(events ? { events } : {}),
  };
}
