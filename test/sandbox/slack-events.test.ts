import { afterEach, describe, expect, it } from 'vitest';
import { everyScope, slackWithBolt } from './slack-setup.ts';
import { type Answer, type Received, slackWithStub } from './slack-stub-app.ts';

let stop = async () => {};
afterEach(() => stop());

async function started(answer: (received: Received) => Answer = () => ({}), app = {}) {
  const sandbox = await slackWithStub(answer, app);
  stop = sandbox.stop;
  const events = () => sandbox.received.map((one) => one.payload.event as { type: string });
  return { ...sandbox, events };
}

describe('an event', () => {
  it('comes in the wrapper of the Events API', async () => {
    const { slack, received } = await started();
    await slack.openHome('U1');
    const channel = slack.directMessage('U1');
    expect(received[0]?.headers['content-type']).toBe('application/json');
    expect(received[0]?.payload).toMatchObject({
      type: 'event_callback',
      team_id: 'T1',
      api_app_id: 'A1',
      event: { type: 'app_home_opened', user: 'U1', channel, tab: 'home', event_ts: expect.any(String) },
      event_id: expect.stringMatching(/^Ev/),
      event_time: Math.floor(Date.UTC(2026, 9, 1, 12) / 1000),
      authorizations: [{ team_id: 'T1', user_id: 'UBOT', is_bot: true, is_enterprise_install: false }],
      event_context: expect.any(String),
    });
  });

  it('is heard for messages to the app, mentions, joins and changes of people', async () => {
    const { slack, events } = await started();
    const person = { id: 'U5', team: 'T1', name: 'new', realName: 'New One' };
    await slack.types('U1', slack.directMessage('U1'), 'hello');
    await slack.types('U1', 'C1', 'nobody listens');
    await slack.types('U1', 'C1', 'hey @inviter');
    await slack.addUser(person);
    await slack.changeUser('U5', { email: 'new@acme.test' });
    await slack.joinChannel('U5', 'C1');
    expect(events()).toMatchObject([
      { type: 'message', channel_type: 'im', text: 'hello', user: 'U1' },
      { type: 'app_mention', text: 'hey <@UBOT>', channel: 'C1' },
      { type: 'team_join', user: { id: 'U5' } },
      { type: 'user_change', user: { profile: { email: 'new@acme.test' } } },
      { type: 'member_joined_channel', user: 'U5', channel: 'C1' },
    ]);
  });

  it('says which of the app’s tabs was opened, and the Home that is there with Home alone', async () => {
    const { slack, client, events } = await started();
    const { view } = await client.views.publish({
      user_id: 'U1',
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    });
    await slack.openHome('U1', 'messages');
    await slack.openHome('U1');
    const [messages, home] = events() as { tab?: string; view?: { hash?: string } }[];
    expect(messages).toMatchObject({ type: 'app_home_opened', tab: 'messages' });
    expect(messages).not.toHaveProperty('view');
    expect(home).toMatchObject({ tab: 'home', view: { type: 'home', hash: view?.hash } });
  });

  it('of a Home needs an app that has one', async () => {
    const { slack, client } = await started(undefined, { homeTab: false });
    await expect(slack.openHome('U1')).rejects.toThrow('this app has no Home tab');
    const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
    await expect(client.views.publish({ user_id: 'U1', view })).rejects.toMatchObject({
      data: { error: 'not_enabled' },
    });
  });

  it('needs its scope and its subscription', async () => {
    const scopes = everyScope.filter((scope) => scope !== 'im:history');
    const { slack, received } = await started(undefined, { scopes, events: ['message.im', 'app_home_opened'] });
    await slack.types('U1', slack.directMessage('U1'), 'hello');
    await slack.changeUser('U2', { name: 'rob' });
    expect(received).toEqual([]);
    await slack.openHome('U1');
    expect(received).toHaveLength(1);
  });

  it('that fails is retried at once, after a minute and after five', async () => {
    const { slack, received, clock } = await started(() => ({ status: 500 }));
    await slack.openHome('U1');
    await slack.settled();
    const nums = () => received.map((one) => one.headers['x-slack-retry-num']);
    expect(nums()).toEqual([undefined, '1']);
    clock.advance(59_999);
    await slack.settled();
    expect(nums()).toHaveLength(2);
    clock.advance(1);
    await slack.settled();
    expect(nums()).toHaveLength(3);
    clock.advance(300_000);
    await slack.settled();
    clock.advance(3_600_000);
    await slack.settled();
    expect(nums()).toEqual([undefined, '1', '2', '3']);
    expect(received[3]?.headers['x-slack-retry-reason']).toBe('http_error');
    expect(new Set(received.map((one) => one.payload.event_id)).size).toBe(1);
  });

  it('is retried with http_timeout when late', async () => {
    const { slack, received, clock } = await started(() => 'never');
    const opened = slack.openHome('U1');
    clock.advance(3000);
    expect(await opened).toMatchObject({ error: 'operation_timeout' });
    await expect.poll(() => received[1]?.headers['x-slack-retry-reason']).toBe('http_timeout');
  });

  it('is not retried against the app’s wish', async () => {
    const { slack, received, clock } = await started(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    await slack.openHome('U1');
    await slack.settled();
    clock.advance(3_600_000);
    await slack.settled();
    expect(received).toHaveLength(1);
  });

  it('can be delivered a second time', async () => {
    const { slack, received } = await started();
    await slack.openHome('U1');
    const id = String(received[0]?.payload.event_id);
    await slack.redeliver(id);
    expect(received[1]).toMatchObject({ payload: { event_id: id }, headers: { 'x-slack-retry-num': '1' } });
  });
});

describe('uninstalling', () => {
  it.each(['revoked_first', 'uninstalled_first'] as const)('tells of both, %s, and kills the token', async (order) => {
    const { slack, client, events } = await started();
    await slack.uninstall('T1', order);
    const types = ['tokens_revoked', 'app_uninstalled'];
    expect(events().map((event) => event.type)).toEqual(order === 'revoked_first' ? types : types.reverse());
    expect(events()).toContainEqual(expect.objectContaining({ tokens: { oauth: [], bot: ['UBOT'] } }));
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'account_inactive' } });
  });

  it('is what auth.revoke and apps.uninstall do', async () => {
    const { slack, client, events } = await started();
    await client.auth.revoke();
    await expect.poll(() => events()).toHaveLength(2);
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } });
    await stop();
    const other = await started();
    const wrong = other.client.apps.uninstall({ client_id: '1.2', client_secret: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ data: { error: 'bad_client_secret' } });
    await other.client.apps.uninstall({ client_id: '1.2', client_secret: 'hush' });
    await expect.poll(() => other.events()).toHaveLength(2);
    expect(slack.violations()).toEqual([]);
  });
});

describe.each([{ socketMode: false }, { socketMode: true }])('with Bolt and socketMode $socketMode', (mode) => {
  it('Home can be published when it is opened', async () => {
    const sandbox = await slackWithBolt((app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        const blocks = [
          { type: 'section' as const, text: { type: 'mrkdwn' as const, text: `Hello <@${event.user}>` } },
        ];
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
      });
    }, mode);
    stop = sandbox.stop;
    expect(await sandbox.slack.openHome('U1')).toMatchObject({ ack: { outcome: 'ok' } });
    await expect.poll(() => sandbox.slack.sees('U1').home?.blocks).toMatchObject([{ text: { text: 'Hello <@U1>' } }]);
  });
});
