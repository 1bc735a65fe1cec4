import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';
import { sends } from './steps.ts';

describeInBrowser('the card of an invite', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('Resend waits for its cooldown, and the clock can be moved past it', async () => {
    const ada = await here.window('ada');
    const card = await sends(ada, 'Zoe Zed <zoe@x.io> as editor');
    await ada.presses('Resend the invite to Zoe Zed (z•••@x.io)', card);
    await ada.sees(/zoe@x\.io was mailed/);
    await ada.sees('Only visible to you');
    await ada.picture('resend-too-early');
    await ada.opens('Weather');
    await ada.presses('+10 min', ada.tools);
    await ada.presses('Resend the invite to Zoe Zed (z•••@x.io)', card);
    await ada.sees('Resent: ROQ mails zoe@x.io again');
    await ada.sees('Resent by Ada Owens', card);
    await ada.opens('Mailbox');
    await ada.sees('Replaced by a newer mail', ada.tools);
    await ada.picture('resent');
    expect(here.roq.mailsTo('zoe@x.io')).toHaveLength(2);
  });

  test('Cancel asks first, naming the person; “Keep it” keeps it', async () => {
    const ada = await here.window('ada');
    const card = await sends(ada, 'Zoe Zed <zoe@x.io> as editor');
    const asked = ada.page.getByRole('alertdialog', { name: 'Cancel this invite?' });
    await ada.presses('Cancel the invite of Zoe Zed (z•••@x.io)', card);
    await ada.sees('Zoe Zed (z•••@x.io) will not be able to join with the mail they have.', asked);
    await ada.picture('confirm');
    await ada.presses('Keep it', asked);
    await asked.waitFor({ state: 'detached' });
    await ada.presses('Cancel the invite of Zoe Zed (z•••@x.io)', card);
    await ada.presses('Cancel the invite', asked);
    await ada.sees('Canceled by Ada Owens', card);
    await ada.sees('Canceled', ada.tools);
    await ada.presses('Show all', card);
    await ada.seesModal('zoe@x.io');
    await ada.picture('card-detail');
  });
});
