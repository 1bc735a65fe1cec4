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
    await ada.presses('Invite again Eve Early (e•••@agency.test)', digest);
    await ada.sees('Resent: ROQ mails eve@agency.test again');
    await ada.opens('Mailbox');
    await ada.sees('eve@agency.test', ada.tools);
    await ada.picture('digest-acted');
  });
});
