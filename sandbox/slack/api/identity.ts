import { teamOf } from '../directory.ts';
import type { JsonObject } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { revokeTokens } from '../uninstall.ts';
import type { World } from '../world.ts';
import { argument, flag, type MethodTable } from './method.ts';

/** Who am I, where am I, and out again. */
export const identityMethods: MethodTable = {
  'api.test': {
    token: 'none',
    tier: 4,
    run({ args }) {
      const { token: _token, ...shown } = args;
      if (args.error) throw new Refusal(argument(args, 'error'), { args: shown });
      return { args: shown };
    },
  },
  'auth.test': {
    token: 'bot',
    tier: 4,
    run({ world, installation }) {
      const team = teamOf(world, installation.team);
      return {
        url: `https://${team.domain}.slack.com/`,
        team: team.name,
        user: world.users.get(installation.botUserId)?.name,
        team_id: team.id,
        user_id: installation.botUserId,
        bot_id: installation.botId,
        app_id: world.app.appId,
        is_enterprise_install: false,
        ...(team.enterpriseId ? { enterprise_id: team.enterpriseId } : {}),
      };
    },
  },
  'auth.revoke': {
    token: 'bot',
    tier: 3,
    run({ world, installation, token, args }) {
      if (flag(args, 'test')) return { revoked: false };
      revokeTokens(world, installation, token);
      return { revoked: true };
    },
  },
  'team.info': {
    token: 'bot',
    tier: 3,
    scopes: ['team:read'],
    run({ world, installation, args }) {
      const id = argument(args, 'team') || installation.team;
      if (!world.teams.has(id)) throw new Refusal('team_not_found');
      return { team: teamShape(world, id) };
    },
  },
  'bots.info': {
    token: 'bot',
    tier: 3,
    scopes: ['users:read'],
    run({ world, installation, args }) {
      const wanted = argument(args, 'bot') || installation.botId;
      if (wanted !== installation.botId) throw new Refusal('bot_not_found');
      return {
        bot: {
          id: wanted,
          deleted: false,
          name: world.app.name,
          updated: Math.floor(world.clock.now() / 1000),
          app_id: world.app.appId,
          user_id: installation.botUserId,
          icons: {},
        },
      };
    },
  },
};

function teamShape(world: World, id: string): JsonObject {
  const { name, domain, enterpriseId } = teamOf(world, id);
  return {
    id,
    name,
    url: `https://${domain}.slack.com/`,
    domain,
    email_domain: '',
    icon: { image_default: true },
    ...(enterpriseId ? { enterprise_id: enterpriseId, enterprise_name: enterpriseId } : {}),
  };
}
