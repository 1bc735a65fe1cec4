import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../stories/cast.ts';
import { asked, inTime, minute } from '../stories/steps.ts';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('ROQ goes down', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser({ env: { ROQ_MAX_IN_FLIGHT: '1', ROQ_MUTATION_TIMEOUT_MS: '45000' } });
  });
  afterEach((context) => here.close(context));

  test('in the middle of a send: what is not sure is said, and everybody gets one mail once it is back', async () => {
    const people = Array.from({ length: 45 }, (_, index) => `p${index}@many.test`);
    const ada = await here.window('ada');
    await ada.types(`/invite ${people.join(', ')} as editor`);
    await ada.seesModal('45 people ready');
    const operation = 'sendUserInvites';
    here.roq.faults.set([{ kind: 'delay', ms: 1500, operation }]);
    await ada.presses('Send 45 invites');
    await eventually(() => expect(asked(here, operation)).toBe(1));
    // The second call has no answer before the outage, however long that takes to set up here.
    here.roq.faults.set([{ kind: 'delay', ms: 5 * minute, operation }]);
    await ada.seesModal('10 of 45 answered');
    await ada.opens('Weather');
    await ada.tools.getByRole('switch', { name: /ROQ is down/ }).check();
    here.clock.advance(5 * minute);
    await ada.seesModal(/ROQ’s answer was lost; looking whether the invite exists/);
    await ada.picture('outage');
    await ada.tools.getByRole('switch', { name: /ROQ is down/ }).uncheck();
    here.roq.faults.clear();
    await ada.presses('+10 min', ada.tools);
    await inTime(here, async () => expect(await ada.dialog.getByText('45 sent').count()).toBe(1), 60 * minute);
    await ada.picture('outage-over');
    const mailed = here.roq.mails().map(({ to }) => to);
    expect(mailed.toSorted()).toEqual(people.toSorted());
  });
});
