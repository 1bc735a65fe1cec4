import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('Home', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('several are ticked and resent, and it follows', async () => {
    const ada = await here.window('ada', { height: 1500 });
    await ada.goesTo('ROQ Invites');
    await ada.presses('Home', ada.page);
    await ada.sees('Needs attention (2)');
    await ada.picture('home');
    await ada.page.getByLabel('Pat Park · pat@partner.test').check();
    await ada.page.getByLabel('Lee Long · lee@lab.test').check();
    await ada.picture('home-ticked');
    await ada.presses('Resend selected', ada.page);
    await ada.seesModal('Resend 2 invites?');
    await ada.picture('home-confirm');
    await ada.presses('Resend 2 invites');
    await ada.seesModal('2 invites resent.');
    await ada.picture('home-done');
    await ada.presses('Close');
    await ada.presses('Show invites: Pending · 3', ada.page);
    await ada.sees('page 1 of 1');
    expect(
      here.roq
        .mails()
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['lee@lab.test', 'pat@partner.test']);
    await ada.picture('home-pending');
  });

  test('says to somebody who is nobody here what to do, and fits a phone', async () => {
    const nina = await here.window('nina');
    await nina.goesTo('ROQ Invites');
    await nina.presses('Home', nina.page);
    await nina.sees('to start, link your ROQ account');
    await nina.picture('home-start');
    const ada = await here.window('ada', { width: 390, height: 844 });
    await ada.page.getByRole('combobox', { name: 'Go to channel' }).selectOption('ROQ Invites');
    await ada.presses('Home', ada.page);
    await ada.sees('Needs attention (2)');
    const wide = await ada.page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(wide).toBeLessThanOrEqual(0);
    await ada.picture('home-phone');
    await ada.page.getByLabel('Pat Park · pat@partner.test').scrollIntoViewIfNeeded();
    await ada.picture('home-phone-list');
  });

  test('finds an invite, mails another again, and starts the form', async () => {
    const ada = await here.window('ada');
    await ada.goesTo('ROQ Invites');
    await ada.presses('Home', ada.page);
    await ada.presses(/^Invite again.*Eve Early/, ada.page);
    await ada.page.getByRole('tab', { name: 'Mailbox 1 to accept' }).waitFor();
    expect(here.roq.mailsTo('eve@agency.test')).toHaveLength(1);
    await ada.page.getByLabel('Find by address or name').fill('lee');
    await ada.page.getByLabel('Find by address or name').press('Enter');
    await ada.sees(/1 invite ·/);
    await ada.sees('lee@lab.test');
    await ada.picture('home-found');
    await ada.presses(/^Invite people/, ada.page);
    await ada.seesModal('They join Acme');
  });
});
