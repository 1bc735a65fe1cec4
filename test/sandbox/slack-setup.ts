import { App, type AppOptions, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import { sandboxClock } from '../../sandbox/clock.ts';
import type { SlackAppRegistration, SlackSeed } from '../../sandbox/slack/registration.ts';
import type { SlackEmulator, SlackOptions } from '../../sandbox/slack/slack-emulator.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';

export const noon = Date.UTC(2026, 9, 1, 12);
export const botToken = 'xoxb-acme';
export const everyScope = [
  'commands',
  'chat:write',
  'chat:write.public',
  'users:read',
  'users:read.email',
  'team:read',
  'channels:read',
  'groups:read',
  'im:read',
  'im:write',
  'im:history',
  'channels:history',
  'groups:history',
  'files:read',
  'app_mentions:read',
];

export const seed: SlackSeed = {
  teams: [
    { id: 'T1', name: 'Acme', domain: 'acme' },
    { id: 'T2', name: 'Globex', domain: 'globex' },
  ],
  users: [
    {
      id: 'U1',
      team: 'T1',
      name: 'ada',
      realName: 'Ada Lovelace',
      email: 'ada@acme.test',
      tz: 'Europe/Berlin',
      isOwner: true,
    },
    { id: 'U2', team: 'T1', name: 'bob', realName: 'Bob Bit', email: 'bob@acme.test' },
    { id: 'U3', team: 'T1', name: 'gone', realName: 'Gone Girl', email: 'gone@acme.test', deleted: true },
    { id: 'U9', team: 'T2', name: 'eve', realName: 'Eve External', email: 'eve@globex.test' },
  ],
  channels: [
    { id: 'C1', team: 'T1', name: 'general', members: ['U1', 'U2'], botMember: true },
    { id: 'C2', team: 'T1', name: 'secret', private: true, members: ['U1'] },
    { id: 'C3', team: 'T1', name: 'old', members: ['U1'], archived: true },
    { id: 'C4', team: 'T1', name: 'random', members: ['U1'] },
    {
      id: 'C5',
      team: 'T1',
      name: 'shared',
      members: ['U1', 'U9'],
      botMember: true,
      isExtShared: true,
      connectedTeams: ['T2'],
    },
  ],
};

export const registration: SlackAppRegistration = {
  appId: 'A1',
  name: 'Inviter',
  botUserId: 'UBOT',
  botToken,
  appToken: 'xapp-1',
  signingSecret: 'shh',
  clientId: '1.2',
  clientSecret: 'hush',
  socketMode: false,
  commands: [{ command: '/invite', description: 'Invite people', usageHint: '[addresses]', shouldEscape: true }],
  scopes: everyScope,
  shortcuts: [
    { name: 'Invite', type: 'global', callbackId: 'invite_somebody' },
    { name: 'Invite these', type: 'message', callbackId: 'invite_from_message' },
  ],
  redirectUrls: ['https://app.test/slack/oauth_redirect'],
};

/** An emulated Slack on a frozen clock, with a client of the real SDK. */
export async function slackAlone(app: Partial<SlackAppRegistration> = {}, options: Partial<SlackOptions> = {}) {
  const clock = sandboxClock({ frozenAt: noon });
  const slack = await startSlack({ clock, seed, app: { ...registration, ...app }, ...options });
  return { clock, slack, client: clientOf(slack), stop: () => slack.stop() };
}

export function clientOf(slack: SlackEmulator, token = botToken): WebClient {
  return new WebClient(token, {
    slackApiUrl: `${slack.url}/api/`,
    logLevel: LogLevel.ERROR,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

const nothing = () => undefined;
export const silent = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  getLevel: () => LogLevel.ERROR,
  setName: nothing,
};

/**
 * A real Bolt app that does not ask Slack who it is when it is made: of a test that ends at once that call would be left
 * behind, and be repeated until another test's Slack, on the same port, refuses its token.
 */
export const boltApp = (slackApiUrl: string, more: AppOptions): App =>
  new App({
    logger: silent,
    convoStore: false,
    tokenVerificationEnabled: false,
    clientOptions: { slackApiUrl },
    ...more,
  });

/** The same with a real Bolt app behind it, over HTTP or Socket Mode; `listen` registers what the app does. */
export async function slackWithBolt(
  listen: (app: App) => void,
  app: Partial<SlackAppRegistration> = {},
  options: Partial<SlackOptions> = {},
) {
  const { clock, slack, client } = await slackAlone(app, options);
  const slackApiUrl = `${slack.url}/api/`;
  const receiver = app.socketMode
    ? new SocketModeReceiver({
        appToken: 'xapp-1',
        logger: silent,
        installerOptions: { clientOptions: { slackApiUrl } },
      })
    : new HTTPReceiver({ signingSecret: 'shh', logger: silent });
  const bolt = boltApp(slackApiUrl, { token: botToken, receiver });
  listen(bolt);
  const server = await bolt.start(0);
  const address = typeof server === 'object' && 'address' in server ? server.address() : null;
  if (address && typeof address === 'object') slack.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  const stop = async () => {
    await bolt.stop();
    await slack.stop();
  };
  return { clock, slack, client, bolt, stop };
}
