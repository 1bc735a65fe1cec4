import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { clientOf, slackAlone, slackWithBolt } from './slack-setup.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function bolted(app = {}) {
  const heard: string[] = [];
  const sandbox = await slackWithBolt((bolt) => {
    bolt.command('/invite', async ({ ack, command }) => {
      heard.push(command.text);
      await ack();
    });
  }, app);
  stops.push(sandbox.stop);
  return { ...sandbox, heard };
}

describe('a request over HTTP', () => {
  it('is signed so that Bolt takes it, even when the sandbox clock stands elsewhere', async () => {
    const { slack, clock, heard } = await bolted();
    clock.advance(86_400_000);
    expect(await slack.types('U1', 'C1', '/invite a')).toMatchObject({ ack: { outcome: 'ok' } });
    expect(heard).toEqual(['a']);
  });

  it.each([
    ['another secret', { secret: 'wrong' }],
    ['an old timestamp', { timestampOffset: -360 }],
    ['no such signature', { signature: 'v0=00' }],
  ])('signed with %s is refused by Bolt', async (_name, override) => {
    const { slack, heard } = await bolted();
    slack.setSigningOverride(override);
    expect(await slack.types('U1', 'C1', '/invite')).toMatchObject({ ack: { status: 401 } });
    slack.setSigningOverride(undefined);
    await slack.types('U1', 'C1', '/invite again');
    expect(heard).toEqual(['again']);
  });

  it('can be made by hand: unsigned, ssl_check, or of another type', async () => {
    const { slack } = await bolted();
    expect(await slack.deliverRaw({ body: 'command=%2Finvite', sign: false })).toMatchObject({ status: 401 });
    expect(await slack.deliverRaw({ body: 'ssl_check=1', sign: false })).toMatchObject({ status: 200 });
    const challenge = { body: '{"type":"url_verification","challenge":"c"}', contentType: 'application/json' };
    expect(await slack.deliverRaw(challenge)).toMatchObject({ status: 200, body: { challenge: 'c' } });
    expect(await slack.deliverRaw({ ...challenge, headers: { 'x-slack-signature': 'v0=00' } })).toMatchObject({
      status: 401,
    });
  });

  it('is in the journal with its answer, even one that came too late', async () => {
    const gates: (() => void)[] = [];
    const { slack, clock, stop } = await slackWithBolt((bolt) => {
      bolt.command('/invite', async ({ ack }) => {
        await new Promise<void>((resolve) => gates.push(resolve));
        await ack('sorry for the wait');
      });
    });
    stops.push(stop);
    const typed = slack.types('U1', 'C1', '/invite');
    await expect.poll(() => gates).toHaveLength(1);
    clock.advance(3000);
    await typed;
    gates[0]?.();
    const late = { status: 200, body: 'sorry for the wait', ms: 3000 };
    const about = { kind: 'slash_commands', name: '/invite', user: 'U1', transport: 'http', ack: { outcome: 'late' } };
    await expect.poll(() => slack.deliveries()).toMatchObject([{ ...about, lateAnswer: late }]);
    expect(slack.sees('U1').channels[0]?.messages).toEqual([]);
  });
});

/** A bare Socket Mode client that answers only when told to. */
async function bareSocket(slack: Awaited<ReturnType<typeof slackAlone>>['slack']) {
  const { url = '' } = await clientOf(slack, 'xapp-1').apps.connections.open({});
  const socket = new WebSocket(url);
  const messages: { type: string; envelope_id?: string; payload?: { text?: string }; [key: string]: unknown }[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(data.toString())));
  await expect.poll(() => messages).not.toHaveLength(0);
  return { socket, messages, url };
}

async function sockets() {
  const sandbox = await slackAlone({ socketMode: true });
  stops.push(sandbox.stop);
  return sandbox;
}

describe('Socket Mode', () => {
  it('greets a connection whose ticket is good, once', async () => {
    const { slack } = await sockets();
    const { messages, url } = await bareSocket(slack);
    expect(messages[0]).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } });
    const again = new WebSocket(url);
    await expect(new Promise((_resolve, reject) => again.on('error', reject))).rejects.toThrow('404');
    expect(slack.socketCount()).toBe(1);
  });

  it('gives tickets for the app-level token alone', async () => {
    const { client } = await sockets();
    await expect(client.apps.connections.open({})).rejects.toMatchObject({ data: { error: 'not_allowed_token_type' } });
  });

  it('sends each payload to exactly one connection, in an envelope', async () => {
    const { slack } = await sockets();
    const both = [await bareSocket(slack), await bareSocket(slack)];
    for (const { socket, messages } of both) {
      socket.on('message', () => socket.send(JSON.stringify({ envelope_id: messages.at(-1)?.envelope_id })));
    }
    for (const text of ['a', 'b', 'c', 'd']) await slack.types('U1', 'C1', `/invite ${text}`);
    const got = both.flatMap(({ messages }) => messages.slice(1));
    expect(got.map((one) => one.payload?.text).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(got[0]).toMatchObject({ type: 'slash_commands', accepts_response_payload: true });
    expect(both.every(({ messages }) => messages.length > 1)).toBe(true);
  });

  it('notes acknowledgements twice, of nothing, and with a body where none is taken', async () => {
    const { slack, client } = await sockets();
    const { socket, messages } = await bareSocket(slack);
    const elements = [{ type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }];
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C1',
      text: 'a',
      blocks: [{ type: 'actions', elements }] as never,
    });
    socket.on('message', () => {
      const ack = JSON.stringify({ envelope_id: messages.at(-1)?.envelope_id, payload: { text: 'hi' } });
      socket.send(ack);
      socket.send(ack);
    });
    await slack.press('U1', { channel: 'C1', ts, actionId: 'go' });
    await expect
      .poll(() => slack.violations().map((one) => one.rule))
      .toEqual(['unexpected_ack_body', 'unknown_envelope']);
  });

  it('without a connection, or with one that closes, is dispatch_failed', async () => {
    const { slack } = await sockets();
    expect(await slack.types('U1', 'C1', '/invite')).toMatchObject({ error: 'dispatch_failed' });
    const { socket } = await bareSocket(slack);
    socket.on('message', () => socket.close());
    expect(await slack.types('U1', 'C1', '/invite')).toMatchObject({ error: 'dispatch_failed' });
  });

  it('turns away the eleventh connection, and all when it is off', async () => {
    const { slack } = await sockets();
    for (let i = 0; i < 10; i += 1) await bareSocket(slack);
    expect((await bareSocket(slack)).messages[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    const off = await slackAlone({ socketMode: false });
    stops.push(off.stop);
    expect((await bareSocket(off.slack)).messages[0]).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
  });

  it('has Bolt reconnect when it asks for that', async () => {
    const { slack, heard } = await bolted({ socketMode: true });
    slack.disconnectSockets('refresh_requested');
    await expect
      .poll(() => slack.calls().filter((call) => call.method === 'apps.connections.open'), { timeout: 15_000 })
      .toHaveLength(2);
    await expect.poll(() => slack.socketCount()).toBe(1);
    await slack.types('U1', 'C1', '/invite back');
    expect(heard).toEqual(['back']);
  });
});
