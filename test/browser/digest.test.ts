import { afterEach, beforeEach, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';
import { turnsDigestOn } from './steps.ts';

describeInBrowser('the daily digest', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('comes when the clock is moved to its hour, and is acted on in place', async () => {
    const ada = await here.window('ada');
    await turnsDigestOn(ada);
    await ada.opens('Weather');
    await ada.sees('The next digest is due tomorrow, 9:01 AM.', ada.tools);
    await ada.presses('To the next digest', ada.tools);
    const digest = ada.message('5 invites to Acme still waiting');
    await ada.sees('Eve Early', digest);
    await ada.picture('digest');
    await digest.getByRole('checkbox', { name: /Eve Early/ }).check();
    await ada.presses('Resend selected: mail the ticked invites again', digest);
    await ada.seesModal('Resend 1 invite?');
    await ada.presses('Resend 1 invite');
    await ada.seesModal('Resent: ROQ mails eve@agency.test again');
    await ada.presses('Close');
    await ada.sees('2 pending, 3 expired', digest);
    await ada.opens('Mailbox');
    await ada.sees('eve@agency.test', ada.tools);
    await ada.picture('digest-acted');
  });
});
