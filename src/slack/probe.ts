import type { Logger } from '@slack/logger';
import { WebAPIPlatformError, WebClient } from '@slack/web-api';
import type { SlackApi } from './api.ts';
import { postFailure } from './post-errors.ts';
import { backgroundClient } from './workspace.ts';

/** What Slack says of a credential; `code`: its own word for why not. `away`: it did not answer properly. */
export type Probe<T> = { kind: 'good'; is: T } | { kind: 'refused' | 'away'; code: string };

/** Asks Slack about credentials; changes nothing there. Never throws. */
export function slackProbe(api: SlackApi, logger: Logger) {
  const client = (token?: string) => new WebClient(token, { ...backgroundClient(api), logger });
  return {
    bot: (token: string): Promise<Probe<{ team: string; scopes: readonly string[] }>> =>
      ask(async () => {
        const { team, response_metadata: meta } = await client(token).auth.test();
        return { team: team ?? '', scopes: meta?.scopes ?? [] };
      }),
    /** The app-level token of Socket Mode. */
    appToken: (token: string): Promise<Probe<undefined>> =>
      ask(async () => void (await client(token).apps.connections.open({}))),
    /** Slack checks client id and secret before it looks at the code, which is no code. */
    async oauth(clientId: string, clientSecret: string): Promise<Probe<undefined>> {
      const exchange = { client_id: clientId, client_secret: clientSecret, code: 'doctor' };
      const probe = await ask(async () => void (await client().oauth.v2.access(exchange)));
      return probe.kind === 'refused' && probe.code === 'invalid_code' ? { kind: 'good', is: undefined } : probe;
    },
  };
}
export type SlackProbe = ReturnType<typeof slackProbe>;

async function ask<T>(run: () => Promise<T>): Promise<Probe<T>> {
  try {
    return { kind: 'good', is: await run() };
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return { kind: 'refused', code: error.data.error };
    const failure = postFailure(error);
    return { kind: 'away', code: failure.kind === 'limited' ? 'ratelimited' : failure.code };
  }
}
