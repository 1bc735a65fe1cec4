import { Platform } from '@roq/nodejs';
import { HTTPReceiver } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { readOptions } from '../../sandbox/options.ts';
import { type PageServer, startPageServer } from '../../sandbox/page-server.ts';
import type { Cast, Screen } from '../../sandbox/page-state.ts';
import { type Alone, startRoqAlone, startSlackAlone } from '../../sandbox/start-alone.ts';
import { channels, defaultWorld, people } from '../../sandbox/world.ts';
import { describedWorld } from '../../sandbox/world-file.ts';
import { boltApp, silent } from './slack-setup.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function pageOf(alone: Alone, world = defaultWorld): Promise<PageServer> {
  const page = await startPageServer({
    behind: alone.behind,
    clock: sandboxClock(),
    world,
    port: 0,
    assets: () => ({ status: 404 }),
  });
  stops.push(alone.stop, page.close);
  return page;
}
const read = async <T>(url: string): Promise<T> => (await fetch(url)).json() as Promise<T>;
const acts = (page: PageServer, deed: string, body: object) =>
  fetch(`${page.url}/sandbox/${deed}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('a Slack alone', () => {
  test('serves somebody else’s Bolt app over HTTP, with people of a file', async () => {
    const { world, app } = describedWorld(
      'people: [{ name: Zoe Zed }]\napp: { name: Greeter, commands: [{ command: /hello }] }',
      'world.yml',
    );
    const receiver = new HTTPReceiver({ signingSecret: 'sandbox-signing-secret', logger: silent });
    const alone = await startSlackAlone({ clock: sandboxClock(), world, app, requestUrl: 'http://127.0.0.1:1/later' });
    const page = await pageOf(alone, world);
    const bolt = boltApp(alone.env.SLACK_API_URL ?? '', { token: alone.env.SLACK_BOT_TOKEN ?? '', receiver });
    bolt.command('/hello', async ({ ack, respond, command }) => {
      await ack();
      await respond(`hello ${command.user_name}`);
    });
    const server = await bolt.start(0);
    stops.push(() => bolt.stop());
    const address = typeof server === 'object' && 'address' in server ? server.address() : null;
    const port = address && typeof address === 'object' ? address.port : 0;
    alone.behind.slack?.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);

    await acts(page, 'types', { user: 'U0ZOE', channel: 'C0GENERAL', text: '/hello' });
    const cast = await read<Cast>(`${page.url}/api/cast`);
    expect(cast).toMatchObject({
      parts: { slack: true, roq: false, app: false },
      app: { name: 'Greeter', dmOpen: true },
      commands: [{ word: '/hello' }],
      startChannel: 'C0GENERAL',
    });
    const { open } = await read<Screen>(`${page.url}/api/screen?user=U0ZOE&channel=C0GENERAL`);
    expect(open?.messages).toMatchObject([{ text: 'hello zoe', ephemeral: true }]);
    expect(await read(`${page.url}/api/mails`)).toEqual({ error: 'this sandbox runs without roq' });
  });

  test('serves one over Socket Mode with what it prints', async () => {
    const alone = await startSlackAlone({ clock: sandboxClock(), world: defaultWorld });
    const page = await pageOf(alone);
    const bolt = boltApp(alone.env.SLACK_API_URL ?? '', {
      token: alone.env.SLACK_BOT_TOKEN ?? '',
      appToken: alone.env.SLACK_APP_TOKEN ?? '',
      socketMode: true,
    });
    bolt.message('ping', async ({ say }) => {
      await say('pong');
    });
    await bolt.start();
    stops.push(() => bolt.stop());
    const dm = alone.behind.slack?.directMessage(people.ada.id) ?? '';
    await acts(page, 'types', { user: people.ada.id, channel: dm, text: 'ping' });
    const messages = () =>
      alone.behind.slack
        ?.sees(people.ada.id)
        .channels.find(({ id }) => id === dm)
        ?.messages.map(({ text }) => text);
    await expect.poll(messages).toEqual(['ping', 'pong']);
  });

  test('has only Slack’s weather', async () => {
    const page = await pageOf(await startSlackAlone({ clock: sandboxClock(), world: defaultWorld }));
    const { switches } = await read<{ switches: { id: string }[] }>(`${page.url}/api/weather`);
    expect(switches.map(({ id }) => id)).toEqual(['slack-429', 'slack-500']);
    const { modals } = await read<Screen>(`${page.url}/api/screen?user=${people.ada.id}&channel=${channels.general}`);
    expect(modals).toEqual([]);
  });
});

describe('a ROQ alone', () => {
  test('serves ROQ’s own SDK with what it prints, and shows its mails', async () => {
    const alone = await startRoqAlone({ clock: sandboxClock(), world: defaultWorld });
    const page = await pageOf(alone);
    const { ROQ_PLATFORM_URL: host = '', ROQ_ENVIRONMENT_ID: environmentId = '', ROQ_API_KEY: apiKey = '' } = alone.env;
    const platform = new Platform({ host, environmentId, apiKey });
    const { userInvites } = await platform.asSuperAdmin().userInvites();
    expect(userInvites.totalCount).toBe(8);
    expect(await read<Cast>(`${page.url}/api/cast`)).toMatchObject({ parts: { slack: false, roq: true, app: false } });
    expect(await read(`${page.url}/api/roq`)).toMatchObject({
      requests: [{ operation: 'userInvites', as: 'service' }, { operation: 'token:service' }],
    });
    expect((await acts(page, 'types', { user: people.ada.id, channel: 'C', text: 'x' })).status).toBe(404);
    const { switches } = await read<{ switches: { id: string }[] }>(`${page.url}/api/weather`);
    expect(switches.map(({ id }) => id)).toEqual(['roq-slow', 'roq-down', 'roq-lossy']);
  });
});

describe('options', () => {
  test('are read, with a default for each', () => {
    expect(readOptions([])).toMatchObject({ port: 4000, command: '/invite', 'slack-only': false, log: 'warn' });
    expect(
      readOptions(['--slack-only', '--port', '0', '--config', 'world.yml', '--request-url', 'http://x.test']),
    ).toEqual(
      expect.objectContaining({ 'slack-only': true, port: 0, config: 'world.yml', 'request-url': 'http://x.test' }),
    );
  });

  test.each([
    [['--slack-only', '--roq-only'], 'exclude each other'],
    [['--request-url', 'http://x.test'], '--request-url goes with --slack-only'],
    [['--api-port', '4001'], '--api-port goes with --slack-only or --roq-only'],
    [['--port', 'many'], 'must be a number'],
    [['--command', 'invite'], 'command'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['--slack-only', '--request-url', 'x'], 'is no URL'],
  ])('%j are refused with how they are written', (args, said) => {
    expect(() => readOptions(args)).toThrow(said);
    expect(() => readOptions(args)).toThrow('npm run sandbox -- [options]');
  });
});
