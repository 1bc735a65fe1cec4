import { afterEach, beforeEach, expect, test } from 'vitest';
import { channels, people } from '../../sandbox/world.ts';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('the page', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('finds a modal with all that was typed after a reload, and needs nothing from elsewhere', async () => {
    const ada = await here.window('ada');
    const asked: string[] = [];
    ada.page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await ada.types('/invite');
    await ada.fills({ 'E-mail addresses': 'zoe@x.io', Role: 'Editor' });
    await ada.dialog.getByLabel('First name').fill('Zoe');
    await ada.dialog.getByLabel('Last name').focus();
    await ada.page.reload();
    await ada.dialog.getByLabel('E-mail addresses').waitFor();
    expect(await ada.dialog.getByLabel('E-mail addresses').inputValue()).toBe('zoe@x.io');
    expect(await ada.dialog.getByLabel('First name').inputValue()).toBe('Zoe');
    await ada.presses('Check');
    await ada.seesModal('1 person ready');
    expect(new Set(asked)).toEqual(new Set([here.url]));
  });

  test('stays quick in a channel of 5,000 messages, and reaches the first of them', async () => {
    for (let index = 0; index < 5_000; index++) {
      await here.slack.types(people.mia.id, channels.hiring, `message ${index}`);
    }
    const ada = await here.window('ada', { channel: 'hiring' });
    await ada.sees('message 4999');
    await here.slack.types(people.mia.id, channels.hiring, 'a new one');
    await ada.sees('a new one');
    expect(await ada.messages.getByRole('article').count()).toBe(100);
    await ada.picture('many-messages');
    await ada.presses(/^Show earlier messages/, ada.page);
    await ada.sees('message 4800');
  });
});
