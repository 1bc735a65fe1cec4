import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';
import { letsPeopleAsk } from './steps.ts';

describeInBrowser('two people in two windows', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('one asks, the other approves, and each sees it happen in their own window', async () => {
    const [ada, mia] = await Promise.all([here.window('ada'), here.window('mia')]);
    await letsPeopleAsk(ada);
    await mia.types('/invite Zoe Zed <zoe@x.io>, bob@y.io as editor');
    await mia.fills({ 'Why? For whoever decides.': 'They join on Monday.' });
    await mia.presses('Request 2 invites');
    await mia.seesModal('A second person was asked about 2 invites.');
    await mia.picture('asked');
    await mia.presses('Close');

    await ada.page.getByRole('button', { name: 'ROQ Invites 1 unread' }).click();
    const request = ada.message('Mia Moss asks to invite 2 people to Acme as Editor');
    await ada.sees('They join on Monday.', request);
    await ada.picture('approval');
    await ada.presses(/^Approve/, request);
    await ada.fills({ 'A word to the requester': 'Welcome to them!' });
    await ada.presses('Approve 2 invites');
    await ada.seesModal('2 sent');
    await ada.presses('Done');
    await ada.sees('approved by Ada Owens', request);

    await mia.goesTo('ROQ Invites');
    await mia.sees('approved by Ada Owens');
    await mia.sees('“Welcome to them!”');
    await mia.picture('approved');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.io', 'bob@y.io']);
  });
});
