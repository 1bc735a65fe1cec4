import { afterEach, describe, expect, test } from 'vitest';
import { type RunningApp, startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { channels, eventually, silent, type World } from '../stories/cast.ts';
import { installable, installs } from '../stories/install-steps.ts';
import { hour, inTime, invites, minute, nowSays, oneLine } from '../stories/steps.ts';

let here: World;
const replicas: RunningApp[] = [];
afterEach(async () => {
  await Promise.all(replicas.splice(0).map((each) => each.stop()));
  await here.stop();
});

const refreshes = () =>
  here.slack.calls().filter(({ method, args }) => method === 'oauth.v2.access' && args.grant_type === 'refresh_token');
const refusedCalls = () =>
  here.slack.calls().filter(({ answer }) => /token_expired|invalid_auth/.test(JSON.stringify(answer)));

async function rotating() {
  here = await installable('http', { tokenRotation: true });
  await installs(here, 'ada');
  await here.slack.joinChannel('U0BOT', channels.general);
  const ada = here.person('ada');
  await ada.sees('is installed');
  return ada;
}

test('two hours before its end a token is replaced once, and everything goes on with the new one', async () => {
  const ada = await rotating();
  const card = await invites(ada, 'new@acme.test as editor');
  expect(refreshes()).toHaveLength(0);
  here.clock.advance(10 * hour);
  await ada.pressesIn(card, channels.general, 'Refresh');
  await inTime(here, () => nowSays(ada, channels.general, card, '1 pending'));
  expect(refreshes()).toHaveLength(1);
  here.clock.advance(9 * hour);
  await oneLine(ada, 'newer@acme.test as editor');
  expect(refreshes()).toHaveLength(1);
  expect(refusedCalls()).toEqual([]);
});

test('a token that ended while nobody did anything is replaced before the first call', async () => {
  const ada = await rotating();
  here.clock.advance(30 * hour);
  await oneLine(ada, 'new@acme.test as editor');
  await ada.seesMessage(channels.general, 'to Acme');
  expect(refreshes()).toHaveLength(1);
  expect(refusedCalls()).toEqual([]);
});

test('of two replicas that need it at once, one refreshes, and both go on', async () => {
  const ada = await rotating();
  const second = await startApp(parseConfig(here.env), { log: silent, clock: here.clock });
  replicas.push(second);
  here.clock.advance(13 * hour);
  here.slack.setRequestUrl(`${here.app.url}/slack/events`);
  const first = ada.types('/invite status');
  here.slack.setRequestUrl(`${second.url}/slack/events`);
  const other = ada.types('/invite list');
  await Promise.all([first, other]);
  await ada.sees('Accepted: ');
  await ada.seesModal('pat@partner.test');
  expect(refreshes()).toHaveLength(1);
  expect(refusedCalls()).toEqual([]);
});

describe('when Slack does not refresh', () => {
  test('the old token goes on until its end', async () => {
    const ada = await rotating();
    here.clock.advance(10 * hour + minute);
    here.slack.addFaults({ kind: '500', method: 'oauth.v2.access' });
    await oneLine(ada, 'new@acme.test as editor');
    await ada.seesMessage(channels.general, 'to Acme');
    here.slack.clearFaults();
    here.clock.advance(minute);
    await oneLine(ada, 'newer@acme.test as editor');
    await eventually(() => expect(refreshes().at(-1)?.status).toBe(200));
  });

  test('because the refresh token was used up, people hear at the end that the app must be installed again', async () => {
    const ada = await rotating();
    const card = await invites(ada, 'first@acme.test as editor');
    await ada.types('/invite');
    await ada.seesModal('They join');
    here.clock.advance(11 * hour);
    // Slack has given new tokens, and nobody heard them.
    here.slack.addFaults({ kind: 'commit_then_drop', method: 'oauth.v2.access', times: 1 });
    await ada.types('/invite status');
    await ada.sees('Accepted: ');
    here.clock.advance(2 * hour);
    await ada.fills({ 'E-mail addresses': 'new@acme.test', Role: 'Editor' });
    await ada.submits();
    await ada.seesModal('This app is no longer installed in this workspace');
    await ada.closes();
    await ada.pressesIn(card, channels.general, 'Refresh');
    await ada.seesMessage(channels.general, 'This app is no longer installed in this workspace');
    await ada.types('/invite status', channels.hiring);
    await ada.seesMessage(channels.hiring, 'This app is no longer installed in this workspace');
    expect((await installs(here, 'ada')).status).toBe(200);
    await oneLine(ada, 'new@acme.test as editor');
    await ada.seesMessage(channels.general, 'to Acme');
    const faults = here.log().filter(({ msg }) => msg === 'an install or its tokens failed');
    expect(faults.length).toBeGreaterThan(0);
    expect(JSON.stringify(here.log().filter(({ level }) => level !== 'trace'))).not.toMatch(/xoxe/);
  });
});

test('a new key takes over from the old one, which can then be thrown away', async () => {
  const ada = await rotating();
  const [oldKey, newKey] = ['01'.repeat(32), '02'.repeat(32)];
  here.env.ENCRYPTION_KEY = `${newKey},${oldKey}`;
  await here.restartApp();
  await oneLine(ada, 'new@acme.test as editor');
  here.env.ENCRYPTION_KEY = newKey;
  await here.restartApp();
  await oneLine(ada, 'newer@acme.test as editor');
  await ada.seesMessage(channels.general, 'n•••@acme.test');
});
