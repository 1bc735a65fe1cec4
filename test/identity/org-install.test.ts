import { afterEach, expect, test } from 'vitest';
import { channels, eventually, type Transport, type World } from '../stories/cast.ts';
import { turnOn } from '../stories/digest-steps.ts';
import { installable, installs, lobby } from '../stories/install-steps.ts';
import { day, inTime, inviteOf, invites, nowSays, oneLine } from '../stories/steps.ts';

let here: World;
afterEach(() => here.stop());

const org = { org: '1' };
const said = (msg: string) => here.log().filter((line) => line.msg === msg).length;

async function orgWide(transport: Transport = 'http') {
  here = await installable(transport, { enterpriseId: 'E0CORP' });
  const page = await installs(here, 'ada', org);
  await here.slack.joinChannel('U0BOT', channels.general);
  return { page, ada: here.person('ada'), sam: here.person('sam') };
}

test.each(['http', 'socket'] as const)(
  'over %s one install serves every workspace of an enterprise, each by itself',
  async (transport) => {
    const { page, ada, sam } = await orgWide(transport);
    expect(page.text).toContain('choose the workspaces of your organisation');
    expect(page.text).toContain('https://app.slack.com/manage/E0CORP/integrations/profile/A0INVITE/workspaces/add');
    await ada.sees('is installed');
    // The greeting is of the organisation itself.
    const greeted = here.slack.calls().length;
    await oneLine(sam, 'new@globex.test as editor', lobby);
    await sam.sees('to Globex');
    const card = await invites(ada, 'new@acme.test as editor');
    await ada.pressesIn(card, channels.general, 'Refresh');
    await inTime(here, () => nowSays(ada, channels.general, card, '1 pending'));
    const tenantOf = (email: string) =>
      here.roq.db.tenants.all().find(({ id }) => id === inviteOf(here, email).tenantId)?.name;
    expect([tenantOf('new@acme.test'), tenantOf('new@globex.test')]).toEqual(['Acme', 'Globex']);
    const since = here.slack.calls().slice(greeted);
    const asked = since.filter(({ method }) => method === 'users.info' || method === 'views.open');
    expect(asked.filter(({ args }) => !['T0ACME', 'T0OTHER'].includes(String(args.team_id)))).toEqual([]);
  },
);

test('a digest finds its workspace under the org-wide install, also after a restart', async () => {
  const { ada } = await orgWide();
  await turnOn(ada);
  await here.restartApp();
  here.clock.advance(day);
  await here.app.tick();
  await inTime(here, () => ada.seesNow('still waiting'));
});

test('uninstalled from the enterprise, the app is gone from all of its workspaces', async () => {
  const { ada, sam } = await orgWide();
  await turnOn(ada);
  await oneLine(sam, 'new@globex.test as editor', lobby);
  await here.slack.uninstall('T0ACME');
  await eventually(() => expect(said('the app was uninstalled')).toBe(1));
  const before = here.slack.calls().length;
  here.clock.advance(day);
  await here.app.tick();
  await here.restartApp();
  expect(
    here.slack
      .calls()
      .slice(before)
      .filter(({ team }) => team !== null),
  ).toEqual([]);
});

test('taken out of one workspace of the enterprise, the app is gone there and serves the others', async () => {
  const { ada, sam } = await orgWide();
  await turnOn(ada);
  here.slack.addFaults({ kind: '429', method: 'chat.postMessage', retryAfter: 3_600 });
  await oneLine(ada, 'new@acme.test as editor');
  await inTime(here, () => expect(here.slack.calls().some(({ status }) => status === 429)).toBe(true));
  await here.slack.revokeAccess('T0ACME');
  await eventually(() => expect(said('the app lost access to workspaces')).toBe(1));
  here.slack.clearFaults();
  const before = here.slack.calls().length;
  here.clock.advance(day);
  await here.app.tick();
  await here.restartApp();
  await oneLine(sam, 'new@globex.test as editor', lobby);
  await sam.sees('to Globex');
  const named = here.slack
    .calls()
    .slice(before)
    .map(({ args }) => args.team_id);
  expect(named).toContain('T0OTHER');
  expect(named).not.toContain('T0ACME');
});
