import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sets } from '../stories/audit-steps.ts';
import { type Actor, channels, messageText, viewText, type World, world } from '../stories/cast.ts';
import { day, forgedSubmission, inTime, invites, minute, nowSays, oneLine } from '../stories/steps.ts';
import { surroundings, worldIn } from '../stories/surroundings.ts';

const { general, hiring } = channels;

const told = (who: Actor, channel: string): string[] =>
  who
    .messages(channel)
    .map(messageText)
    .filter((said) => said.includes('<@U0'));

describe.each(surroundings)('privacy and audit in $name', (where) => {
  let here: World;
  beforeEach(async () => {
    here = await worldIn(where, ['ada', 'alan', 'mia']);
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('addresses in channels are masked, whole when the workspace says so, and masked again: cards follow', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'bob@acme.test as editor');
    nowSays(ada, general, card, 'b•••@acme.test');
    await sets(ada, { 'Addresses in channels': 'Whole: ada@acme.com' });
    await ada.seesModal('Saved. Channels see whole addresses');
    await ada.closes();
    await inTime(here, () => nowSays(ada, general, card, 'bob@acme.test'));
    await sets(ada, { 'Addresses in channels': 'Masked: a•••@acme.com' });
    await ada.seesModal('Saved. Channels see masked addresses');
    await inTime(here, () => expect(messageText(nowSays(ada, general, card, 'b•••@'))).not.toContain('bob@acme.test'));
  });

  test('the audit channel hears whose idea it was, and then one line per act, once a minute, masked', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await sets(ada, { 'Audit channel': general });
    await ada.seesModal('its lines go to');
    await ada.seesMessage(general, 'Ada Owens chose this channel for the audit log');
    await ada.closes();
    here.clock.advance(2 * minute);
    await oneLine(alan, 'bob@acme.test, cy@acme.test as editor', hiring);
    await here.person('mia').types('/invite');
    await here.person('mia').seesModal('does not allow you to invite');
    await inTime(here, () => expect(told(ada, general).join('\n')).toContain('cy@acme.test'.replace('y', '•••')));
    await here.slack.settled();
    const [lines = ''] = told(ada, general).filter((said) => said.includes('invited'));
    expect(lines).toContain('<@U0ALAN> invited b•••@acme.test');
    expect(lines).toContain('<@U0ALAN> invited c•••@acme.test');
    expect(told(ada, general).join('\n')).not.toContain('was refused');
    expect(told(ada, general).filter((said) => said.includes('b•••'))).toHaveLength(1);
  });
});

describe('privacy and audit', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('lines of the audit channel survive a restart, and are told once', async () => {
    const ada = here.person('ada');
    await sets(ada, { 'Audit channel': general });
    await ada.seesModal('its lines go to');
    await ada.closes();
    here.clock.advance(2 * minute);
    await oneLine(ada, 'bob@acme.test as editor', hiring);
    await here.restartApp();
    await inTime(here, () => expect(told(ada, general).join('\n')).toContain('b•••@acme.test'));
    await here.restartApp();
    here.clock.advance(3 * minute);
    await here.slack.settled();
    expect(told(ada, general).filter((said) => said.includes('b•••'))).toHaveLength(1);
  });

  test('entries older than the days set are deleted, the rest stays', async () => {
    const ada = here.person('ada');
    await oneLine(ada, 'bob@acme.test as editor');
    here.clock.advance(20 * day);
    await oneLine(ada, 'cy@acme.test as editor');
    await sets(ada, { 'Keep the audit log for (days)': '10' });
    await ada.seesModal('kept for 10 days');
    await ada.closes();
    here.clock.advance(day);
    await inTime(here, async () => {
      await ada.types('/invite why bob@acme.test');
      await ada.seesModal('Now in ROQ');
      expect(viewText(ada.modal())).not.toContain('<@U0ADA> invited');
    });
    await ada.types('/invite why cy@acme.test');
    await ada.seesModal('<@U0ADA> invited');
  });

  test('a channel that the app is not in: a clear sentence, the form stays, nothing is saved', async () => {
    const ada = here.person('ada');
    await sets(ada, { 'Audit channel': hiring, 'Keep the audit log for (days)': '30' });
    await ada.seesModal(`I may not post in <#${hiring}>`);
    expect(JSON.stringify(ada.modal()?.values)).toContain('"30"');
    await ada.closes();
    await sets(ada, {});
    await ada.seesModal('kept for 365 days');
  });

  test.each(['0', '3651', 'x'])('%s days forged are named in their field', async (days) => {
    const answer = await forgedSubmission(here, 'ada', 'privacy', {
      privacy_addresses: { type: 'static_select', selected_option: { value: 'everything' } },
      privacy_days: { type: 'number_input', value: days },
    });
    expect(answer.body).toEqual({
      response_action: 'errors',
      errors: { privacy_addresses: 'Please choose one.', privacy_days: 'Please give a number from 1 to 3650.' },
    });
  });

  test('a form forged by somebody who may not set anything is refused, and the refusal is kept', async () => {
    await forgedSubmission(here, 'mia', 'privacy', {
      privacy_addresses: { type: 'static_select', selected_option: { value: 'whole' } },
      privacy_days: { type: 'number_input', value: '1' },
    });
    await inTime(here, () => expect(here.log().some((line) => line.ended === 'settings_forbidden')).toBe(true));
    const ada = here.person('ada');
    const card = await invites(ada, 'bob@acme.test as editor');
    nowSays(ada, general, card, 'b•••@acme.test');
    await ada.types('/invite audit');
    await inTime(here, () => expect(ada.directMessages().map(messageText).join()).toMatch(/U0MIA.*settings_forbidden/));
  });
});
