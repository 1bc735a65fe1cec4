import { afterEach, beforeEach, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('the main job', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('from typing the command to an accepted invite, and the card changes before one’s eyes', async () => {
    const ada = await here.window('ada');
    await ada.composer.pressSequentially('/inv');
    await ada.page.getByRole('option', { name: '/invite status' }).waitFor();
    await ada.picture('completions');
    await ada.types('/invite');
    await ada.fills({ 'E-mail addresses': 'zoe@x.io, Bob Berg <bob@y.io>, nonsense@', Role: 'Editor' });
    await ada.presses('Check');
    await ada.seesModal('“nonsense@”: nothing follows the @.');
    await ada.picture('error-in-place');
    await ada.fills({ 'E-mail addresses': 'zoe@x.io, Bob Berg <bob@y.io>, pat@partner.test' });
    await ada.presses('Check');
    await ada.seesModal('Already pending: invited 2 hours ago by Ada Owens.');
    await ada.picture('form');
    await ada.presses('Send 2 invites');
    await ada.seesModal(/bob@y\.io: sent/);
    await ada.picture('result');
    await ada.presses('Done');

    const card = ada.message('Ada Owens invited 2 people to Acme as Editor');
    await ada.sees('Pending', card);
    await ada.presses('Accept the invite to bob@y.io', ada.tools);
    await ada.sees('1 of 2 joined, 1 pending', card);
    await ada.sees('Accepted', card);
    await ada.page.getByRole('button', { name: 'ROQ Invites 1 unread' }).waitFor();
    await ada.picture('sandbox');
    await ada.goesTo('ROQ Invites');
    await ada.sees('Bob Berg joined Acme');
    await ada.picture('direct-message');
  });

  test('the guide leads a newcomer to an accepted invite in three steps', async () => {
    const ada = await here.window('ada', { guide: true });
    const guide = ada.page.getByRole('region', { name: 'Getting started' });
    await ada.presses('Type it for me', guide);
    await ada.composer.press('Enter');
    await ada.fills({ 'E-mail addresses': 'zoe@x.io', Role: 'Member' });
    await ada.presses('Check');
    await ada.presses('Send 1 invite');
    await ada.presses('Done');
    await ada.presses('Accept the invite to zoe@x.io', ada.tools);
    await ada.sees('Done!', guide);
    await ada.picture('guide');
  });
});
