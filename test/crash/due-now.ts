import type { RoqSeed } from '../../sandbox/roq/seed.ts';
import type { SeedInstallation, SeedUser, SlackSeed } from '../../sandbox/slack/registration.ts';
import { roqSeed, slackSeed, team } from '../../sandbox/world.ts';
import { localTime } from '../../src/digests/local-day.ts';
import type { NewInstallation } from '../../src/workspaces/installation.ts';
import { defaultSettings, type StoredSettings } from '../../src/workspaces/settings.ts';

const day = 24 * 60 * 60_000;

const roqOf = (numbers: readonly number[]): RoqSeed => ({
  roles: roqSeed.roles,
  tenants: numbers.map((number) => ({ name: `Tenant ${number}`, reference: `tenant-${number}` })),
  users: numbers.map((number) => ({
    email: `owner${number}@t.test`,
    tenant: `tenant-${number}`,
    roleKeys: ['owner'],
  })),
  invites: numbers.map((number) => ({
    email: `waiting${number}@t.test`,
    tenant: `tenant-${number}`,
    createdBy: `owner${number}@t.test`,
    roleKeys: ['editor'],
    ageMs: 3 * day,
  })),
});

const ownerOf = (n: number, teamId: string): SeedUser => ({
  id: `U0OWNER${n}`,
  team: teamId,
  name: `owner${n}`,
  realName: `Owner ${n}`,
  email: `owner${n}@t.test`,
});

/** So many tenants, each with an invite that has waited long enough to be told of, and a channel where the app may post. */
export function manyTenants(count: number): { roq: RoqSeed; slack: SlackSeed; channels: string[] } {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const channels = numbers.map((number) => `C0DIGEST${number}`);
  return {
    channels,
    slack: {
      teams: slackSeed.teams,
      users: [...slackSeed.users, ...numbers.map((number) => ownerOf(number, team))],
      channels: channels.map((id, number) => ({
        id,
        team,
        name: `digest-${number}`,
        members: ['U0ADA'],
        botMember: true,
      })),
    },
    roq: roqOf(numbers),
  };
}

export type ManyWorkspaces = {
  roq: RoqSeed;
  slack: SlackSeed;
  /** As Slack knows them. */
  installations: SeedInstallation[];
  places: { teamId: string; channelId: string; userId: string }[];
};

/** So many workspaces that each installed the app, with one person, one channel and a tenant of their own. */
export function manyWorkspaces(count: number, scopes: string[]): ManyWorkspaces {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const places = numbers.map((n) => ({ teamId: `T0MANY${n}`, channelId: `C0MANY${n}`, userId: ownerOf(n, '').id }));
  return {
    places,
    roq: roqOf(numbers),
    slack: {
      teams: places.map(({ teamId }, n) => ({ id: teamId, name: `Workspace ${n}`, domain: `workspace-${n}` })),
      users: places.map(({ teamId }, n) => ownerOf(n, teamId)),
      channels: places.map(({ teamId, channelId, userId }, n) => ({
        id: channelId,
        team: teamId,
        name: `digest-${n}`,
        members: [userId],
        botMember: true,
      })),
    },
    installations: places.map(({ teamId }, n) => ({
      team: teamId,
      botToken: `xoxb-many-${n}`,
      botUserId: `U0BOT${n}`,
      scopes,
    })),
  };
}

/** The same install as the app's own store would have it after OAuth. */
export const installedBy = (
  userId: string,
  { team: id, botToken, botUserId, scopes }: SeedInstallation,
): NewInstallation => ({
  id,
  orgWide: false,
  name: id,
  botToken,
  botId: `B${botUserId}`,
  botUserId,
  scopes,
  installerId: userId,
});

/** Settings by which a digest is due at `now`, in a zone where it is about noon: no midnight comes in between. */
export function dueNow(now: number, tenantId: string, { teamId, channelId }: { teamId: string; channelId: string }) {
  const ahead = 12 - new Date(now).getUTCHours();
  const timeZone = `Etc/GMT${ahead < 0 ? `+${-ahead}` : `-${ahead}`}`;
  const { day, minute } = localTime(now, timeZone);
  const usual = defaultSettings(timeZone, now);
  const digest = {
    ...usual.digest,
    on: true,
    channelId,
    channelKind: 'public' as const,
    hour: Math.floor(minute / 60),
    timeZone,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    effectiveFrom: 0,
  };
  const settings = { ...usual, digest };
  const entry: Omit<StoredSettings, 'revision'> = { teamId, tenantId, settings, updatedBy: 'U0ADA' };
  return { entry, key: `digest:pending-invites:${teamId}:${tenantId}:${day}` };
}
