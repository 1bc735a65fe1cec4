import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTime, minute } from '../stories/steps.ts';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('ROQ goes down', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser({ env: { ROQ_MAX_IN_FLIGHT: '1' } });
  });
  afterEach((context) => here.close(context));

  test('in the middle of a send: what is not sure is said, and everybody gets one mail once it is back', async () => {
    const people = Array.from({ length: 45 }, (_, index) => `p${index}@many.test`);
    const ada = await here.window('ada');
    await ada.types(`/invite ${people.join(', ')} as editor`);
    await ada.seesModal('45 people ready');
    here.roq.faults.set([{ kind: 'delay', ms: 1500, operation: 'sendUserInvites' }]);
    await ada.presses('Send 45 invites');
    await ada.seesModal(/[12]0 of 45 answered/);
    await ada.opens('Weather');
    await ada.tools.getByRole('switch', { name: /ROQ is down/ }).check();
    await ada.seesModal(/ROQ’s answer was lost; looking whether the invite exists/);
    await ada.picture('outage');
    await ada.tools.getByRole('switch', { name: /ROQ is down/ }).uncheck();
    await ada.presses('+10 min', ada.tools);
    await inTime(here, async () => expect(await ada.dialog.getByText('45 sent').count()).toBe(1), 60 * minute);
    await ada.picture('outage-over');
    const mailed = here.roq.mails().map(({ to }) => to);
    expect(mailed.toSorted()).toEqual(people.toSorted());
  });
});
