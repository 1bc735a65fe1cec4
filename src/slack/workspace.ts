import { type Logger, LogLevel } from '@slack/logger';
import { WebClient, type WebClientOptions } from '@slack/web-api';
import { Problem } from '../problem.ts';
import type { SlackApi } from './api.ts';
import type { GrantedScopes } from './deps.ts';

export type Authorization = {
  botToken: string;
  botId?: string;
  botUserId?: string;
  teamId: string;
  /** What Slack granted. */
  scopes: readonly string[];
};

/** Which Slack workspaces this app serves, and with which token. */
export interface Workspace {
  /** Throws when the app is not installed there. `enterpriseId`: when Slack names one. */
  authorize(teamId: string | undefined, enterpriseId?: string): Promise<Authorization>;
  /** For reads somebody waits for. */
  client(teamId: string): Promise<WebClient>;
  /** For messages nobody waits for: no retries of its own, so that a lost answer is never repeated blindly. */
  backgroundClient(teamId: string): Promise<WebClient>;
  /** False when the app was never installed there, or is gone. */
  serves(teamId: string): Promise<boolean>;
  ready(): Promise<void>;
  scopes: GrantedScopes;
}

/** Bolt is told to say everything; our own log decides what is kept. */
export const slackLogLevel = LogLevel.DEBUG;

/** Nobody waits out a rate limit or much more than the life of a trigger: somebody is looking at the screen. */
export const interactiveClient = (api: SlackApi): WebClientOptions => ({
  slackApiUrl: api.url,
  fetch: api.fetch,
  timeout: 3_000,
  retryConfig: { retries: 1, minTimeout: 250, maxTimeout: 1_000 },
  rejectRateLimitedCalls: true,
});

/** Nobody waits: each call is made once, and whoever makes it decides what a failure means. */
export const backgroundClient = (api: SlackApi): WebClientOptions => ({
  slackApiUrl: api.url,
  fetch: api.fetch,
  timeout: 10_000,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
});

/**
 * One workspace, its bot token from the environment; Slack tells once which workspace that is.
 * `logger`: the clients have one of their own otherwise, which writes to the console.
 */
export function singleWorkspace(config: { botToken: string; api: SlackApi; logger: Logger }): Workspace {
  const { logger } = config;
  const client = new WebClient(config.botToken, { ...interactiveClient(config.api), logger });
  const background = new WebClient(config.botToken, { ...backgroundClient(config.api), logger });
  let known: Promise<Authorization> | undefined;
  let settled: Authorization | undefined;

  const ask = async (): Promise<Authorization> => {
    const { team_id: teamId, bot_id: botId, user_id: botUserId, response_metadata: meta } = await client.auth.test();
    if (!teamId) throw new Error('auth.test names no team');
    settled = {
      botToken: config.botToken,
      teamId,
      scopes: meta?.scopes ?? [],
      ...(botId ? { botId } : {}),
      ...(botUserId ? { botUserId } : {}),
    };
    return settled;
  };
  const identify = (): Promise<Authorization> => {
    known ??= ask().catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  const own = async (teamId: string | undefined): Promise<Authorization> => {
    const authorization = await identify();
    if (teamId !== authorization.teamId) throw new Problem('not_a_member', { standing: 'stranger' });
    return authorization;
  };

  return {
    authorize: own,
    client: (teamId) => own(teamId).then(() => client),
    backgroundClient: (teamId) => own(teamId).then(() => background),
    serves: async () => true,
    ready: async () => void (await ask()),
    scopes: {
      has: async (teamId, scope) => (await own(teamId)).scopes.includes(scope),
      recall: (_teamId, scope) => settled?.scopes.includes(scope),
    },
  };
}
