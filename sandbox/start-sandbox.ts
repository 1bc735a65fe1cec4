import type { Logger } from 'pino';
import { type RunningApp, startApp } from '../src/app.ts';
import { parseConfig } from '../src/config.ts';
import type { SandboxClock } from './clock.ts';
import type { RoqEmulator, RoqOptions } from './roq/emulator.ts';
import { startRoq } from './roq/start-roq.ts';
import type { SlackAppRegistration, SlackSeed } from './slack/registration.ts';
import type { SlackEmulator } from './slack/slack-emulator.ts';
import { startSlack } from './slack/start-slack.ts';
import { roqSeed, slackApp, slackCredentials, slackSeed, twoWorkspaces } from './world.ts';

export type SandboxOptions = {
  clock: SandboxClock;
  log: Logger;
  transport: 'http' | 'socket';
  dataDir: string;
  databaseUrl?: string;
  command?: string;
  scopes?: string[];
  /** With the step of Workflow Builder. */
  workflow?: boolean;
  /** `oauth`: installed nowhere yet; people of two workspaces install the app themselves. Default one workspace. */
  install?: 'single' | 'oauth';
  /** Other people or channels in Slack than the world's. */
  slackSeed?: SlackSeed;
  /** Both workspaces are of this enterprise. */
  enterpriseId?: string;
  /** Tokens from OAuth end after 12 hours. */
  tokenRotation?: boolean;
  ports?: { slack?: number; roq?: number; app?: number };
  roq?: Partial<RoqOptions>;
  /** False: ROQ calls nobody, and only readings find what changed there. */
  webhooks?: boolean;
  /** What is to be in the app's store before it starts. */
  before?: (ends: FarEnds, clock: SandboxClock) => Promise<void>;
  /** More environment for the app. */
  env?: Record<string, string>;
};

export interface Sandbox {
  slack: SlackEmulator;
  roq: RoqEmulator;
  /** The app as Slack knows it. */
  registration: SlackAppRegistration;
  app: RunningApp;
  /** What the app was started with, so that it can be started again. */
  env: Record<string, string>;
  restartApp(): Promise<void>;
  stop(): Promise<void>;
}

export type FarEnds = Pick<Sandbox, 'slack' | 'roq' | 'env' | 'registration'>;
export type FarEndOptions = Omit<SandboxOptions, 'log'>;

/** Both far ends, and the environment that makes an app talk to them. */
export async function startFarEnds(options: FarEndOptions): Promise<FarEnds> {
  const { clock, transport, command = '/invite', ports = {} } = options;
  const socketMode = transport === 'socket';
  const registration = slackApp({
    socketMode,
    command,
    org: options.enterpriseId !== undefined,
    workflow: options.workflow ?? false,
    ...(options.scopes ? { scopes: options.scopes } : {}),
  });
  const oauth = options.install === 'oauth';
  const slack = await startSlack({
    clock,
    seed: options.slackSeed ?? (oauth ? twoWorkspaces(options.enterpriseId) : slackSeed),
    app: oauth ? { ...registration, installations: [], tokenRotation: options.tokenRotation ?? false } : registration,
    port: ports.slack ?? 0,
  });
  const roq = await startRoq({ clock, seed: roqSeed, port: ports.roq ?? 0, ...options.roq });
  const env: Record<string, string> = {
    SLACK_API_URL: `${slack.url}/api/`,
    ...(oauth ? oauthEnv : { SLACK_BOT_TOKEN: registration.botToken }),
    SLACK_SIGNING_SECRET: registration.signingSecret,
    ...(socketMode ? { SLACK_APP_TOKEN: registration.appToken ?? '' } : {}),
    SLACK_COMMAND: command,
    ROQ_PLATFORM_URL: roq.url,
    ROQ_ENVIRONMENT_ID: roq.environmentId,
    ROQ_API_KEY: roq.apiKey,
    ROQ_WEBHOOK_KEY: 'sandbox-webhook-key',
    DATA_DIR: options.dataDir,
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
    PORT: String(ports.app ?? 0),
    ...options.env,
  };
  return { slack, roq, env, registration };
}

/** Slack e-mail addresses are trusted, so that stories need not link every account. */
const oauthEnv = {
  SLACK_CLIENT_ID: slackCredentials.clientId,
  SLACK_CLIENT_SECRET: slackCredentials.clientSecret,
  SLACK_STATE_SECRET: 'sandbox-state-secret',
  ENCRYPTION_KEY: '01'.repeat(32),
  TRUST_SLACK_EMAIL: 'true',
};

/** From now on ROQ tells the app at this address what happens to invites and users. */
export function callsBack(roq: RoqEmulator, appUrl: string, env: Record<string, string>): void {
  roq.setOptions({ webhook: { url: `${appUrl}/roq/webhooks`, key: env.ROQ_WEBHOOK_KEY ?? '' } });
}

/** Both far ends and the real app, which knows only other URLs. */
export async function startSandbox({ log, ...options }: SandboxOptions): Promise<Sandbox> {
  const ends = await startFarEnds(options);
  const { slack, roq, env, registration } = ends;
  const { clock } = options;
  await options.before?.(ends, clock);
  const start = async (): Promise<RunningApp> => {
    const app = await startApp(parseConfig(env), { log, clock });
    slack.setRequestUrl(`${app.url}/slack/events`);
    slack.setRedirectUrls([`${app.url}/slack/oauth_redirect`]);
    if (options.webhooks !== false) callsBack(roq, app.url, env);
    return app;
  };
  const sandbox: Sandbox = {
    slack,
    roq,
    env,
    registration,
    app: await start(),
    async restartApp() {
      await sandbox.app.stop();
      sandbox.app = await start();
    },
    async stop() {
      await sandbox.app.stop();
      await Promise.all([slack.stop(), roq.close()]);
    },
  };
  return sandbox;
}
