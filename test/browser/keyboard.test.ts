import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('somebody without a mouse', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('invites, accepts and cancels with keys alone', async () => {
    const { page, ...ada } = await here.window('ada');
    const keys = async (...names: string[]) => {
      for (const name of names) await page.keyboard.press(name);
    };
    /** Goes on with Tab until this has the focus. */
    const tabTo = async (role: 'button' | 'textbox' | 'combobox' | 'tab', name: string | RegExp) => {
      const wanted = page.getByRole(role, { name }).and(page.locator(':focus'));
      for (let step = 0; step < 60; step++) {
        if ((await wanted.count()) > 0) return;
        await keys('Tab');
      }
      throw new Error(`Tab never reaches ${role} ${name}`);
    };

    await tabTo('textbox', 'Message #general');
    await page.keyboard.type('/inv');
    await page.getByRole('option', { name: '/invite status' }).waitFor();
    await keys('ArrowDown', 'Enter', 'Enter');
    await tabTo('textbox', 'E-mail addresses');
    await page.keyboard.type('zoe@x.io');
    await tabTo('combobox', 'Role');
    await page.keyboard.type('Ed');
    await tabTo('button', 'Check');
    await keys('Enter');
    await ada.seesModal('1 person ready');
    await tabTo('button', 'Send 1 invite');
    await ada.picture('keyboard');
    await keys('Enter');
    await ada.seesModal('1 sent');
    await tabTo('button', 'Done');
    await keys('Enter');

    const card = ada.message('Ada Owens invited 1 person');
    await ada.sees('Pending', card);
    await tabTo('button', 'Cancel the invite of z•••@x.io');
    await keys('Enter');
    await page.getByRole('alertdialog', { name: 'Cancel this invite?' }).waitFor();
    await keys('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await tabTo('tab', /^Mailbox/);
    await keys('ArrowRight', 'ArrowLeft');
    await tabTo('button', 'Accept the invite to zoe@x.io');
    await keys('Enter');
    await ada.sees('Accepted', card);
    expect(here.roq.db.invites.all().at(-1)).toMatchObject({ email: 'zoe@x.io', status: 'accepted' });
  });

  test('changes who they are, closes a modal, and jumps between the parts', async () => {
    const { page, ...ada } = await here.window('ada');
    await ada.composer.focus();
    await page.keyboard.press('F6');
    await page.getByRole('tab', { name: 'Mailbox' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('button', { name: 'Act as Ada Owens' }).press('Enter');
    await page.getByRole('menuitemradio', { name: 'Ada Owens' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Act as Alan Adams' }).and(page.locator(':focus')).waitFor();
    await ada.types('/invite settings');
    await ada.dialog.getByRole('button', { name: 'Rules' }).press('Enter');
    await ada.seesModal('What this workspace adds');
    await page.keyboard.press('Escape');
    await ada.dialog.waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Message #general' }).and(page.locator(':focus')).waitFor();
  });
});
