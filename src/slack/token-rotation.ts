import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@slack/logger';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import type { Installation, Installations, Tokens } from '../workspaces/installation.ts';
import type { SlackApi } from './api.ts';

/** Gives a refresh token, good once, for new tokens. */
export type Exchange = (refreshToken: string) => Promise<Tokens>;

export type TokenKeeperDeps = {
  installations: Installations;
  exchange: Exchange;
  clock: Clock;
  onError: (error: unknown, where: { installation: string }) => void;
};

/** Slack's advice: 2 of the 12 hours before the end. Until then the old token works for whoever cannot refresh. */
const windowMs = 2 * 60 * 60_000;
/** A token this near its end may end while the call is under way. */
const marginMs = 30_000;
const leaseMs = 15_000;
/** Well within the three seconds that Slack gives a request. */
const looks = 15;
const lookEveryMs = 100;

export const isEnding = ({ expiresAt }: Installation, now: number, withinMs = windowMs): boolean =>
  expiresAt !== undefined && expiresAt - now <= withinMs;

/**
 * The install with a token that lasts. One caller over all replicas exchanges; the others go on with the old token, or
 * wait for the new one when the old has ended. Throws Problem when there is no good token to be had.
 */
export const tokenKeeper =
  (deps: TokenKeeperDeps) =>
  async (installation: Installation): Promise<Installation> => {
    if (!isEnding(installation, deps.clock.now())) return installation;
    const kept = (await refreshed(deps, installation)) ?? installation;
    return isEnding(kept, deps.clock.now(), marginMs) ? newerTokens(deps, kept) : kept;
  };

/** `undefined` when somebody else is at it, or Slack did not answer. */
async function refreshed(deps: TokenKeeperDeps, installation: Installation): Promise<Installation | undefined> {
  if (!installation.refreshToken) return undefined;
  const held = await deps.installations.claimRefresh(installation, leaseMs);
  if (!held?.refreshToken) return undefined;
  try {
    return await deps.installations.renewTokens(held, await deps.exchange(held.refreshToken));
  } catch (error) {
    deps.onError(error, { installation: installation.id });
    return isRefusal(error) ? deps.installations.renewTokens(held, lastOf(held, deps.clock.now())) : undefined;
  }
}

const refusals = ['invalid_refresh_token', 'token_revoked', 'account_inactive', 'invalid_auth'];
/** Asking again is of no use. */
const isRefusal = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && refusals.includes(error.data.error);

/** Its token is the last one: it works until its end, and nobody tries to refresh it. */
const lastOf = ({ botToken, expiresAt = 0 }: Installation, now: number): Tokens => ({
  botToken,
  expiresInMs: expiresAt - now,
});

/** Somebody else may have them by now, or soon. */
async function newerTokens(deps: TokenKeeperDeps, { id }: Installation): Promise<Installation> {
  for (let look = 0; look < looks; look += 1) {
    const now = await deps.installations.find({ teamId: id });
    if (now && !isEnding(now, deps.clock.now(), marginMs)) return now;
    if (!now?.refreshToken) throw new Problem('not_installed');
    await pause(lookEveryMs);
  }
  throw new Problem('slack_unavailable');
}

const answer = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

/** By oauth.v2.access; never repeated by itself, because the first answer may be the one that counts. */
export function tokenExchange(config: {
  clientId: string;
  clientSecret: string;
  api: SlackApi;
  logger: Logger;
}): Exchange {
  const client = new WebClient(undefined, {
    slackApiUrl: config.api.url,
    fetch: config.api.fetch,
    logger: config.logger,
    timeout: 2_500,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  return async (refreshToken) => {
    const given = await client.oauth.v2.access({
      client_id: config.clientId,
      client_secret: config.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    });
    const { access_token: botToken, refresh_token, expires_in } = answer.parse(given);
    return { botToken, refreshToken: refresh_token, expiresInMs: expires_in * 1_000 };
  };
}
