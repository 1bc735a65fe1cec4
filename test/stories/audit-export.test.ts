import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { messageText, type World, world } from './cast.ts';
import { lobby } from './install-steps.ts';
import { inTime, minute, oneLine } from './steps.ts';
import { surroundings, worldIn } from './surroundings.ts';

const csvOf = (text: string): string[][] => {
  const fenced = [...text.matchAll(/```\n([\s\S]*?)\n```/g)].map((found) => found[1]).join('\n');
  return Papa.parse<string[]>(fenced.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')).data;
};

describe.each(surroundings)('/invite audit in $name', (where) => {
  let here: World;
  beforeEach(async () => {
    here = await worldIn(where, ['ada', 'mia', 'sam']);
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('sends a period as CSV, by direct message, to nobody else', async () => {
    const ada = here.person('ada');
    await oneLine(ada, 'bob@acme.test as editor');
    if (where.installed) await oneLine(here.person('sam'), 'max@globex.test as editor', lobby);
    await here.person('mia').types('/invite');
    await here.person('mia').sees('not allow you to invite');
    await ada.types('/invite audit');
    await ada.sees('come to you by direct message');
    await inTime(here, () => expect(ada.directMessages().map(messageText).join()).toContain('Audit log'));
    const [header, ...rows] = csvOf(ada.directMessages().map(messageText).join('\n'));
    expect(header).toEqual(expect.arrayContaining(['time', 'what', 'address', 'request']));
    expect(rows.map((row) => row[1])).toEqual(expect.arrayContaining(['invite.sent', 'refused', 'audit.exported']));
    expect(rows.find((row) => row[1] === 'invite.sent')).toEqual(expect.arrayContaining(['U0ADA', 'bob@acme.test']));
    expect(rows.find((row) => row[1] === 'refused')).toEqual(expect.arrayContaining(['U0MIA', 'forbidden invite']));
    expect(JSON.stringify(rows)).not.toContain('globex.test');
    for (const who of ['alan', 'mia', 'olga', 'sam'] as const) here.person(who).seesNothingOf('Audit log');
  });
});

describe('/invite audit', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test.each(['ed', 'mia'] as const)('%s, who sees only what is their own, is refused', async (who) => {
    await here.person(who).types('/invite audit');
    await here.person(who).sees('Your role does not allow you to see what others did');
  });

  test('another tenant’s acts are not in it', async () => {
    await oneLine(here.person('ada'), 'bob@acme.test as editor');
    const olga = here.person('olga');
    await olga.types('/invite audit');
    await olga.sees('come to you by direct message');
    await inTime(here, () => expect(olga.directMessages().map(messageText).join()).toContain('Audit log'));
    olga.seesNothingOf('bob@acme.test');
  });

  test.each(['yesterday', '2026-13-01', '2026-10-07 2026-10-01', '2026-10-01 2026-10-02 x'])(
    '%j is answered with how days are written',
    async (text) => {
      const ada = here.person('ada');
      await ada.types(`/invite audit ${text}`);
      await ada.sees('Please give days as');
    },
  );

  test('only the days that were asked for, in the asker’s own zone', async () => {
    const ada = here.person('ada');
    await oneLine(ada, 'bob@acme.test as editor');
    await ada.types('/invite audit 2026-10-05 2026-10-05');
    await ada.sees('Nothing was done in that time.');
    await ada.types('/invite audit 2026-10-06');
    await ada.sees('come to you by direct message');
  });
});

describe('/invite audit where people can reach the app', () => {
  let here: World;
  beforeEach(async () => {
    here = await world({ env: { PUBLIC_URL: 'https://invites.test' } });
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  /** Asks for an export and returns its address at the running app. */
  async function link(who: 'ada' | 'alan'): Promise<string> {
    const person = here.person(who);
    await person.types('/invite audit');
    const said = await person.sees('https://invites.test/audit/');
    const found = /https:\/\/invites\.test(\/audit\/[\w-]{43})\|/.exec(said);
    if (!found) throw new Error(`no link in ${said}`);
    return `${here.app.url}${found[1]}`;
  }
  const fetched = async (url: string) => {
    const answer = await fetch(url, { method: 'POST' });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };

  test('gives a link that shows a button however often it is opened, and downloads once', async () => {
    await oneLine(here.person('ada'), 'bob@acme.test as editor');
    const url = await link('ada');
    for (let opened = 0; opened < 3; opened += 1) {
      const page = await fetch(url);
      expect(await page.text()).toContain('<button>Download</button>');
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    }
    const { status, text, headers } = await fetched(url);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'no-store',
    ]);
    expect(text).toContain('bob@acme.test');
    expect(await fetched(url)).toMatchObject({ status: 404, text: expect.stringContaining('This link was used') });
  });

  test('a link dies after ten minutes', async () => {
    const url = await link('ada');
    here.clock.advance(10 * minute);
    expect((await fetched(url)).status).toBe(404);
  });

  test('a link dies with the power of whoever asked for it', async () => {
    const url = await link('alan');
    const alan = here.roq.db.users.all().find(({ email }) => email === 'alan@acme.test');
    here.roq.setUser(alan?.id ?? '', { active: false });
    here.clock.advance(minute + 1);
    expect((await fetched(url)).status).toBe(404);
  });

  test('a guessed link is no link', async () => {
    await link('ada');
    expect((await fetched(`${here.app.url}/audit/${'A'.repeat(43)}`)).status).toBe(404);
    expect((await fetched(`${here.app.url}/audit/`)).status).toBe(404);
  });
});
