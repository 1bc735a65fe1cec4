import { slackbotIn, visibleUser } from '../directory.ts';
import type { JsonObject } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { SeedUser } from '../registration.ts';
import type { Installation, World } from '../world.ts';
import { argument, flag, type MethodTable, paged } from './method.ts';

export const userMethods: MethodTable = {
  'users.info': {
    token: 'bot',
    tier: 4,
    scopes: ['users:read'],
    required: ['user'],
    run({ world, installation, args }) {
      const user = visibleUser(world, installation, argument(args, 'user'));
      if (!user) throw new Refusal('user_not_found');
      return { user: userShape(world, installation, user, flag(args, 'include_locale')) };
    },
  },
  'users.list': {
    token: 'bot',
    tier: 2,
    scopes: ['users:read'],
    run({ world, installation, args }) {
      const members = [...world.users.values()].filter((user) => user.team === installation.team);
      const page = paged([...members, slackbotIn(installation.team)], args, 1000);
      return {
        members: page.items.map((user) => userShape(world, installation, user, flag(args, 'include_locale'))),
        cache_ts: Math.floor(world.clock.now() / 1000),
        response_metadata: { next_cursor: page.cursor },
      };
    },
  },
  'users.lookupByEmail': {
    token: 'bot',
    tier: 3,
    scopes: ['users:read.email'],
    required: ['email'],
    run({ world, installation, args }) {
      const email = argument(args, 'email').toLowerCase();
      const user = [...world.users.values()].find(
        (one) => one.team === installation.team && !one.deleted && one.email?.toLowerCase() === email,
      );
      if (!user) throw new Refusal('users_not_found');
      return { user: userShape(world, installation, user, false) };
    },
  },
};

/** A user object as this installation gets it: the e-mail only with its scope, and never a stranger's. */
export function userShape(world: World, installation: Installation, user: SeedUser, locale: boolean): JsonObject {
  const own = user.team === installation.team;
  const email = own && installation.scopes.includes('users:read.email') ? user.email : undefined;
  const tz = user.tz ?? 'America/Los_Angeles';
  return {
    id: user.id,
    team_id: user.team,
    name: user.name,
    deleted: user.deleted ?? false,
    real_name: user.realName,
    tz,
    tz_label: tz,
    tz_offset: offsetSeconds(tz, world.clock.now()),
    profile: profileOf(world, installation, user, email),
    is_admin: user.isAdmin ?? user.isOwner ?? false,
    is_owner: user.isOwner ?? false,
    is_primary_owner: false,
    is_restricted: user.isRestricted ?? false,
    is_ultra_restricted: user.isUltraRestricted ?? false,
    is_bot: user.isBot ?? false,
    is_app_user: false,
    is_email_confirmed: email !== undefined,
    updated: Math.floor(world.clock.now() / 1000),
    ...(own ? {} : { is_stranger: user.isStranger ?? false }),
    ...(locale ? { locale: user.locale ?? 'en-US' } : {}),
  };
}

function profileOf(world: World, installation: Installation, user: SeedUser, email: string | undefined): JsonObject {
  const [first = '', ...rest] = user.realName.split(' ');
  const bot = user.id === installation.botUserId ? { bot_id: installation.botId, api_app_id: world.app.appId } : {};
  return {
    title: '',
    real_name: user.realName,
    real_name_normalized: user.realName,
    display_name: user.name,
    display_name_normalized: user.name,
    first_name: first,
    last_name: rest.join(' '),
    status_text: '',
    status_emoji: '',
    avatar_hash: user.id.toLowerCase(),
    team: user.team,
    ...(email ? { email } : {}),
    ...bot,
  };
}

/** Seconds east of UTC at that moment. */
function offsetSeconds(tz: string, at: number): number {
  const whole = Math.floor(at / 1000) * 1000;
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(whole);
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}
