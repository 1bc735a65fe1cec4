import { manifest } from '../src/manifest.ts';
import type { RoqSeed, SeedInvite } from './roq/seed.ts';
import type { SeedParameter, SeedStep, SlackAppRegistration, SlackSeed } from './slack/registration.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const everybodys = { read: 'tenant', create: 'tenant', update: 'tenant', delete: 'tenant' } as const;
const onlyOwn = { read: 'own', create: 'own', update: 'own' } as const;

/** Who is who: the same people in Slack and in ROQ, each with a different standing. */
export const people = {
  ada: { id: 'U0ADA', name: 'Ada Owens', about: 'owner: may invite anybody' },
  alan: { id: 'U0ALAN', name: 'Alan Adams', about: 'admin: may invite editors and members' },
  ed: { id: 'U0ED', name: 'Ed Ito', about: 'editor: may invite editors, sees only his own' },
  mia: { id: 'U0MIA', name: 'Mia Moss', about: 'member: may not invite, but ask' },
  gus: { id: 'U0GUS', name: 'Gus Guest', about: 'a guest of this workspace' },
  olga: { id: 'U0OLGA', name: 'Olga Orr', about: 'owner of another tenant, Globex' },
  nina: { id: 'U0NINA', name: 'Nina New', about: 'in Slack, but not in ROQ' },
  sam: { id: 'U0SAM', name: 'Sam Strange', about: 'from another company, by Slack Connect' },
  greta: { id: 'U0GRETA', name: 'Greta Groß', about: 'admin, and reads German' },
} as const;

export const channels = { general: 'C0GENERAL', hiring: 'C0HIRING', board: 'C0BOARD', partners: 'C0PARTNERS' } as const;
export const team = 'T0ACME';

export const slackSeed: SlackSeed = {
  teams: [
    { id: team, name: 'Acme', domain: 'acme' },
    { id: 'T0OTHER', name: 'Other Inc', domain: 'other' },
  ],
  users: [
    {
      id: people.ada.id,
      team,
      name: 'ada',
      realName: people.ada.name,
      email: 'ada@acme.test',
      tz: 'Europe/Berlin',
      isOwner: true,
    },
    {
      id: people.alan.id,
      team,
      name: 'alan',
      realName: people.alan.name,
      email: 'alan@acme.test',
      tz: 'Europe/Berlin',
      isAdmin: true,
    },
    {
      id: people.ed.id,
      team,
      name: 'ed',
      realName: people.ed.name,
      email: 'Ed@Acme.test',
      tz: 'Asia/Tokyo',
      locale: 'en-GB',
    },
    { id: people.mia.id, team, name: 'mia', realName: people.mia.name, email: 'mia@acme.test', tz: 'America/New_York' },
    { id: people.gus.id, team, name: 'gus', realName: people.gus.name, email: 'gus@acme.test', isRestricted: true },
    {
      id: people.olga.id,
      team,
      name: 'olga',
      realName: people.olga.name,
      email: 'olga@globex.test',
      tz: 'America/Chicago',
    },
    { id: people.nina.id, team, name: 'nina', realName: people.nina.name, email: 'nina@elsewhere.test' },
    {
      id: people.greta.id,
      team,
      name: 'greta',
      realName: people.greta.name,
      email: 'greta@acme.test',
      tz: 'Europe/Berlin',
      locale: 'de-DE',
    },
    { id: people.sam.id, team: 'T0OTHER', name: 'sam', realName: people.sam.name, email: 'sam@other.test' },
  ],
  channels: [
    { id: channels.general, team, name: 'general', members: everybody(), botMember: true },
    { id: channels.hiring, team, name: 'hiring', members: everybody() },
    { id: channels.board, team, name: 'board', private: true, members: [people.ada.id, people.alan.id] },
    {
      id: channels.partners,
      team,
      name: 'partners',
      members: [...everybody(), people.sam.id],
      botMember: true,
      isExtShared: true,
      connectedTeams: ['T0OTHER'],
    },
  ],
};

/** The same, for an app that both teams install: the other one has a channel of its own, and Sam works there. */
export const twoWorkspaces = (enterpriseId?: string): SlackSeed => ({
  ...slackSeed,
  teams: slackSeed.teams.map((each) => ({ ...each, ...(enterpriseId ? { enterpriseId } : {}) })),
  channels: [...slackSeed.channels, { id: 'C0LOBBY', team: 'T0OTHER', name: 'lobby', members: [people.sam.id] }],
});

function everybody(): string[] {
  return Object.values(people).flatMap(({ id }) => (id === people.sam.id ? [] : [id]));
}

/** Of the Slack app, for installs by OAuth. */
export const slackCredentials = { clientId: '1.2', clientSecret: 'sandbox-client-secret' };

/** The least the app needs; with the history scopes it can also look for its own message after a lost answer. */
export const leastScopes = ['commands', 'chat:write', 'users:read', 'users:read.email'];

/** The least, and each that the README calls optional: with them there is everything to be seen. */
export const allScopes = [...leastScopes, 'files:read', 'channels:history', 'groups:history', 'im:history', 'im:write'];

/** Who any app of the sandbox is to Slack. */
export const slackIdentity = {
  appId: 'A0INVITE',
  botUserId: 'U0BOT',
  botToken: 'xoxb-sandbox-token',
  appToken: 'xapp-sandbox-token',
  signingSecret: 'sandbox-signing-secret',
  ...slackCredentials,
};

/** Our app as Slack knows it by its own manifest, so that nothing works here that was forgotten there. */
export function slackApp(options: {
  socketMode: boolean;
  command: string;
  scopes?: string[];
  org?: boolean;
  workflow?: boolean;
}): SlackAppRegistration {
  const { socketMode, command, org = false, workflow = false } = options;
  const { features, settings, functions } = manifest({ command, socket: socketMode, org, workflow });
  return {
    ...slackIdentity,
    name: 'ROQ Invites',
    socketMode,
    commands: features.slash_commands.map((one) => ({
      command: one.command,
      description: one.description,
      usageHint: one.usage_hint,
      shouldEscape: one.should_escape,
    })),
    shortcuts: features.shortcuts.map(({ name, type, callback_id: callbackId }) => ({ name, type, callbackId })),
    steps: stepsOf(functions ?? {}),
    events: settings.event_subscriptions.bot_events,
    scopes: options.scopes ?? leastScopes,
    homeTab: features.app_home.home_tab_enabled,
    messagesTab: features.app_home.messages_tab_read_only_enabled ? 'read_only' : 'open',
  };
}

type Parameters = {
  properties: Readonly<Record<string, Omit<SeedParameter, 'name' | 'required'>>>;
  required: readonly string[];
};
type Steps = Readonly<
  Record<string, { title: string; description: string; input_parameters: Parameters; output_parameters: Parameters }>
>;
const stepsOf = (steps: Steps): SeedStep[] =>
  Object.entries(steps).map(([callbackId, { title, description, input_parameters, output_parameters }]) => ({
    ...{ callbackId, title, description },
    inputs: parametersOf(input_parameters),
    outputs: parametersOf(output_parameters),
  }));
const parametersOf = ({ properties, required }: Parameters): SeedParameter[] =>
  Object.entries(properties).map(([name, { type, title, description }]) => ({
    ...{ name, type, required: required.includes(name) },
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
  }));

export const roqSeed: RoqSeed = {
  tenants: [
    { name: 'Acme', reference: 'acme', isDefault: true },
    { name: 'Globex', reference: 'globex' },
  ],
  roles: [
    {
      key: 'owner',
      name: 'Owner',
      inviteRoleKeys: ['admin', 'editor', 'member'],
      permissions: { userInvite: everybodys },
    },
    { key: 'admin', name: 'Admin', inviteRoleKeys: ['editor', 'member'], permissions: { userInvite: everybodys } },
    { key: 'editor', name: 'Editor', permissions: { userInvite: onlyOwn } },
    { key: 'member', name: 'Member', permissions: { userInvite: { read: 'own' } } },
  ],
  users: [
    {
      email: 'ada@acme.test',
      firstName: 'Ada',
      lastName: 'Owens',
      tenant: 'acme',
      roleKeys: ['owner'],
      locale: 'en-US',
    },
    { email: 'alan@acme.test', firstName: 'Alan', lastName: 'Adams', tenant: 'acme', roleKeys: ['admin'] },
    { email: 'ed@acme.test', firstName: 'Ed', lastName: 'Ito', tenant: 'acme', roleKeys: ['editor'] },
    { email: 'mia@acme.test', firstName: 'Mia', lastName: 'Moss', tenant: 'acme', roleKeys: ['member'] },
    { email: 'gus@acme.test', firstName: 'Gus', lastName: 'Guest', tenant: 'acme', roleKeys: ['member'] },
    { email: 'sam@other.test', firstName: 'Sam', lastName: 'Strange', tenant: 'globex', roleKeys: ['owner'] },
    { email: 'olga@globex.test', firstName: 'Olga', lastName: 'Orr', tenant: 'globex', roleKeys: ['owner'] },
    {
      email: 'greta@acme.test',
      firstName: 'Greta',
      lastName: 'Groß',
      tenant: 'acme',
      roleKeys: ['admin'],
      locale: 'de-DE',
    },
  ],
  invites: [
    invite('pat@partner.test', 'Pat Park', 'ada@acme.test', 'editor', 2 * hour),
    invite('lee@lab.test', 'Lee Long', 'alan@acme.test', 'member', 20 * hour),
    invite('una@uni.test', '', 'ed@acme.test', 'editor', 5 * hour),
    {
      ...invite('eve@agency.test', 'Eve Early', 'ada@acme.test', 'editor', 6 * day),
      status: 'expired',
      statusAgeMs: 5 * day,
    },
    {
      ...invite('otto@old.test', 'Otto Old', 'alan@acme.test', 'member', 30 * day),
      status: 'expired',
      statusAgeMs: 29 * day,
    },
    {
      ...invite('cleo@gone.test', 'Cleo Cole', 'ada@acme.test', 'member', 9 * day),
      status: 'canceled',
      statusAgeMs: 8 * day,
    },
    {
      ...invite('mia@acme.test', 'Mia Moss', 'ada@acme.test', 'member', 40 * day),
      status: 'accepted',
      acceptedBy: 'mia@acme.test',
    },
    { ...invite('gil@globex.test', 'Gil Gray', 'olga@globex.test', 'member', 3 * hour), tenant: 'globex' },
  ],
};

function invite(email: string, name: string, createdBy: string, roleKey: string, ageMs: number): SeedInvite {
  const [firstName = '', lastName = ''] = name.split(' ');
  return { email, firstName, lastName, createdBy, roleKeys: [roleKey], tenant: 'acme', ageMs, locale: 'en-US' };
}

/** Who and what there is when a sandbox starts. */
export interface SandboxWorld {
  slack: SlackSeed;
  roq: RoqSeed;
  /** Whom the page lets one be, and what it says of them. */
  people: readonly { id: string; about: string }[];
}

export const defaultWorld: SandboxWorld = { slack: slackSeed, roq: roqSeed, people: Object.values(people) };
