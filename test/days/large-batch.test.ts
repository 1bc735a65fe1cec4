import { afterEach, describe, expect, test } from 'vitest';
import { leastScopes } from '../../sandbox/world.ts';
import { type Actor, channels, eventually, messageText, viewText, type World } from '../stories/cast.ts';
import { mailed } from '../stories/rules-steps.ts';
import { inTime, nowSays } from '../stories/steps.ts';
import { onBothStores, worldIn } from '../stories/surroundings.ts';

const { general } = channels;
const second = 1_000;

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

/** 300 good lines with two bad ones between them: no address, and one that has an account. */
const rows = Array.from({ length: 300 }, (_, index) => `Pat${index},Poe,p${index}@many.test`);
const file = ['first;last;email', ...rows.map((row) => row.replaceAll(',', ';'))];
file.splice(3, 0, 'Eve;Evil;not-an-address', 'Mia;Moss;mia@acme.test');

async function uploads(who: Actor): Promise<void> {
  await who.types('/invite');
  await who.seesModal('They join *Acme*');
  const bytes = Buffer.from(`\uFEFF${file.join('\r\n')}`, 'utf16le');
  await here.slack.uploads(who.id, who.modal()?.id ?? '', 'file', { name: 'team.csv', bytes });
  await who.fills({ Role: 'Editor' });
  await who.submits();
}
const counting = (who: Actor): string => who.messages(general).map(messageText).join('\n');

describe.each(onBothStores)('a large batch in $name', (where) => {
  test('is checked, counted up, stopped, tried again, and told of by direct message when it is through', async () => {
    here = await worldIn(where, ['ada'], { scopes: [...leastScopes, 'files:read'] });
    const ada = here.person('ada');
    await uploads(ada);
    await ada.seesModal('*300 of 302* ready to be invited to *Acme* as *Editor*');
    await ada.seesModal('Line 4: ');
    await ada.seesModal('*Already a member* (1)');
    await ada.presses('Show all 300');
    await ada.seesModal('Page 1 of 8');
    await ada.presses('Next');
    await ada.seesModal('Page 2 of 8');
    await ada.seesModal('p40@many.test');
    await ada.presses('Back to the sheet');
    await ada.seesModal('*300 of 302* ready');

    here.roq.faults.add({ kind: 'delay', operation: 'sendUserInvites', ms: second });
    await ada.submits();
    await ada.seesModal('Inviting 300 people');
    await inTime(here, () => expect(mailed(here).length).toBeGreaterThan(50));
    await inTime(here, () => expect(counting(ada)).toMatch(/Sending: \d+ sent, \d+ waiting/));
    const card = await ada.seesMessage(general, 'Refresh');
    await ada.presses('Stop', { confirm: true });
    await inTime(here, () => expect(viewText(ada.modal())).toMatch(/\*\d+ sent, \d+ not sent\* to \*Acme\*/));
    const sentFirst = mailed(here).length;
    expect(sentFirst).toBeLessThan(300);
    await inTime(here, () => nowSays(ada, general, card, `${sentFirst} sent, ${300 - sentFirst} not sent`));
    await ada.closes();

    await ada.pressesIn(card, general, 'Show all');
    await ada.seesModal('Everybody');
    await ada.chooses({ actionId: 'detail.state' }, 'stopped');
    await ada.seesModal('not sent, stopped before its turn');
    expect(viewText(ada.modal())).not.toContain('sent (ROQ accepted');
    await ada.closes();

    here.roq.faults.clear();
    await inTime(here, () => ada.pressesIn(card, general, 'Retry the failed'));
    await ada.seesModal(`*${300 - sentFirst} people* from before stay on the sheet`);
    await ada.submits();
    await ada.seesModal(`*${300 - sentFirst} people* ready`);
    await ada.submits();
    await eventually(() => expect(mailed(here)).toHaveLength(300));
    expect(new Set(mailed(here)).size).toBe(300);
    await inTime(here, () =>
      expect(ada.directMessages().map(messageText).join('\n')).toContain(
        `Your ${300 - sentFirst} invites to Acme as Editor are through: ${300 - sentFirst} sent.`,
      ),
    );
  });
});
