import { Platform } from '@roq/nodejs';
import { App, HTTPReceiver } from '@slack/bolt';

/** What each baseline is: one Bolt app for one workspace, and the SDK of ROQ, both as their quick starts have them. */
export function bareBolt(): { app: App; platform: Platform; start(): Promise<void> } {
  const {
    SLACK_BOT_TOKEN: token,
    SLACK_SIGNING_SECRET: signingSecret = '',
    SLACK_API_URL: slackApiUrl = '',
  } = process.env;
  const receiver = new HTTPReceiver({
    signingSecret,
    customRoutes: [
      { path: '/readyz', method: 'GET', handler: (_request, response) => void response.writeHead(200).end() },
    ],
  });
  const app = new App({ ...(token ? { token } : {}), receiver, clientOptions: { slackApiUrl } });
  const { ROQ_PLATFORM_URL: host = '', ROQ_ENVIRONMENT_ID: environmentId = '', ROQ_API_KEY: apiKey = '' } = process.env;
  const platform = new Platform({ host, environmentId, apiKey });
  return {
    app,
    platform,
    async start() {
      await app.start({ port: Number(process.env.PORT), host: '127.0.0.1' });
      process.on('SIGTERM', () => process.exit(0));
    },
  };
}
