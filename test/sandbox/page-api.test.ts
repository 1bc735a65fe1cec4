import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Inspection } from '../../sandbox/page-inspector.ts';
import type { RoqSide } from '../../sandbox/page-roq.ts';
import type { Cast, Guide, Mailing } from '../../sandbox/page-state.ts';
import { channels, people } from '../../sandbox/world.ts';
import { type Page, pageServer } from './page-setup.ts';

let page: Page;
beforeEach(async () => {
  page = await pageServer();
});
afterEach(() => page.close());

/** Types the command, fills in the form, checks and sends. */
async function invite(email: string): Promise<Mailing> {
  const { ada: user } = page;
  await page.post('/sandbox/types', { user, channel: channels.general, text: `/invite ${email} as editor` });
  const send = await topModal('Send 1 invite');
  await page.post('/sandbox/submit', { user, viewId: send });
  return page.until(async () => (await page.get<Mailing[]>('/api/mails')).find(({ to }) => to === email));
}

const topModal = (submit: string): Promise<string> =>
  page.until(async () => {
    const top = (await page.screen(page.ada)).modals.at(-1);
    if (top?.submit === 'Check') await page.post('/sandbox/submit', { user: page.ada, viewId: top.id });
    return top?.submit === submit ? top.id : undefined;
  });

describe('the main job through the page', () => {
  test('leads from the command to an accepted invite, and each step of the guide ticks itself off', async () => {
    expect(await page.get<Guide>('/api/guide')).toEqual({ typed: false, sent: false, accepted: false });
    const mail = await invite('zoe@x.test');
    expect(mail).toMatchObject({ state: 'open', tenant: 'Acme', inviter: 'Ada Owens', roles: ['Editor'] });
    expect(await page.get<Guide>('/api/guide')).toEqual({ typed: true, sent: true, accepted: false });

    expect((await page.post('/api/accept', { mail: mail.id })).status).toBe(200);
    expect((await page.get<Mailing[]>('/api/mails'))[0]?.state).toBe('accepted');
    expect(await page.get<Guide>('/api/guide')).toEqual({ typed: true, sent: true, accepted: true });
    const { users } = await page.get<RoqSide>('/api/roq');
    expect(users.map(({ email }) => email)).toContain('zoe@x.test');
  });

  test('accepting the same mail twice is refused in words', async () => {
    const mail = await invite('zoe@x.test');
    await page.post('/api/accept', { mail: mail.id });
    const again = await page.post('/api/accept', { mail: mail.id });
    expect(again.status).toBe(400);
    expect(await again.json()).toHaveProperty('error');
  });

  test('a day later the mail shows as expired', async () => {
    await invite('zoe@x.test');
    await page.post('/api/clock', { advanceMs: 25 * 60 * 60_000 });
    expect((await page.get<Mailing[]>('/api/mails'))[0]?.state).toBe('expired');
  });

  test('the secret of a link stands only in its own mail', async () => {
    const mail = await invite('zoe@x.test');
    const secret = new URL(mail.link ?? '').searchParams.get('token') ?? 'none';
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(await page.get('/api/roq'))).not.toContain(secret);
  });
});

describe('what a person sees', () => {
  test('the app is in the sidebar from the start, but not for somebody of another workspace', async () => {
    const kinds = async (user: string) => (await page.screen(user)).channels.map(({ kind }) => kind);
    expect(await kinds(people.ada.id)).toContain('im');
    expect(await kinds(people.sam.id)).toEqual(['public']);
  });

  test('messages of others are counted, own ones are not, and only the last are sent', async () => {
    const { ed } = people;
    for (const text of ['one', 'two', 'three']) {
      await page.post('/sandbox/types', { user: ed.id, channel: channels.general, text });
    }
    const [general] = (await page.screen(page.ada)).channels;
    expect(general?.recent).toHaveLength(3);
    expect((await page.screen(ed.id)).channels[0]?.recent).toEqual([]);
    const { open } = await page.screen(page.ada, '&limit=2');
    expect(open?.messages.map(({ text }) => text)).toEqual(['two', 'three']);
    expect(open?.earlier).toBe(1);
  });

  test('the cast names everybody and what they may do', async () => {
    const cast = await page.get<Cast>('/api/cast');
    expect(cast.people.map(({ id }) => id)).toEqual(Object.values(people).map(({ id }) => id));
    expect(cast.people.every(({ about }) => about.length > 0)).toBe(true);
    expect(cast.commands.map(({ word }) => word)).toEqual(['/invite']);
  });

  test('an unknown person and a faulty limit are refused', async () => {
    expect((await fetch(`${page.url}/api/screen?user=U0NOBODY`)).status).toBe(400);
    expect((await fetch(`${page.url}/api/screen?user=${page.ada}&limit=0`)).status).toBe(400);
  });
});

describe('the inspector', () => {
  test('shows what passed both ways, with the ack and on demand the payload', async () => {
    await page.post('/sandbox/types', { user: page.ada, channel: channels.general, text: '/invite help' });
    const found = await page.until(async () => {
      const read = await page.get<Inspection>('/api/inspector');
      return read.calls > 0 ? read : undefined;
    });
    const command = found.passages.find((passage) => passage.way === 'to-app');
    expect(command).toMatchObject({ kind: 'slash_commands', name: '/invite help', outcome: 'ok', user: page.ada });
    const detail = await page.get(`/api/passage?ref=${command?.ref}`);
    expect(detail).toMatchObject({ payload: { command: '/invite', text: 'help' } });
    expect(found.violations).toEqual([]);
  });
});

test('a change is told to every open page, in one breath', async () => {
  const stream = await fetch(`${page.url}/api/changes`);
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  await page.post('/sandbox/types', { user: page.ada, channel: channels.general, text: 'hello' });
  let heard = '';
  while (!heard.includes('screen')) heard += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  expect(heard).toContain('data: ');
});
