import { afterEach, beforeEach, test } from 'vitest';
import { people } from '../../sandbox/world.ts';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';
import { sends } from './steps.ts';

describeInBrowser('the one message to an invitee who is in Slack', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('comes an hour after the mail, and has it sent again', async () => {
    const ada = await here.window('ada');
    await ada.types('/invite settings');
    await ada.presses('Privacy and audit');
    await ada.fills({ 'Invitees who are in this Slack': 'Get one message here, too' });
    await ada.picture('privacy');
    await ada.presses('Save');
    await ada.seesModal('Saved.');
    await ada.dialog.getByRole('button', { name: 'Close', exact: true }).first().click();
    await sends(ada, 'nina@elsewhere.test as editor');
    await ada.opens('Weather');
    await ada.presses('+1 hour', ada.tools);

    const nina = await here.window('nina');
    await nina.page.getByRole('button', { name: 'ROQ Invites 1 unread' }).click();
    const told = nina.message('The invitation waits in your mail at n•••@elsewhere.test.');
    await nina.picture('nudge');
    await nina.presses(/^I never got/, told);
    await nina.sees('ROQ mails the invitation to n•••@elsewhere.test again.');
    await nina.sees('ROQ has mailed it once more since.', told);
    await nina.picture('nudge-again');
    await nina.presses(/is not for me$/, told);
    await nina.picture('nudge-not-me');
    await nina.presses('Not for me', nina.page.getByRole('alertdialog'));
    await nina.sees('You said that the invitation to Acme is not for you.');
    await ada.goesTo('ROQ Invites');
    await ada.sees(`@${people.nina.name} says that your invitation to Acme`);
    await ada.picture('nudge-told');
  });
});
