import { afterEach, beforeEach, expect, test } from 'vitest';
import { people } from '../../sandbox/world.ts';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';
import type { Window } from './window.ts';

describeInBrowser('other doors than the command', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  const mailed = () => here.roq.mails().map(({ to }) => to);
  const opens = async (who: Window, label: string, item: string | RegExp, where = who.page.locator('.composer')) => {
    await where.getByRole('button', { name: label }).click();
    await who.picture(`menu ${label}`);
    await who.page.getByRole('menuitem', { name: item }).click();
  };

  test('the shortcut on a message fills the form with its addresses, the one beside the field an empty one', async () => {
    const [mia, ada] = await Promise.all([here.window('mia'), here.window('ada')]);
    await mia.types('Can somebody invite zoe@x.io and Bob Berg <bob@y.io>?');
    const asks = ada.message('Can somebody invite');
    await asks.hover();
    await opens(ada, 'More actions', /^Invite (people )?from this message/, asks);
    await ada.seesModal('They join Acme');
    expect(await ada.dialog.getByLabel('E-mail addresses').inputValue()).toBe('zoe@x.io\nbob@y.io');
    await ada.picture('shortcut-form');
    await ada.fills({ Role: 'Editor' });
    await ada.presses('Check');
    await ada.presses('Send 2 invites');
    await ada.seesModal('2 sent');
    await ada.presses('Done');
    expect(mailed()).toEqual(['zoe@x.io', 'bob@y.io']);
    await opens(ada, 'Shortcuts', 'Invite people');
    await ada.seesModal('They join Acme');
    expect(await ada.dialog.getByLabel('E-mail addresses').inputValue()).toBe('');
    await ada.presses('Not now');
  });

  test('somebody picked is asked first, gives another address, and only then it is mailed', async () => {
    const [ada, nina] = await Promise.all([here.window('ada'), here.window('nina')]);
    await ada.types('/invite');
    await ada.fills({ Role: 'Editor' });
    for (const { id, name } of [people.nina, people.gus]) {
      await ada.dialog.getByLabel('Or people in this Slack').selectOption(id);
      await ada.dialog.getByRole('button', { name: `Remove ${name}` }).waitFor();
    }
    await ada.picture('picks-form');
    await ada.presses('Check');
    await ada.seesModal('Asked first');
    await ada.seesModal('is a guest of this workspace; please type their address');
    await ada.picture('picks-sheet');
    await ada.presses('Ask 1 person');
    await ada.seesModal('1 person was asked by direct message');
    await ada.picture('picks-asked');
    await ada.presses('Close');

    await nina.page.getByRole('button', { name: 'ROQ Invites 1 unread' }).click();
    const question = nina.message('would like to invite you to Acme as Editor');
    await nina.sees('Nothing is sent unless you say yes.', question);
    await nina.picture('picks-question');
    expect(mailed()).toEqual([]);
    await nina.presses(/^Another address/, question);
    await nina.fills({ 'Your e-mail address': 'nina@home.io' });
    await nina.picture('picks-address');
    await nina.presses('Send it there');
    await nina.seesModal('Thank you.');
    await nina.presses('Close');
    await nina.sees('You said yes: ROQ accepted the invite to Acme and mails it to n•••@home.io.');
    await nina.picture('picks-answered');
    expect(mailed()).toEqual(['nina@home.io']);

    await ada.goesTo('ROQ Invites');
    await ada.sees('said yes: invited. Pending. They gave another address.');
    await ada.picture('picks-told');
  });
});
