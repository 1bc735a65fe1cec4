import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WeatherReport } from '../../sandbox/weather.ts';
import { channels } from '../../sandbox/world.ts';
import { type Page, pageServer } from './page-setup.ts';

let page: Page;
beforeEach(async () => {
  page = await pageServer();
});
afterEach(() => page.close());

const report = () => page.get<WeatherReport>('/api/weather');

test('a switch makes ROQ fail until it is turned back, and leaves the others as they were', async () => {
  await page.post('/api/weather', { id: 'slack-429', on: true });
  await page.post('/api/weather', { id: 'roq-down', on: true });
  expect(page.sandbox.roq.faults.list()).toEqual([{ kind: 'down' }]);
  await page.post('/api/weather', { id: 'roq-down', on: false });
  expect(page.sandbox.roq.faults.list()).toEqual([]);
  const on = (await report()).switches.filter((one) => one.on).map(({ id }) => id);
  expect(on).toEqual(['slack-429']);
});

test('while ROQ is down the form says so instead of failing in silence', async () => {
  await page.post('/api/weather', { id: 'roq-down', on: true });
  await page.post('/sandbox/types', { user: page.ada, channel: channels.general, text: '/invite list' });
  const said = await page.until(async () => {
    const text = JSON.stringify((await page.screen(page.ada)).modals.at(-1)?.blocks ?? []);
    return /ROQ/.test(text) && !/Reading/.test(text) ? text : undefined;
  });
  expect(said).not.toContain('undefined');
});

test('the clock moves by what was asked, and never backwards', async () => {
  const before = page.clock.now();
  await page.post('/api/clock', { advanceMs: 3_600_000 });
  expect(page.clock.now()).toBe(before + 3_600_000);
  for (const body of [{ advanceMs: -1 }, { advanceMs: 1e15 }, { advanceMs: 'x' }, { to: 'tomorrow' }, {}]) {
    expect((await page.post('/api/clock', body)).status).toBe(400);
  }
  expect(page.clock.now()).toBe(before + 3_600_000);
});

test('the next digest can be had once one is set up', async () => {
  expect((await report()).nextDigest).toBeNull();
  expect((await page.post('/api/clock', { to: 'digest' })).status).toBe(400);

  await page.post('/sandbox/types', { user: page.ada, channel: channels.general, text: '/invite settings' });
  const viewId = await page.until(async () => {
    const top = (await page.screen(page.ada)).modals.at(-1);
    return top?.submit === 'Save' ? top.id : undefined;
  });
  const values = { Digest: 'on', Channel: channels.general, Hour: '9', 'Time zone': 'Europe/Berlin' };
  await page.post('/sandbox/fill', { user: page.ada, viewId, values });
  await page.post('/sandbox/submit', { user: page.ada, viewId });
  const due = await page.until(async () => (await report()).nextDigest ?? undefined);
  expect(new Date(due).toISOString()).toBe('2026-10-07T07:01:00.000Z');

  await page.post('/api/clock', { to: 'digest' });
  expect(page.clock.now()).toBe(due);
  const digest = await page.until(async () =>
    (await page.screen(page.ada)).open?.messages.find(({ text }) => text.includes('still waiting')),
  );
  expect(digest.text).toContain('Acme');
  expect((await report()).nextDigest).toBe(due + 24 * 3_600_000);
});
