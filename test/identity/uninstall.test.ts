import { afterEach, describe, expect, test } from 'vitest';
import { startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { channels, eventually, silent, type World } from '../stories/cast.ts';
import { turnOn } from '../stories/digest-steps.ts';
import { installable, installs, lobby } from '../stories/install-steps.ts';
import { day, inTime, invites, nowSays, oneLine } from '../stories/steps.ts';
import { surroundings, worldIn } from '../stories/surroundings.ts';

let here: World;
afterEach(() => here.stop());

const orders = ['revoked_first', 'uninstalled_first'] as const;
const said = (msg: string) => here.log().filter((line) => line.msg === msg).length;
const uninstalledOnce = () => eventually(() => expect(said('the app was uninstalled')).toBe(1));
/** Calls to Slack with a token of this team since so many calls. */
const callsOf = (team: string, since: number) =>
  here.slack
    .calls()
    .slice(since)
    .filter((call) => call.team === team);

async function installedInAcme() {
  here = await installable();
  await installs(here, 'ada');
  await here.slack.joinChannel('U0BOT', channels.general);
  const ada = here.person('ada');
  await ada.sees('is installed');
  return ada;
}

describe.each(surroundings.filter(({ installed }) => installed))('of $name', (where) => {
  test.each(orders)('an uninstall, %s, ends the digests there and nowhere else', async (order) => {
    here = await worldIn(where, ['ada', 'sam']);
    await turnOn(here.person('ada'));
    await here.slack.uninstall('T0ACME', order);
    await uninstalledOnce();
    await here.restartApp();
    const before = here.slack.calls().length;
    here.clock.advance(day);
    await here.app.tick();
    await oneLine(here.person('sam'), 'new@globex.test as editor', lobby);
    await here.person('sam').sees('to Globex');
    expect(callsOf('T0ACME', before)).toEqual([]);
    expect(said('a post failed')).toBe(0);
  });
});

test('another replica, which did not hear of it, stops within half a minute', async () => {
  const ada = await installedInAcme();
  await turnOn(ada, { Hour: '13:00' });
  const second = await startApp(parseConfig(here.env), { log: silent, clock: here.clock });
  let before = 0;
  try {
    here.slack.setRequestUrl(`${second.url}/slack/events`);
    here.clock.advance(60 * 60_000 - 30_000);
    await ada.types('/invite status');
    await ada.sees('Accepted: ');
    here.slack.setRequestUrl(`${here.app.url}/slack/events`);
    await here.slack.uninstall('T0ACME');
    await uninstalledOnce();
    await here.restartApp();
    before = here.slack.calls().length;
    here.clock.advance(30_000);
    await second.tick();
  } finally {
    await second.stop();
  }
  expect(callsOf('T0ACME', before)).toEqual([]);
});

test('what was still to be posted when the app went is never posted, also after it came back', async () => {
  const ada = await installedInAcme();
  here.slack.addFaults({ kind: '429', method: 'chat.postMessage', retryAfter: 3_600 });
  await oneLine(ada, 'new@acme.test as editor');
  await inTime(here, () =>
    expect(here.slack.calls().some(({ method, status }) => method === 'chat.postMessage' && status === 429)).toBe(true),
  );
  await here.slack.uninstall('T0ACME');
  await uninstalledOnce();
  here.slack.clearFaults();
  here.clock.advance(2 * 3_600_000);
  await installs(here, 'ada');
  await inTime(here, () => expect(ada.directMessages().length).toBe(2));
  expect(ada.messages(channels.general)).toEqual([]);
});

describe('a re-install', () => {
  test.each(orders)('between the two events, %s, stays', async (order) => {
    const ada = await installedInAcme();
    here.clock.advance(60_000);
    await here.slack.uninstall('T0ACME', order, async () => {
      await uninstalledOnce();
      here.clock.advance(60_000);
      expect((await installs(here, 'ada')).status).toBe(200);
    });
    await eventually(() => expect(said('the app was installed anew since')).toBe(1));
    await here.slack.joinChannel('U0BOT', channels.general);
    await oneLine(ada, 'new@acme.test as editor');
    await ada.seesMessage(channels.general, 'to Acme');
    expect(said('the app was uninstalled')).toBe(1);
  });

  test.each(orders)('before both events, which come late, %s, stays: its token works', async (order) => {
    const ada = await installedInAcme();
    await here.slack.uninstall('T0ACME', order);
    await uninstalledOnce();
    await installs(here, 'ada');
    const goodbyes = here.slack
      .deliveries()
      .filter(({ name }) => name === 'app_uninstalled' || name === 'tokens_revoked');
    for (const { payload } of goodbyes) {
      await here.slack.redeliver(String(payload.event_id));
    }
    await eventually(() => expect(said('the app was installed anew since')).toBe(2));
    await here.slack.joinChannel('U0BOT', channels.general);
    await oneLine(ada, 'new@acme.test as editor');
    await ada.seesMessage(channels.general, 'to Acme');
  });

  test('later than an event by the times stays, whatever its token seems to be', async () => {
    const ada = await installedInAcme();
    await here.slack.uninstall('T0ACME');
    await uninstalledOnce();
    here.clock.advance(60_000);
    await installs(here, 'ada');
    here.slack.addFaults({ kind: 'error', method: 'auth.test', error: 'account_inactive' });
    const late = here.slack.deliveries().find(({ name }) => name === 'app_uninstalled');
    await here.slack.redeliver(String(late?.payload.event_id));
    await eventually(() => expect(said('the app was installed anew since')).toBe(1));
    await here.slack.joinChannel('U0BOT', channels.general);
    await oneLine(ada, 'new@acme.test as editor');
    expect(said('the app was uninstalled')).toBe(1);
  });

  test('brings the digest back as it was set, and old cards follow again', async () => {
    const ada = await installedInAcme();
    await turnOn(ada);
    const card = await invites(ada, 'new@acme.test as editor');
    await here.slack.uninstall('T0ACME');
    await uninstalledOnce();
    here.clock.advance(60_000);
    await installs(here, 'ada');
    await here.slack.joinChannel('U0BOT', channels.general);
    await ada.pressesIn(card, channels.general, 'Refresh');
    await inTime(here, () => nowSays(ada, channels.general, card, '1 pending'));
    here.clock.advance(day);
    await here.app.tick();
    await inTime(here, () => ada.seesNow('still waiting'));
  });
});

test('tokens of another bot or of a person that are revoked change nothing', async () => {
  const ada = await installedInAcme();
  await here.slack.deliverRaw({
    contentType: 'application/json',
    body: JSON.stringify({
      type: 'event_callback',
      team_id: 'T0ACME',
      event_id: 'Ev1',
      event_time: Math.floor(here.clock.now() / 1_000) + 3_600,
      event: { type: 'tokens_revoked', tokens: { oauth: ['U0ADA'], bot: ['U0ELSE'] } },
      authorizations: [{ team_id: 'T0ACME', enterprise_id: null, is_bot: true, is_enterprise_install: false }],
    }),
  });
  await here.restartApp();
  await oneLine(ada, 'new@acme.test as editor');
  expect(said('the app was uninstalled')).toBe(0);
});
