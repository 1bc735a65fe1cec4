import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { boundedCache } from '../bounded-cache.ts';
import type { Clock } from '../clock.ts';
import type { SlackDirectory, SlackUser } from '../people/person.ts';

const usersInfo = z.object({
  user: z.object({
    id: z.string(),
    team_id: z.string().optional(),
    name: z.string().default(''),
    real_name: z.string().optional(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    is_app_user: z.boolean().optional(),
    is_workflow_bot: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
    /** In Enterprise Grid a person has one account for several workspaces. */
    enterprise_user: z.object({ teams: z.array(z.string()).default([]) }).nullish(),
    tz: z.string().nullish(),
    locale: z.string().nullish(),
    profile: z
      .object({ email: z.string().nullish(), display_name: z.string().nullish(), real_name: z.string().nullish() })
      .default({}),
  }),
});

/** Slackbot does not call itself a bot. */
const slackbot = 'USLACKBOT';
const freshMs = 60_000;

/** users.info, remembered for a minute at most. */
export function slackDirectory(deps: {
  clientFor: (teamId: string) => Promise<WebClient>;
  clock: Clock;
}): SlackDirectory {
  const recent = boundedCache<{ user: SlackUser; at: number }>(5_000);
  const keyOf = (teamId: string, userId: string) => `${teamId}:${userId}`;
  return {
    recallLocale: (teamId, userId) => recent.get(keyOf(teamId, userId))?.user.locale,
    async user(teamId, userId) {
      const key = keyOf(teamId, userId);
      const hit = recent.get(key);
      if (hit && deps.clock.now() - hit.at < freshMs) return hit.user;
      const user = await lookUp(await deps.clientFor(teamId), teamId, userId);
      if (user) recent.set(key, { user, at: deps.clock.now() });
      return user;
    },
  };
}

async function lookUp(client: WebClient, teamId: string, userId: string): Promise<SlackUser | undefined> {
  try {
    const { user } = usersInfo.parse(await client.users.info({ user: userId, include_locale: true }));
    return {
      teamId,
      userId: user.id,
      name: user.real_name || user.profile.real_name || user.profile.display_name || user.name || user.id,
      email: user.profile.email?.trim() || undefined,
      timeZone: user.tz || undefined,
      locale: user.locale || undefined,
      standing: standingOf(user, teamId),
    };
  } catch (error) {
    const code = error instanceof WebAPIPlatformError ? error.data.error : undefined;
    if (code === 'user_not_found' || code === 'user_not_visible') return undefined;
    throw error;
  }
}

type Flags = z.infer<typeof usersInfo>['user'];
const isOfTeam = ({ team_id, enterprise_user }: Flags, teamId: string): boolean =>
  team_id === undefined || team_id === teamId || (enterprise_user?.teams.includes(teamId) ?? false);

function standingOf(user: Flags, teamId: string): SlackUser['standing'] {
  if (user.deleted) return 'deactivated';
  if (user.is_bot || user.is_workflow_bot || user.id === slackbot) return 'bot';
  if (user.is_stranger || !isOfTeam(user, teamId)) return 'stranger';
  if (user.is_restricted || user.is_ultra_restricted) return 'guest';
  return 'member';
}
