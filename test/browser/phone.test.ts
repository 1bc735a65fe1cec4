import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';
import { turnsDigestOn } from './steps.ts';

describeInBrowser('on a phone', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser({ workflow: true });
  });
  afterEach((context) => here.close(context));

  test('the main job can be done, and nothing sticks out of the screen', async () => {
    const ada = await here.window('ada', { width: 390, height: 844, guide: true });
    const fits = async () => {
      const wide = await ada.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (wide > 0) throw new Error(`the page is ${wide} px wider than the screen`);
    };
    const parts = ada.page.getByRole('navigation', { name: 'Parts of the sandbox' });
    await ada.types('/invite');
    await ada.fills({ 'E-mail addresses': 'zoe@x.io, Bob Berg <bob@y.io>', Role: 'Editor' });
    await fits();
    await ada.picture('phone-form');
    await ada.presses('Check');
    await ada.presses('Send 2 invites');
    await ada.seesModal('2 sent');
    await ada.presses('Done');
    await ada.sees('Ada Owens invited 2 people');
    await fits();
    await ada.presses(/^Mailbox/, parts);
    await ada.presses('Accept the invite to bob@y.io', ada.page);
    await fits();
    await ada.picture('phone-mailbox');
    for (const part of ['ROQ', 'Workflows', 'Weather', 'Inspector']) {
      await ada.presses(new RegExp(`^.?\\s*${part}`), parts);
      await fits();
      await ada.picture(`phone-${part}`);
    }
    await ada.presses(/Slack/, parts);
    await ada.sees('1 of 2 joined, 1 pending');
    await ada.picture('phone');
    await ada.page.getByRole('combobox', { name: 'Go to channel' }).selectOption('ROQ Invites (1 new)');
    await ada.sees('Bob Berg joined Acme');
  });

  test('the digest fits, and is acted on', async () => {
    const ada = await here.window('ada', { width: 390, height: 844 });
    await turnsDigestOn(ada);
    const parts = ada.page.getByRole('navigation', { name: 'Parts of the sandbox' });
    await ada.presses(/Weather/, parts);
    await ada.presses('To the next digest', ada.page);
    await ada.presses(/Slack/, parts);
    const digest = ada.message('5 invites to Acme still waiting');
    await ada.sees('Eve Early', digest);
    const wide = await ada.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(wide).toBeLessThanOrEqual(0);
    await ada.picture('phone-digest');
    await digest.getByRole('checkbox', { name: /Eve Early/ }).check();
    await ada.presses('Resend selected: mail the ticked invites again', digest);
    await ada.seesModal('Resend 1 invite?');
    await ada.picture('phone-digest-confirm');
  });
});
