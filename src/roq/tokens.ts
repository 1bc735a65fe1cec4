import { z } from 'zod';
import { boundedCache } from '../bounded-cache.ts';
import type { Clock } from '../clock.ts';
import { RoqError } from '../roq-error.ts';
import type { PlatformInternals } from './platform.ts';

/** ROQ's tokens of one environment. The SDK's own cache is emptied after every fetch: it can be poisoned (facts 4.1). */
export type Tokens = {
  service(): Promise<string>;
  user(roqUserId: string): Promise<string>;
  /** Forgets this very token; a newer one stays. `undefined` is the service account. */
  drop(roqUserId: string | undefined, token: string): void;
};

type Kept = { token: string; until: number };

/** Takes over the SDK's token methods: one request at a time per identity, none older than 60 s before its end. */
export function createTokens(authorization: PlatformInternals['authorization'], clock: Clock): Tokens {
  const kept = boundedCache<Kept>(10_000);
  const flights = new Map<string, Promise<string>>();
  const serviceKey = authorization.serviceAccountEmail;
  const fetchService = authorization.createServiceAccountToken.bind(authorization);
  const fetchUser = authorization.createUserToken.bind(authorization);

  const fetchAndKeep = async (key: string, fetch: () => Promise<string>) => {
    const token = await fetch().finally(() => authorization.cache.del(key));
    kept.set(key, { token, until: clock.now() + lifetimeMs(token, clock.now()) - 60_000 });
    return token;
  };
  const take = (key: string, fetch: () => Promise<string>): Promise<string> => {
    const known = kept.get(key);
    if (known && clock.now() < known.until) return Promise.resolve(known.token);
    const flight = flights.get(key) ?? fetchAndKeep(key, fetch).finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };
  const drop = (key: string, token: string) => {
    if (kept.peek(key)?.token === token) kept.delete(key);
  };

  const service = () => take(serviceKey, fetchService);
  const user = (id: string) => take(id, () => withFreshService(id));
  // A refused user token may mean that the kept service token was revoked: one more time with a new one.
  const withFreshService = async (id: string): Promise<string> => {
    const used = await service();
    try {
      return await fetchUser(id);
    } catch (error) {
      if (!(error instanceof RoqError && error.kind === 'unauthorized')) throw error;
      drop(serviceKey, used);
      return fetchUser(id).catch(refusedAgain);
    }
  };

  authorization.createServiceAccountToken = service;
  authorization.createUserToken = user;
  return { service, user, drop: (id, token) => drop(id ?? serviceKey, token) };
}

/** Asked with a service token fresh from ROQ: then it is the user who is refused, as when they are deactivated. */
function refusedAgain(error: unknown): never {
  const ofUser = error instanceof RoqError && error.kind === 'unauthorized' && error.facts.operation === 'user token';
  throw ofUser ? new RoqError({ ...error.facts, kind: 'actor_unknown' }, { cause: error.cause }) : error;
}

const hourMs = 3_600_000;
const seconds = z.coerce.number().positive().optional().catch(undefined);
const claimsSchema = z.object({ iat: seconds, exp: seconds });

/** Whether the SDK could read it: three parts, the middle one a JSON object. */
export const isJws = (token: string): boolean => claimsOf(token) !== undefined;

/**
 * How long a token just received may be used, in ms, one hour at most. `exp - iat` where both are told,
 * so that neither a wrong clock here nor a moved one makes every token look old.
 */
function lifetimeMs(token: string, now: number): number {
  const { iat, exp } = claimsOf(token) ?? {};
  if (exp === undefined) return hourMs;
  return Math.min(hourMs, iat === undefined ? exp * 1000 - now : (exp - iat) * 1000);
}

function claimsOf(token: string): z.infer<typeof claimsSchema> | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    return claimsSchema.safeParse(JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}
