import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, channels, eventually, messageText, type World, world } from '../stories/cast.ts';
import { asked, day, hour, inTime, invites, minute, nowSays } from '../stories/steps.ts';

const { general } = channels;

describe('a press whose end ROQ leaves open', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('a resend is claimed only once ROQ shows the invite pending again', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(2 * day);
    here.roq.faults.add({ kind: 'lag', operation: 'userInvites', ms: hour });
    await ada.pressesIn(card, general, 'Resend');
    await ada.sees(/zoe@x\.test.*I am looking/);
    ada.seesNothingOf('Resent');
    here.roq.faults.clear();
    await inTime(here, () => nowSays(ada, general, card, 'Resent by Ada Owens'));
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
  });

  test('a resend whose answer was lost is found by reading, and never repeated', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(11 * minute);
    here.roq.faults.add({ kind: 'commit-drop', operation: 'resendUserInvite', times: 1 });
    await ada.pressesIn(card, general, 'Resend');
    await ada.sees(/zoe@x\.test.*I am looking/);
    await inTime(here, () => nowSays(ada, general, card, 'Resent by Ada Owens'));
    await inTime(here, () => heardByDm(ada, 'The invite of zoe@x.test: Resent by Ada Owens'));
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
    expect(asked(here, 'resendUserInvite')).toBe(1);
  });

  test('a resend that ROQ may have done, and that cannot be seen, ends as unsure and is not repeated', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(11 * minute);
    here.roq.faults.add({ kind: 'error-before', operation: 'resendUserInvite', times: 1 });
    await ada.pressesIn(card, general, 'Resend');
    const unsure = /it is not sure that it happened \(reference (\w{8})\)/;
    const said = messageText(await inTime(here, () => nowSays(ada, general, card, unsure)));
    const [sentence = '', reference] = unsure.exec(said) ?? [];
    await inTime(here, () => heardByDm(ada, sentence));
    const logged = expect.objectContaining({ what: 'resend.unsure', requestId: reference });
    await eventually(() => expect(here.log()).toContainEqual(logged));
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1);
    expect(asked(here, 'resendUserInvite')).toBe(1);
  });

  test('a cancel whose answer was lost is found by reading', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.roq.faults.add({ kind: 'commit-drop', operation: 'cancelUserInvite', times: 1 });
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await ada.sees(/zoe@x\.test.*I am looking/);
    await inTime(here, () => nowSays(ada, general, card, 'Canceled by Ada Owens'));
    expect(asked(here, 'cancelUserInvite')).toBe(1);
  });

  test('ROQ down: nothing is claimed, the sentence says so, and the button works afterwards', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.roq.faults.add({ kind: 'down' });
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await ada.sees('ROQ is not answering. Nothing was changed');
    here.roq.faults.clear();
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await inTime(here, () => nowSays(ada, general, card, 'Canceled by Ada Owens'));
  });
});

const heardByDm = (who: Actor, text: string) =>
  expect(who.directMessages().map(messageText).join('\n')).toContain(text);
