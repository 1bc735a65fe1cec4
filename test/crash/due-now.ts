import type { RoqSeed } from '../../sandbox/roq/seed.ts';
import type { SlackSeed } from '../../sandbox/slack/registration.ts';
import { roqSeed, slackSeed, team } from '../../sandbox/world.ts';
import { localTime } from '../../src/digests/local-day.ts';
import { defaultSettings, type StoredSettings } from '../../src/workspaces/settings.ts';

const day = 24 * 60 * 60_000;

/** So many tenants, each with an invite that has waited long enough to be told of, and a channel where the app may post. */
export function manyTenants(count: number): { roq: RoqSeed; slack: SlackSeed; channels: string[] } {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const channels = numbers.map((number) => `C0DIGEST${number}`);
  return {
    channels,
    slack: {
      teams: slackSeed.teams,
      users: slackSeed.users,
      channels: channels.map((id, number) => ({
        id,
        team,
        name: `digest-${number}`,
        members: ['U0ADA'],
        botMember: true,
      })),
    },
    roq: {
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
    },
  };
}

/** Settings by which a digest is due at `now`, in a zone where it is about noon: no midnight comes in between. */
export function dueNow(now: number, tenantId: string, channelId: string) {
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
  const entry: Omit<StoredSettings, 'revision'> = { teamId: team, tenantId, settings, updatedBy: 'U0ADA' };
  return { entry, key: `digest:pending-invites:${team}:${tenantId}:${day}` };
}
