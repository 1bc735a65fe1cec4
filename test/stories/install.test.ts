import { afterEach, describe, expect, test } from 'vitest';
import { eventually, type World } from './cast.ts';
import { allows, browser, consentUrl, installable, installs, lobby } from './install-steps.ts';
import { leaks } from './steps.ts';

let here: World;
afterEach(() => here.stop());

const refusedFor = (page: { status: number; text: string }, why: string) => {
  expect(page.status).toBe(400);
  expect(page.text).toContain('Nothing was installed');
  expect(page.text).toContain(why);
  expect(page.text).toContain('href="/slack/install"');
};
const grants = () => here.slack.calls().filter(({ method }) => method === 'oauth.v2.access').length;

describe.each(['http', 'socket'] as const)('over %s', (transport) => {
  test('a person installs the app from its page, reads what to do next, gets one DM, and the command answers', async () => {
    here = await installable(transport);
    const page = await installs(here, 'ada');
    expect(page.status).toBe(200);
    expect(page.text).toContain('ROQ Invite is installed in Acme');
    expect(page.text).toContain('Next: type <code>/invite</code>');
    const ada = here.person('ada');
    await ada.sees('*ROQ Invite is installed.* First step: type `/invite`');
    expect(ada.directMessages()).toHaveLength(1);
    await ada.types('/invite status');
    await ada.sees('Pending');
    expect(leaks(here.log())).toEqual([]);
  });
});

test('who installs twice is welcomed once', async () => {
  here = await installable();
  await installs(here, 'ada');
  const ada = here.person('ada');
  await ada.sees('is installed');
  here.clock.advance(5_000);
  expect((await installs(here, 'ada')).status).toBe(200);
  await installs(here, 'sam');
  await here.person('sam').sees('is installed');
  expect(ada.directMessages()).toHaveLength(1);
});

test('the page says what Slack will ask for, and nobody can keep or frame it', async () => {
  here = await installable();
  const { text, headers } = await browser().visit(`${here.app.url}/slack/install`);
  expect(text).toContain('Add to Slack');
  expect(text).toContain('by which they are found in ROQ');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(headers.get('set-cookie')).toMatch(/Secure; HttpOnly/);
});

describe('an install is refused', () => {
  test('without a state', async () => {
    here = await installable();
    const tab = browser();
    const back = new URL(await allows(await consentUrl(here, tab), 'ada'));
    back.searchParams.delete('state');
    refusedFor(await tab.visit(back.href), 'did not begin in this browser');
    expect(grants()).toBe(0);
  });

  test('from another browser: a link that somebody sends to a person installs nothing', async () => {
    here = await installable();
    const back = await allows(await consentUrl(here, browser()), 'ada');
    refusedFor(await browser().visit(back), 'did not begin in this browser');
    const other = browser();
    await consentUrl(here, other);
    refusedFor(await other.visit(back), 'did not begin in this browser');
    expect(grants()).toBe(0);
  });

  test('with a state that was used before, also by who kept the cookie and has a new code', async () => {
    here = await installable();
    const tab = browser();
    const consent = await consentUrl(here, tab);
    const kept = new Map(tab.cookies);
    expect((await tab.visit(await allows(consent, 'ada'))).status).toBe(200);
    const again = browser();
    for (const [name, value] of kept) again.cookies.set(name, value);
    refusedFor(await again.visit(await allows(consent, 'sam')), 'was finished before');
    expect(grants()).toBe(1);
    await here.person('sam').types('/invite help', lobby);
    here.person('sam').seesNothingOf('/invite status');
  });

  test('with a state of our own making', async () => {
    here = await installable();
    const tab = browser();
    const back = new URL(await allows(await consentUrl(here, tab), 'ada'));
    const forged = 'eyJhbGciOiJub25lIn0.eyJub3ciOiIyMDk5In0.';
    back.searchParams.set('state', forged);
    tab.cookies.set('slack-app-oauth-state', forged);
    refusedFor(await tab.visit(back.href), 'did not begin in this browser');
    expect(grants()).toBe(0);
  });

  test('by the person, who can begin again', async () => {
    here = await installable();
    const tab = browser();
    refusedFor(
      await tab.visit(await allows(await consentUrl(here, tab), 'ada', { deny: '1' })),
      'You did not allow it',
    );
    expect((await tab.visit(await allows(await consentUrl(here, tab), 'ada'))).status).toBe(200);
  });

  test('while Slack is failing, with a page that says to try again', async () => {
    here = await installable();
    const tab = browser();
    const back = await allows(await consentUrl(here, tab), 'ada');
    here.slack.addFaults({ kind: '500', method: 'oauth.v2.access', times: 1 });
    const page = await tab.visit(back);
    expect(page.status).toBe(502);
    expect(page.text).toContain('Please try again in a minute');
    expect((await installs(here, 'ada')).status).toBe(200);
    await eventually(() => here.person('ada').seesNow('is installed'));
  });
});
