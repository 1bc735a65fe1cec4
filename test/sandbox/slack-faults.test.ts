import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../sandbox/slack/faults.ts';
import { noon, slackAlone } from './slack-setup.ts';
import { lastPayload, slackWithStub } from './slack-stub-app.ts';

let stop = async () => {};
afterEach(() => stop());

async function started(...faults: Fault[]) {
  const sandbox = await slackAlone();
  stop = sandbox.stop;
  sandbox.slack.addFaults(...faults);
  const post = (channel = 'C1') => sandbox.client.chat.postMessage({ channel, text: 'a' });
  const posted = () => sandbox.slack.sees('U1').channels[0]?.messages.length;
  return { ...sandbox, post, posted };
}

describe('a fault', () => {
  it.each<[Fault, object]>([
    [{ kind: '429', retryAfter: 7 }, { retryAfter: 7 }],
    [{ kind: '500' }, { statusCode: 500 }],
    [{ kind: 'drop' }, { name: expect.stringContaining('Request') }],
    [{ kind: 'error', error: 'not_in_channel' }, { data: { error: 'not_in_channel' } }],
  ])('%j fails before anything is done', async (fault, error) => {
    const { post, posted } = await started(fault);
    await expect(post()).rejects.toMatchObject(error);
    expect(posted()).toBe(0);
  });

  it.each<[Fault, object]>([
    [{ kind: 'commit_then_500' }, { statusCode: 500 }],
    [{ kind: 'commit_then_drop' }, { name: expect.stringContaining('Request') }],
  ])('%j fails after all was done', async (fault, error) => {
    const { post, posted } = await started(fault);
    await expect(post()).rejects.toMatchObject(error);
    expect(posted()).toBe(1);
  });

  it('can hang until the client gives up', async () => {
    const { slack, posted } = await started({ kind: 'hang' });
    const headers = { authorization: 'Bearer xoxb-acme' };
    const body = new URLSearchParams({ channel: 'C1', text: 'a' });
    const leaving = new AbortController();
    const call = fetch(`${slack.url}/api/chat.postMessage`, { method: 'POST', headers, body, signal: leaving.signal });
    await expect.poll(() => slack.calls()).toMatchObject([{ method: 'chat.postMessage', status: 'hang' }]);
    leaving.abort();
    await expect(call).rejects.toThrow();
    expect(posted()).toBe(0);
  });

  it('can be slow on the clock', async () => {
    const { post, posted, clock, slack } = await started({ kind: 'slow', ms: 5000, times: 1 });
    const paused = new Promise((resolve) =>
      slack.onChange(({ what }) => what === 'paused for 5000 ms' && resolve(what)),
    );
    const call = post();
    await paused;
    clock.advance(4999);
    expect(posted()).toBe(0);
    clock.advance(1);
    await call;
    expect(posted()).toBe(1);
  });

  it('fits by method, channel and team, a number of times, until cleared', async () => {
    const { post, client, slack } = await started(
      { kind: 'error', error: 'is_archived', method: 'chat.postMessage', channel: 'C4', times: 2 },
      { kind: 'error', error: 'fatal_error', team: 'T2' },
    );
    await client.auth.test();
    await post('C1');
    await expect(post('C4')).rejects.toMatchObject({ data: { error: 'is_archived' } });
    await expect(post('C4')).rejects.toThrow();
    await post('C4');
    slack.addFaults({ kind: 'error' });
    await expect(post()).rejects.toThrow();
    slack.clearFaults();
    await post();
  });

  it('can befall a response_url', async () => {
    const sandbox = await slackWithStub();
    stop = sandbox.stop;
    const { slack, received } = sandbox;
    slack.addFaults({ kind: 'commit_then_500', method: 'response_url' });
    await slack.types('U1', 'C1', '/invite');
    const body = JSON.stringify({ text: 'a' });
    const answer = await fetch(String(lastPayload(received).response_url), { method: 'POST', body });
    expect(answer.status).toBe(500);
    expect(slack.sees('U1').channels[0]?.messages).toHaveLength(1);
  });
});

describe('enforced limits', () => {
  async function limited() {
    const sandbox = await slackAlone({}, { enforceRateLimits: true });
    stop = sandbox.stop;
    return sandbox;
  }

  it('let one message a second into a channel', async () => {
    const { client, clock } = await limited();
    const post = (channel: string) => client.chat.postMessage({ channel, text: 'a' });
    await post('C1');
    await expect(post('C1')).rejects.toMatchObject({ retryAfter: 1 });
    await post('C4');
    clock.advance(1000);
    await post('C1');
  });

  it('count calls of a method by its tier in a minute on the clock', async () => {
    const { client, clock } = await limited();
    for (let i = 0; i < 20; i += 1) await client.users.list({});
    clock.advance(15_000);
    await expect(client.users.list({})).rejects.toMatchObject({ retryAfter: 45 });
    await client.users.info({ user: 'U1' });
    clock.advance(45_000);
    await client.users.list({});
  });

  it('are off unless asked for', async () => {
    const { client, slack } = await started();
    for (let i = 0; i < 3; i += 1) await client.chat.postMessage({ channel: 'C1', text: 'a' });
    expect(slack.calls()).toMatchObject(
      Array(3).fill({
        at: noon,
        method: 'chat.postMessage',
        team: 'T1',
        status: 200,
        args: { channel: 'C1', text: 'a' },
      }),
    );
  });
});
