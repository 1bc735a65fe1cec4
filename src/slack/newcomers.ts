import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { boundedCache } from '../bounded-cache.ts';
import type { Clock } from '../clock.ts';
import type { FindInSlack } from '../invites/keep-nudges.ts';

/** The id of whoever has this address in this workspace; `undefined` when nobody does or Slack does not say. */
export type FindNewcomer = (teamId: string, email: string) => Promise<string | undefined>;

const freshMs = 10 * 60_000;
/** Slack takes 50 such questions a minute: after a refusal none is asked for a while, ms. */
const restMs = 60_000;

const lookup = z.object({
  user: z.object({ id: z.string(), deleted: z.boolean().default(false), is_bot: z.boolean().default(false) }),
});

/** users.lookupByEmail, which needs users:read.email; remembered for a while. Never fails. */
export function slackFinder(deps: { clientFor: (teamId: string) => Promise<WebClient>; clock: Clock }): FindInSlack {
  const recent = boundedCache<{ found: { userId: string } | 'nobody'; at: number }>(5_000);
  const restUntil = boundedCache<number>(1_000);
  return async (teamId, email) => {
    const key = `${teamId} ${email}`;
    const now = deps.clock.now();
    const hit = recent.get(key);
    if (hit && now - hit.at < freshMs) return hit.found;
    if ((restUntil.get(teamId) ?? 0) > now) return 'later';
    try {
      const found = await lookUp(await deps.clientFor(teamId), email);
      recent.set(key, { found, at: now });
      return found;
    } catch {
      restUntil.set(teamId, now + restMs);
      return 'later';
    }
  };
}

async function lookUp(client: WebClient, email: string): Promise<{ userId: string } | 'nobody'> {
  try {
    const { user } = lookup.parse(await client.users.lookupByEmail({ email }));
    return user.deleted || user.is_bot ? 'nobody' : { userId: user.id };
  } catch (error) {
    if (error instanceof WebAPIPlatformError && error.data.error === 'users_not_found') return 'nobody';
    throw error;
  }
}

/** A word without a button is still a word. */
export const newcomerFinder =
  (find: FindInSlack): FindNewcomer =>
  async (teamId, email) => {
    const found = await find(teamId, email);
    return typeof found === 'string' ? undefined : found.userId;
  };
