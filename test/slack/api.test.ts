import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SlackError, WebClient, type WebClientOptions } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { type SlackApi, type SlackCall, slackApi } from '../../src/slack/api.ts';
import { asText } from '../../src/slack/kit.ts';
import { isSlackTrouble, postFailure } from '../../src/slack/post-errors.ts';
import { respondTo } from '../../src/slack/respond.ts';

type Far = { url: string; requests: IncomingMessage[]; sockets: Set<Socket>; close(): Promise<void> };

/** A Slack that answers what the test says. */
async function startFar(answer: RequestListener): Promise<Far> {
  const requests: IncomingMessage[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    requests.push(request);
    sockets.add(request.socket);
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`, requests, sockets, close };
}

const fars: Far[] = [];
afterEach(() => Promise.all(fars.splice(0).map((each) => each.close())));
const far = async (answer: RequestListener): Promise<Far> => {
  const started = await startFar(answer);
  fars.push(started);
  return started;
};
const reached = (url: string): { api: SlackApi; calls: Omit<SlackCall, 'ms'>[] } => {
  const calls: Omit<SlackCall, 'ms'>[] = [];
  return { api: slackApi(url, ({ method, outcome }) => calls.push({ method, outcome })), calls };
};

const says =
  (status: number, text: string, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse) =>
    void response.writeHead(status, headers).end(text);
const cut = (headers: Record<string, string>) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, headers);
  response.write('{"ok":', () => response.destroy());
};

/** What comes of one call by Slack's client, as far as anybody in the app looks at it. */
async function ending(fetch: WebClientOptions['fetch'], url: string) {
  const retryConfig = { retries: 1, minTimeout: 0, maxTimeout: 0 };
  const client = new WebClient('xoxb-1', {
    ...{ slackApiUrl: url, fetch, retryConfig, rejectRateLimitedCalls: true },
    logger: { ...console, debug() {}, info() {}, warn() {}, error() {}, setLevel() {}, setName() {}, getLevel },
  });
  return client.apiCall('chat.postMessage', { channel: 'C1', text: 'für Ada', blocks: [{ type: 'divider' }] }).then(
    (answer) => ({ answer }),
    (error) => ({
      ofSlack: error instanceof SlackError && error.code,
      failure: postFailure(error),
      trouble: isSlackTrouble(error),
      body: error.body,
    }),
  );
}
const getLevel = () => 'error' as never;

test.each<[what: string, answer: RequestListener, outcome: SlackCall['outcome'], requests: number]>([
  ['ok', says(200, '{"ok":true,"ts":"1.2"}', { 'x-oauth-scopes': 'chat:write, commands' }), 'ok', 1],
  ['an error', says(200, '{"ok":false,"error":"not_in_channel"}'), 'refused', 1],
  ['a rate limit in the body', says(200, '{"ok":false,"error":"ratelimited"}'), 'limited', 1],
  ['200 with a page', says(200, '<html>'), 'failed', 1],
  ['nothing in the body', says(200, ''), 'failed', 1],
  ['429', says(429, '', { 'retry-after': '7' }), 'limited', 1],
  ['429 with the time of day', says(429, '', { 'retry-after': 'Mon' }), 'limited', 1],
  ['404', says(404, 'no such page'), 'refused', 2],
  ['500 with a page', says(500, '<html>'), 'failed', 2],
  ['503 with JSON', says(503, '{"ok":false}'), 'failed', 2],
  ['a redirect', says(302, '', { location: '/elsewhere' }), 'lost', 2],
  ['a redirect of the whole request', says(307, 'there', { location: '/elsewhere' }), 'lost', 2],
  ['a closed socket', (_, response) => void response.destroy(), 'lost', 2],
  ['no HTTP', (_, response) => void response.socket?.end('what?\r\n\r\n'), 'lost', 2],
  ['a body cut under its length', cut({ 'content-length': '500' }), 'lost', 1],
  ['a cut chunked body', cut({}), 'lost', 1],
])('%s ends as by fetch itself, and is told once for each request', async (_what, answer, outcome, requests) => {
  const [byFetch, ours] = [await far(answer), await far(answer)];
  const { api, calls } = reached(ours.url);
  expect(await ending(api.fetch, ours.url)).toEqual(await ending(fetch, byFetch.url));
  expect(calls).toEqual(Array(requests).fill({ method: 'chat.postMessage', outcome }));
  expect([ours.requests.length, byFetch.requests.length]).toEqual([requests, requests]);
});

test('a Slack that nobody reaches is known not to have seen the message', async () => {
  const gone = await startFar(says(200, ''));
  await gone.close();
  const { api, calls } = reached(gone.url);
  expect(await ending(api.fetch, gone.url)).toMatchObject({ failure: { kind: 'not_sent', code: 'ECONNREFUSED' } });
  expect(calls.map(({ outcome }) => outcome)).toEqual(['lost', 'lost']);
});

test.each<[when: string, answer: (aborts: () => void) => RequestListener]>([
  ['the head is awaited', (aborts) => aborts],
  ['the body is awaited', (aborts) => (_, response) => void response.writeHead(200).write('{"ok":', aborts)],
])('whoever gives up while %s has their own reason for an error', async (_when, answer) => {
  const giving = new AbortController();
  const reason = new Error('too late');
  const there = await far(answer(() => giving.abort(reason)));
  const { api, calls } = reached(there.url);
  const asked = api.fetch(`${there.url}api.test`, { method: 'POST', body: '', signal: giving.signal });
  await expect(asked.then((read) => read.text())).rejects.toBe(reason);
  expect(calls).toEqual([{ method: 'api.test', outcome: 'lost' }]);
});

test('whoever gave up before asks nothing', async () => {
  const there = await far(says(200, ''));
  const signal = AbortSignal.abort(new Error('too late'));
  const asked = reached(there.url).api.fetch(`${there.url}api.test`, { method: 'POST', body: '', signal });
  await expect(asked).rejects.toThrow('too late');
  expect(there.requests).toEqual([]);
});

test('a request says what it did by fetch, but for packing the answer, which nobody would unpack', async () => {
  const there = await far(says(200, '{"ok":true}'));
  await ending(reached(there.url).api.fetch, there.url);
  await ending(fetch, there.url);
  const [ours, byFetch] = there.requests.map(({ headers: { host: _host, connection: _, ...headers } }) => headers);
  const { 'accept-language': _language, 'sec-fetch-mode': _mode, ...wanted } = byFetch ?? {};
  expect(wanted['accept-encoding']).toContain('gzip');
  expect({ ...ours, 'accept-encoding': wanted['accept-encoding'] }).toEqual(wanted);
  expect(ours).not.toHaveProperty('accept-encoding');
});

test.each([
  [200, 'ok'],
  [404, 'expired_url'],
  [429, 'limited'],
])('the connection of a response_url that answers %i is free again, though nobody reads it', async (status, text) => {
  const there = await far(says(status, text.repeat(100_000)));
  const { api, calls } = reached(there.url);
  const { origin } = new URL(there.url);
  const speak = respondTo(api, `${origin}/actions/T1/1/x?y=z`);
  for (let nth = 0; nth < 6; nth += 1) await speak({ text: 'Hello' }).catch(() => {});
  expect(there.requests.map(({ url }) => url)).toEqual(Array(6).fill('/actions/T1/1/x?y=z'));
  // Two take turns: the one that has just answered is not taken at once.
  expect(there.sockets.size).toBeLessThanOrEqual(2);
  expect(calls.map(({ method }) => method)).toEqual(Array(6).fill('response_url'));
});

test('words for a person follow no redirect', async () => {
  const there = await far(says(307, '', { location: '/elsewhere' }));
  const { api } = reached(there.url);
  await expect(respondTo(api, `${new URL(there.url).origin}/actions/T1`)({ text: 'Hello' })).rejects.toThrow(
    'redirect',
  );
  expect(there.requests).toHaveLength(1);
});

test('a file goes as a form with a file in it', async () => {
  const there = await far(says(200, '{"ok":true}'));
  const { api, calls } = reached(there.url);
  const client = new WebClient('xoxb-1', { slackApiUrl: there.url, fetch: api.fetch, retryConfig: { retries: 0 } });
  await client.apiCall('files.upload', { file: Buffer.from('a,b') });
  expect(there.requests[0]?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(calls).toEqual([{ method: 'files.upload', outcome: 'ok' }]);
});

test('a view that is text already reaches Slack as the view itself would', async () => {
  const sent: unknown[] = [];
  const client = new WebClient('xoxb-1', {
    fetch: async (_url, init) => {
      sent.push(init?.body);
      return Response.json({ ok: true });
    },
  });
  const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'Für *Ada* & 3 % 😀' } }];
  const view = { type: 'modal' as const, title: { type: 'plain_text' as const, text: 'Ñ' }, blocks };
  await client.views.open({ trigger_id: '1', view });
  await client.views.open({ trigger_id: '1', view: asText(view) });
  await client.chat.postMessage({ channel: 'C1', text: 'Ada', blocks });
  await client.chat.postMessage({ channel: 'C1', text: 'Ada', blocks: asText(blocks) });
  expect([sent[1], sent[3]]).toEqual([sent[0], sent[2]]);
});
