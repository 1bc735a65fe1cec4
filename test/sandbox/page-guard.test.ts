import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Page, pageServer } from './page-setup.ts';

let page: Page;
beforeAll(async () => {
  page = await pageServer();
});
afterAll(() => page.close());

/** fetch would set Host and Origin itself. */
const statusOf = (method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> =>
  new Promise((resolve, reject) => {
    const asked = request(`${page.url}${path}`, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(body);
  });

const asJson = { 'content-type': 'application/json' };
const order = JSON.stringify({ advanceMs: 1000 });

test('our own page may come: by address, by name, and from itself', async () => {
  const { host } = new URL(page.url);
  expect(await statusOf('GET', '/', {})).toBe(200);
  expect(await statusOf('GET', '/api/cast', { host: host.replace('127.0.0.1', 'localhost') })).toBe(200);
  expect(await statusOf('POST', '/api/clock', { ...asJson, origin: page.url }, order)).toBe(200);
});

test('a name that only resolves to this machine is not served', async () => {
  for (const path of ['/', '/api/cast', '/api/changes', '/sandbox/sees']) {
    expect(await statusOf('GET', path, { host: 'evil.example' }), path).toBe(403);
  }
});

test('other sites cannot act here', async () => {
  const before = page.clock.now();
  const foreign = [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: 'http://127.0.0.1:1' }];
  for (const headers of foreign) {
    expect(await statusOf('POST', '/api/clock', { ...asJson, ...headers }, order)).toBe(403);
  }
  expect(await statusOf('POST', '/api/clock', { 'content-type': 'text/plain' }, order)).toBe(403);
  expect(await statusOf('GET', '/api/cast', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403);
  expect(page.clock.now()).toBe(before);
});

test('a link or a picture cannot let a person act', async () => {
  const deed = `/sandbox/types?user=${page.ada}&channel=C0GENERAL&text=hello`;
  expect(await statusOf('GET', deed, {})).toBe(405);
  expect((await page.screen(page.ada)).open?.messages).toEqual([]);
});

test('broken JSON, unknown names and other methods get an answer', async () => {
  expect(await statusOf('POST', '/api/clock', asJson, '{')).toBe(400);
  expect(await statusOf('GET', '/api/nothing', {})).toBe(404);
  expect(await statusOf('POST', '/sandbox/nothing', asJson, '{}')).toBe(404);
  expect(await statusOf('DELETE', '/api/cast', {})).toBe(403);
});
