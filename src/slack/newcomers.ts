import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Clock } from '../clock.ts';

/** The id of whoever has this address in this workspace; `undefined` when nobody does or Slack does not say. */
export type FindNewcomer = (teamId: string, email: string) => Promise<string | undefined>;

const freshMs = 10 * 60_000;
/** Slack takes 50 such questions a minute: after a refusal none is asked for a while, ms. */
const restMs = 60_000;

const lookup = z.object({
  user: z.object({ id: z.string(), deleted: z.boolean().default(false), is_bot: z.boolean().default(false) }),
});

/** users.lookupByEmail, which needs users:read.email. Never fails: a word without a button is still a word. */
export function newcomerFinder(deps: {
  clientFor: (teamId: string) => Promise<WebClient>;
  clock: Clock;
}): FindNewcomer {
  const recent = new LRUCache<string, { id: string | undefined; at: number }>({ max: 5_000 });
  const restUntil = new LRUCache<string, number>({ max: 1_000 });
  return async (teamId, email) => {
    const key = `${teamId} ${email}`;
    const now = deps.clock.now();
    const hit = recent.get(key);
    if (hit && now - hit.at < freshMs) return hit.id;
    if ((restUntil.get(teamId) ?? 0) > now) return undefined;
    try {
      const client = await deps.clientFor(teamId);
      const { user } = lookup.parse(await client.users.lookupByEmail({ email }));
      recent.set(key, { id: user.deleted || user.is_bot ? undefined : user.id, at: now });
    } catch (error) {
      if (error instanceof WebAPIPlatformError && error.data.error === 'users_not_found')
        recent.set(key, { id: undefined, at: now });
      else restUntil.set(teamId, now + restMs);
    }
    return recent.get(key)?.id;
  };
}
