import { afterEach, beforeEach, expect, test } from 'vitest';
import { liveIn } from '../../sandbox/lived-in.ts';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('one click changes who one is', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser({ before: liveIn });
  });
  afterEach((context) => here.close(context));

  test('and each meets what their standing allows', async () => {
    const somebody = await here.window('ada');
    const { dialog } = somebody;
    const closes = () => dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
    const tries = async (name: string, meets: string | RegExp) => {
      await somebody.becomes(name);
      await somebody.types('/invite');
      await somebody.sees(meets);
      await somebody.picture(`as ${name}`);
    };
    const roles = async () => (await dialog.getByLabel('Role').locator('option').allTextContents()).slice(1);

    await tries('Ada Owens', 'They join Acme');
    expect(await roles()).toEqual(['Owner', 'Admin', 'Member', 'Editor']);
    await closes();
    await tries('Ed Ito', 'They join Acme');
    expect(await roles()).toEqual(['Editor']);
    await closes();
    await tries('Mia Moss', 'what you fill in becomes a request, which somebody else decides');
    await closes();
    await tries('Gus Guest', 'Guests of this workspace cannot invite people from Slack.');
    await closes();
    await tries('Olga Orr', 'They join Globex');
    await closes();
    await tries('Nina New', 'I found no account that matches your Slack e-mail address.');
    await closes();
    await tries('Sam Strange', '/invite is not a valid command.');
    await somebody.sees('Sam Strange comes from another workspace and has no app here.');
  });
});
