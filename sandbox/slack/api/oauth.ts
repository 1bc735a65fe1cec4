import { type Consent, consentOf, spendConsent } from '../consent.ts';
import { teamOf } from '../directory.ts';
import type { JsonObject } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { addBotUser, botIdOf } from '../settle.ts';
import type { Installation, World } from '../world.ts';
import { argument, type MethodTable, type OpenCall } from './method.ts';

const tokenLife = 43_200;

export const oauthMethods: MethodTable = {
  'oauth.v2.access': { token: 'none', tier: 4, run: access },
};

function access(call: OpenCall): JsonObject {
  const { world, args } = call;
  const { id, secret } = credentials(call);
  if (!id || id !== world.app.clientId) throw new Refusal('invalid_client_id');
  if (secret !== world.app.clientSecret) throw new Refusal('bad_client_secret');
  if (argument(args, 'grant_type') === 'refresh_token') return refreshed(world, argument(args, 'refresh_token'));
  const consent = consentOf(world, argument(args, 'code'));
  const redirect = argument(args, 'redirect_uri');
  if (redirect ? redirect !== consent.redirectUri : consent.redirectGiven) throw new Refusal('bad_redirect_uri');
  spendConsent(consent);
  return granted(world, consent.orgWide ? installedOrgWide(world, consent) : installed(world, consent), consent.user);
}

/** client_id and client_secret from the arguments, or from HTTP Basic. */
function credentials({ args, headers }: OpenCall): { id: string; secret: string } {
  const basic = /^Basic (\S+)$/.exec(String(headers.authorization ?? ''))?.[1];
  if (!basic) return { id: argument(args, 'client_id'), secret: argument(args, 'client_secret') };
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  return { id, secret };
}

/** Installs the app, or adds the new scopes to the installation that is there. */
function installed(world: World, consent: Consent): Installation {
  const there = world.installations.get(consent.team);
  if (there) {
    there.scopes = [...new Set([...there.scopes, ...consent.scopes])];
    return there;
  }
  const botUserId = botUserFor(world, consent.team);
  const installation = {
    team: consent.team,
    botUserId,
    botId: botIdOf(botUserId),
    scopes: consent.scopes,
    installer: consent.user,
  };
  world.installations.set(consent.team, installation);
  addBotUser(world, installation);
  return installation;
}

/** The same bot in every workspace of the enterprise; the token is for all of them. */
function installedOrgWide(world: World, consent: Consent): Installation {
  const enterprise = teamOf(world, consent.team).enterpriseId;
  if (!enterprise) throw new Refusal('not_allowed_token_type');
  const first = installed(world, consent);
  for (const { id } of [...world.teams.values()].filter((team) => team.enterpriseId === enterprise)) {
    world.installations.set(id, Object.assign(id === first.team ? first : { ...first, team: id }, { enterprise }));
  }
  return first;
}

/** The bot a team had before, else the registered one while no team has it, else a new one. */
function botUserFor(world: World, team: string): string {
  const former = [...world.users.values()].find(
    (user) => user.isBot && user.team === team && user.realName === world.app.name,
  );
  if (former) return former.id;
  return world.users.has(world.app.botUserId) ? world.ids.id('U') : world.app.botUserId;
}

function granted(world: World, installation: Installation, user: string): JsonObject {
  const { id, name, enterpriseId } = teamOf(world, installation.team);
  return {
    ...newToken(world, installation),
    token_type: 'bot',
    scope: installation.scopes.join(','),
    bot_user_id: installation.botUserId,
    app_id: world.app.appId,
    team: installation.enterprise ? null : { id, name },
    enterprise: enterpriseId ? { id: enterpriseId, name: enterpriseId } : null,
    authed_user: { id: user },
    is_enterprise_install: installation.enterprise !== undefined,
  };
}

/** A bot token; with rotation it lives 12 h, has a refresh token, and only the two newest stay alive. */
function newToken(world: World, installation: Installation): JsonObject {
  const rotating = world.app.tokenRotation === true;
  const token = `${rotating ? 'xoxe.xoxb' : 'xoxb'}-${installation.team}-${world.ids.secret()}`;
  if (!rotating) {
    world.tokens.set(token, { installation });
    return { access_token: token };
  }
  const alive = [...world.tokens.values()].filter((one) => one.installation === installation && !one.dead);
  for (const old of alive.slice(0, -1)) old.dead = 'token_expired';
  world.tokens.set(token, { installation, expiresAt: world.clock.now() + tokenLife * 1000 });
  const refresh = `xoxe-1-${world.ids.secret()}`;
  world.refreshTokens.set(refresh, installation);
  return { access_token: token, refresh_token: refresh, expires_in: tokenLife };
}

/** A refresh token is good once. */
function refreshed(world: World, token: string): JsonObject {
  const installation = world.refreshTokens.get(token);
  if (!installation) throw new Refusal('invalid_refresh_token');
  world.refreshTokens.delete(token);
  return granted(world, installation, installation.installer);
}
