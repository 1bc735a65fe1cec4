import { afterEach, describe, expect, it } from 'vitest';
import { slackWithBolt } from './slack-setup.ts';
import { type Answer, lastPayload, slackWithStub } from './slack-stub-app.ts';

let stop = async () => {};
afterEach(() => stop());

const modal = {
  type: 'modal' as const,
  callback_id: 'invite',
  title: { type: 'plain_text' as const, text: 'Invite' },
  submit: { type: 'plain_text' as const, text: 'Send' },
  blocks: [
    {
      type: 'input',
      block_id: 'email',
      label: { type: 'plain_text', text: 'E-mail' },
      element: { type: 'email_text_input', action_id: 'value' },
    },
  ],
};

describe.each([{ socketMode: false }, { socketMode: true }])('a slash command with socketMode $socketMode', (mode) => {
  it('reaches Bolt, opens a modal, and its submission comes back', async () => {
    const submitted: unknown[] = [];
    const sandbox = await slackWithBolt((app) => {
      app.command('/invite', async ({ ack, client, body }) => {
        await client.views.open({ trigger_id: body.trigger_id, view: modal });
        await ack();
      });
      app.view('invite', async ({ ack, view }) => {
        submitted.push(view.state.values);
        await ack();
      });
    }, mode);
    stop = sandbox.stop;
    const { slack } = sandbox;
    const typed = await slack.types('U1', 'C1', '/invite');
    expect(typed.ack).toMatchObject({ outcome: 'ok', status: 200 });
    const [view] = slack.sees('U1').modals;
    await slack.fill('U1', view?.id ?? '', { 'E-mail': 'ada@x.io' });
    await slack.submit('U1', view?.id ?? '');
    expect(submitted).toEqual([{ email: { value: { type: 'email_text_input', value: 'ada@x.io' } } }]);
    expect(slack.sees('U1').modals).toEqual([]);
    expect(slack.violations()).toEqual([]);
    expect(slack.deliveries().map((one) => one.transport)).toEqual(Array(2).fill(mode.socketMode ? 'socket' : 'http'));
  });

  it('shows what Bolt acknowledges with to the person alone', async () => {
    const sandbox = await slackWithBolt((app) => {
      app.command('/invite', ({ ack, command }) => ack(`You said ${command.text}`));
    }, mode);
    stop = sandbox.stop;
    await sandbox.slack.types('U1', 'C1', '/invite help');
    const seen = (user: string) => sandbox.slack.sees(user).channels[0]?.messages;
    expect(seen('U1')).toMatchObject([{ text: 'You said help', ephemeral: true }]);
    expect(seen('U2')).toEqual([]);
  });
});

async function started(answer: () => Answer = () => ({}), app = {}) {
  const sandbox = await slackWithStub(answer, app);
  stop = sandbox.stop;
  return sandbox;
}

describe('the payload of a command', () => {
  it('is Slack’s form', async () => {
    const { slack, received } = await started();
    await slack.types('U1', 'C1', '/invite  a b ');
    expect(received[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect({ ...lastPayload(received) }).toMatchObject({
      team_id: 'T1',
      team_domain: 'acme',
      channel_id: 'C1',
      channel_name: 'general',
      user_id: 'U1',
      user_name: 'ada',
      command: '/invite',
      text: 'a b',
      api_app_id: 'A1',
      is_enterprise_install: 'false',
      response_url: expect.stringContaining(slack.url),
      trigger_id: expect.stringMatching(/^\d+\.\d+\.\w+$/),
    });
  });

  it('escapes people, channels, e-mails and links when asked to', async () => {
    const { slack, received } = await started();
    const said = async (text: string) => {
      await slack.types('U1', 'C1', `/invite ${text}`);
      return lastPayload(received).text;
    };
    expect(await said('ada@x.io, Bob <bob@y.io>')).toBe(
      '<mailto:ada@x.io|ada@x.io>, Bob &lt;<mailto:bob@y.io|bob@y.io>&gt;',
    );
    expect(await said('@bob <@U2|bob> @nobody')).toBe('<@U2> <@U2> @nobody');
    expect(await said('#general #secret')).toBe('<#C1|general> <#C2|>');
    expect(await said('https://x.io/?a=1&b=2 & more')).toBe('<https://x.io/?a=1&amp;b=2> &amp; more');
  });

  it('leaves text as it is when escaping is off', async () => {
    const { slack, received } = await started(undefined, { commands: [{ command: '/invite' }] });
    await slack.types('U1', 'C1', '/invite ada@x.io <@U2> & @bob');
    expect(lastPayload(received).text).toBe('ada@x.io @bob & @bob');
  });

  it('masks the names of private channels and direct messages', async () => {
    const { slack, received } = await started();
    await slack.types('U1', 'C2', '/invite');
    expect(lastPayload(received).channel_name).toBe('privategroup');
    await slack.types('U1', slack.directMessage('U1'), '/invite');
    expect(lastPayload(received).channel_name).toBe('directmessage');
  });
});

describe('a command that goes nowhere', () => {
  it.each([
    ['U1', 'C1', '/other', undefined, '/other is not a valid command.'],
    ['U9', 'C5', '/invite', undefined, '/invite is not a valid command.'],
    ['U1', 'C1', '/invite', '1.2', '/invite is not supported in threads. Sorry!'],
  ])('%s in %s: %s', async (user, channel, text, threadTs, said) => {
    const { slack, received } = await started();
    expect(await slack.types(user, channel, text, { threadTs })).toMatchObject({ ack: null, error: said });
    expect(slack.sees(user).notices).toMatchObject([{ text: said }]);
    expect(received).toEqual([]);
  });
});

describe('an acknowledgement', () => {
  it('that does not come within 3000 ms is operation_timeout', async () => {
    const { slack, clock } = await started(() => 'never');
    const typed = slack.types('U1', 'C1', '/invite');
    clock.advance(2999);
    expect(slack.violations()).toEqual([]);
    clock.advance(1);
    expect(await typed).toMatchObject({ error: 'operation_timeout', ack: { outcome: 'late', ms: 3000 } });
    expect(slack.sees('U1').notices).toMatchObject([{ text: '/invite failed with the error "operation_timeout"' }]);
    expect(slack.violations()).toMatchObject([{ rule: 'late_ack' }]);
  });

  it('that never comes is given up after a cap in real time, though the clock stands still', async () => {
    const sandbox = await slackWithStub(() => 'never', {}, { answerCap: 10 });
    stop = sandbox.stop;
    expect(await sandbox.slack.types('U1', 'C1', '/invite')).toMatchObject({
      error: 'operation_timeout',
      ack: { ms: 0 },
    });
  });

  it.each([
    [500, 'http_service_error'],
    [404, 'http_client_error'],
  ])('with status %i is %s', async (status, error) => {
    const { slack } = await started(() => ({ status }));
    expect(await slack.types('U1', 'C1', '/invite')).toMatchObject({ error, ack: { outcome: 'refused', status } });
    expect(slack.violations()).toMatchObject([{ rule: 'bad_ack_status' }]);
  });

  it('that cannot be had is dispatch_failed', async () => {
    const { slack } = await started();
    slack.setRequestUrl('http://127.0.0.1:1/');
    expect(await slack.types('U1', 'C1', '/invite')).toMatchObject({ error: 'dispatch_failed' });
  });

  it('in_channel shows the answer and what was typed to all', async () => {
    const { slack } = await started(() => ({ body: { response_type: 'in_channel', text: 'done' } }));
    await slack.types('U1', 'C1', '/invite x');
    expect(slack.sees('U2').channels[0]?.messages).toMatchObject([{ text: '/invite x', user: 'U1' }, { text: 'done' }]);
  });

  it.each([
    [{ text: 'a', blocks: [{ type: 'poem' }] }, 'unsupported type: poem'],
    [{ response_action: 'clear' }, 'invalid additional property: response_action'],
    [{ response_type: 'in_channel' }, 'no_text'],
  ])('%j is a violation and shows nothing', async (body, detail) => {
    const { slack } = await started(() => ({ body }));
    await slack.types('U1', 'C1', '/invite');
    expect(slack.violations()).toMatchObject([{ rule: 'bad_ack_body', detail: expect.stringContaining(detail) }]);
    expect(slack.sees('U1').channels[0]?.messages).toEqual([]);
  });
});
