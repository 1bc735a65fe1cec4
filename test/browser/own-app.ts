import { type App, HTTPReceiver } from '@slack/bolt';
import { sandboxClock } from '../../sandbox/clock.ts';
import { startSlackAlone } from '../../sandbox/start-alone.ts';
import { defaultWorld, slackApp } from '../../sandbox/world.ts';
import { boltApp, silent } from '../sandbox/slack-setup.ts';
import { storyStart } from '../stories/cast.ts';
import { pageInBrowser } from './sandbox-in-browser.ts';

const commands = ['/gallery', '/form', '/stack', '/crash', '/sleep', '/nonsense'];

/** An emulated Slack with a Bolt app that is not ours, and its page in a browser. */
export async function ownAppInBrowser(listen: (app: App) => void) {
  const clock = sandboxClock({ startAt: storyStart });
  const alone = await startSlackAlone({
    clock,
    world: defaultWorld,
    requestUrl: 'http://127.0.0.1:1/nobody',
    app: {
      ...slackApp({ socketMode: false, command: '/gallery' }),
      name: 'Gallery',
      messagesTab: 'open',
      commands: commands.map((command) => ({ command })),
      shortcuts: [
        { name: 'Greet me', type: 'global', callbackId: 'greet' },
        { name: 'Read it aloud', type: 'message', callbackId: 'aloud' },
      ],
    },
  });
  const { slack } = alone.behind;
  if (!slack) throw new Error('there is no Slack');
  const app = boltApp(alone.env.SLACK_API_URL ?? '', {
    token: alone.env.SLACK_BOT_TOKEN ?? '',
    receiver: new HTTPReceiver({ signingSecret: alone.env.SLACK_SIGNING_SECRET ?? '', logger: silent }),
  });
  listen(app);
  const server = await app.start(0);
  const address = typeof server === 'object' && 'address' in server ? server.address() : null;
  if (address && typeof address === 'object') slack.setRequestUrl(`http://127.0.0.1:${address.port}/slack/events`);
  const page = await pageInBrowser({ behind: alone.behind, clock });
  return {
    ...page,
    slack,
    async close(context: Parameters<typeof page.close>[0]) {
      await page.close(context, async () => {
        await app.stop();
        await alone.stop();
      });
    },
  };
}
export type OwnAppInBrowser = Awaited<ReturnType<typeof ownAppInBrowser>>;
