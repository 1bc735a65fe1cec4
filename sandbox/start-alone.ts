import type { Behind } from './behind.ts';
import type { SandboxClock } from './clock.ts';
import { startRoq } from './roq/start-roq.ts';
import type { SlackAppRegistration } from './slack/registration.ts';
import { startSlack } from './slack/start-slack.ts';
import { allScopes, type SandboxWorld, slackIdentity } from './world.ts';

/** An emulator on its own, for an app of somebody else's. */
export interface Alone {
  behind: Behind;
  /** What that app needs to know, by the names of environment variables. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

export interface AloneOptions {
  clock: SandboxClock;
  world: SandboxWorld;
  /** Default: any free port. */
  port?: number | undefined;
}

/** A Slack without an app: whoever brings one connects by Socket Mode, or is sent to at `requestUrl`. */
export async function startSlackAlone(
  options: AloneOptions & {
    app?: SlackAppRegistration | undefined;
    /** Of an app that is not described; default /invite. */
    command?: string;
    requestUrl?: string | undefined;
  },
): Promise<Alone> {
  const { clock, world, port = 0, command = '/invite', requestUrl } = options;
  const app = options.app ?? { ...slackIdentity, ...anyApp, commands: [{ command }] };
  const registration = { ...app, ...(requestUrl ? { requestUrl, socketMode: false } : {}) };
  const slack = await startSlack({ clock, seed: world.slack, app: registration, port });
  return {
    behind: { slack, registration },
    env: {
      SLACK_API_URL: `${slack.url}/api/`,
      SLACK_BOT_TOKEN: registration.botToken,
      SLACK_SIGNING_SECRET: registration.signingSecret,
      ...(registration.appToken ? { SLACK_APP_TOKEN: registration.appToken } : {}),
      ...(registration.clientId ? { SLACK_CLIENT_ID: registration.clientId } : {}),
      ...(registration.clientSecret ? { SLACK_CLIENT_SECRET: registration.clientSecret } : {}),
    },
    stop: () => slack.stop(),
  };
}

const anyApp = { name: 'My app', socketMode: true, scopes: allScopes };

/** A ROQ environment without a Slack. */
export async function startRoqAlone({ clock, world, port = 0 }: AloneOptions): Promise<Alone> {
  const roq = await startRoq({ clock, seed: world.roq, port });
  return {
    behind: { roq },
    env: { ROQ_PLATFORM_URL: roq.url, ROQ_ENVIRONMENT_ID: roq.environmentId, ROQ_API_KEY: roq.apiKey },
    stop: () => roq.close(),
  };
}
