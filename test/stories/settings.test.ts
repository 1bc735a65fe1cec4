import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, messageText, type Transport, viewText, type World, world } from './cast.ts';
import { digestsCome, digestsIn, onlyDigests, ticksFor, turnOn } from './digest-steps.ts';
import { day, forgedSubmission, hour, inTime, inviteOf } from './steps.ts';

const { general, hiring, board } = channels;
const introductions = (here: World, channel: string): string[] =>
  here
    .person('ada')
    .messages(channel)
    .map(messageText)
    .filter((said) => said.includes('set up a daily digest'));

describe.each<Transport>(['http', 'socket'])('/invite settings over %s', (transport) => {
  let here: World;
  beforeEach(async () => {
    here = await world({ transport });
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('starts off, at 09:00 on weekdays in one’s own zone; saved, the channel hears whose idea it was', async () => {
    const alan = here.person('alan');
    await alan.types('/invite settings');
    await alan.seesModal('Daily digest');
    const chosen = Object.values(alan.modal()?.values ?? {}).flatMap((fields) => Object.values(fields));
    expect(JSON.stringify(chosen)).toMatch(/"off".*"9".*Europe\/Berlin.*"1".*"5"/);
    await alan.fills({ Digest: 'On', Channel: general, Hour: '14:00', 'Time zone': 'Asia/Tokyo' });
    await alan.submits();
    await alan.seesModal(`Saved. The digest goes to <#${general}> at 14:00, Asia/Tokyo time.`);
    expect(introductions(here, general)).toEqual([expect.stringContaining('Alan Adams set up a daily digest')]);
  });
});

describe('/invite settings', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test.each(['ed', 'mia', 'gus', 'nina'] as const)('%s may not change them, and hears a kind no', async (who) => {
    const person = here.person(who);
    await person.types('/invite settings');
    await person.seesModal(/Settings can be changed by people who|Guests of this workspace|found no account/);
    expect(viewText(person.modal())).not.toContain('Time zone');
  });

  test('a form of settings forged by somebody who may not is refused and nothing is saved', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    await forgedSubmission(here, 'mia', 'settings', {
      digest_on: { type: 'static_select', selected_option: { value: 'off' } },
      digest_hour: { type: 'static_select', selected_option: { value: '9' } },
      digest_zone: { type: 'static_select', selected_option: { value: 'UTC' } },
      digest_days: { type: 'checkboxes', selected_options: [{ value: '1' }] },
    });
    await inTime(here, () => expect(here.log().some((line) => line.ended === 'settings_forbidden')).toBe(true));
    await ticksFor(here, 21 * hour);
    await digestsCome(here, ada, 1);
  });

  test('values that no form of ours offers are named in their field', async () => {
    const answer = await forgedSubmission(here, 'ada', 'settings', {
      digest_on: { type: 'static_select', selected_option: { value: 'on' } },
      digest_hour: { type: 'static_select', selected_option: { value: '99' } },
      digest_zone: { type: 'static_select', selected_option: { value: 'Moon/Crater' } },
      digest_days: { type: 'checkboxes', selected_options: [] },
      digest_older_than: { type: 'static_select', selected_option: { value: '0' } },
      channel_language: { type: 'static_select', selected_option: { value: 'tlh' } },
    });
    expect(answer.body).toEqual({
      response_action: 'errors',
      errors: {
        digest_channel: 'Please choose where the digest goes.',
        digest_hour: 'Please choose an hour.',
        digest_zone: 'Please choose a time zone.',
        digest_days: 'Please choose at least one day.',
        digest_older_than: 'Please choose one.',
        channel_language: 'Please choose one.',
      },
    });
  });

  test('on without a channel is an error at the channel', async () => {
    const ada = here.person('ada');
    await ada.types('/invite settings');
    await ada.seesModal('Daily digest');
    await ada.fills({ Digest: 'On' });
    await ada.submits();
    await ada.seesModal('Please choose where the digest goes.');
    expect(ada.modal()?.title).toBe('Settings');
  });

  test.each([
    ['the app is not in', hiring, 'not_in_channel'],
    ['the app cannot see', board, 'channel_not_found'],
  ])('a channel that %s: a clear sentence, and the form stays with what was chosen', async (_name, channel, reason) => {
    const ada = here.person('ada');
    await ada.types('/invite settings');
    await ada.seesModal('Daily digest');
    await ada.fills({ Digest: 'On', Channel: channel, Hour: '07:00' });
    await ada.submits();
    await ada.seesModal(`I may not post in <#${channel}> (${reason})`);
    expect(JSON.stringify(ada.modal()?.values)).toMatch(/"on".*"7"/);
    await ada.fills({ Channel: general });
    await ada.submits();
    await ada.seesModal('Saved.');
    expect(introductions(here, general)).toHaveLength(1);
  });

  test('saving again without another channel says nothing in it; what was saved is what the form shows', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    await ada.types('/invite settings');
    await ada.seesModal('Daily digest');
    expect(JSON.stringify(ada.modal()?.values)).toContain('Europe/Berlin');
    await ada.fills({ Hour: '11:00', Days: ['Monday', 'Thursday'] });
    await ada.submits();
    await ada.seesModal('at 11:00');
    expect(introductions(here, general)).toHaveLength(1);
  });

  test('two people save at once: one of the two is stored whole', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    for (const who of [ada, alan]) {
      await who.types('/invite settings');
      await who.seesModal('Daily digest');
    }
    await ada.fills({ Digest: 'On', Channel: general, Hour: '07:00', 'Time zone': 'UTC' });
    await alan.fills({ Digest: 'On', Channel: general, Hour: '08:00', 'Time zone': 'Asia/Tokyo' });
    await Promise.all([ada.submits(), alan.submits()]);
    await Promise.all([ada.seesModal('Saved.'), alan.seesModal('Saved.')]);
    await ada.closes();
    await ada.types('/invite settings');
    await ada.seesModal('Daily digest');
    expect(JSON.stringify(ada.modal()?.values)).toMatch(/"7".*"UTC"|"8".*"Asia\/Tokyo"/);
  });

  test('off ends the digest, and on again sends nothing of the days between', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    await turnOn(ada, { Digest: 'Off' });
    await ticksFor(here, 3 * day);
    await onlyDigests(here, ada, 0);
    await turnOn(ada);
    await ticksFor(here, 20 * hour);
    await onlyDigests(here, ada, 0);
  });

  test('“Send me one now” comes by direct message, with whole addresses and buttons that work', async () => {
    const ada = here.person('ada');
    await ada.types('/invite settings');
    await ada.seesModal('Daily digest');
    await ada.presses('Send me one now');
    await ada.seesModal('On its way to your direct messages');
    await inTime(here, () => expect(ada.directMessages().map(messageText).join()).toContain('still waiting'));
    const [digest] = ada.directMessages().filter((message) => messageText(message).includes('still waiting'));
    if (!digest) throw new Error('no digest');
    expect(messageText(digest)).toContain('otto@old.test');
    const there = here.slack.directMessage(ada.id);
    await ada.ticksIn(digest, there, ['otto@old.test']);
    await ada.pressesIn(digest, there, 'Resend selected');
    await ada.seesModal('Resend 1 invite?');
    await ada.submits();
    await ada.seesModal('Resent: ROQ mails otto@old.test again');
    expect(inviteOf(here, 'otto@old.test').status).toBe('pending');
    expect(digestsIn(ada)).toHaveLength(0);
  });

  test('“Send me one now” with nothing waiting says so', async () => {
    const olga = here.person('olga');
    here.roq.accept('gil@globex.test');
    await olga.types('/invite settings');
    await olga.seesModal('Daily digest');
    await olga.presses('Send me one now');
    await olga.seesModal('Nothing is waiting, so there is no digest to send.');
    expect(olga.directMessages()).toHaveLength(0);
  });

  test('ROQ down: the sentence says so, and nothing is saved', async () => {
    const ada = here.person('ada');
    await ada.types('/invite settings');
    await ada.seesModal('Daily digest');
    here.clock.advance(2 * 60_000);
    here.roq.faults.add({ kind: 'down' });
    await ada.fills({ Digest: 'On', Channel: general });
    await ada.submits();
    await ada.seesModal('ROQ is not answering');
    expect(introductions(here, general)).toHaveLength(0);
  });
});
