import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localTime } from '../../src/digests/local-day.ts';
import { type Actor, channels, messageText, viewText, type World } from '../stories/cast.ts';
import { withMore } from '../stories/consent-steps.ts';
import { digestComes, everyDay, turnOn } from '../stories/digest-steps.ts';
import { tenantId } from '../stories/follow-steps.ts';
import { remindersOn } from '../stories/reminder-steps.ts';
import { directOf, getsWord, setRules } from '../stories/rules-steps.ts';
import {
  asked,
  day,
  forgedSubmission,
  hour,
  inTime,
  invites,
  leaks,
  minute,
  nowSays,
  oneLine,
} from '../stories/steps.ts';
import { onBothStores, onSqlite, worldIn } from '../stories/surroundings.ts';

const { general } = channels;
let here: World;
let ada: Actor;
const begin = async (where = onSqlite, options: Parameters<typeof worldIn>[2] = {}) => {
  here = await worldIn(where, ['ada'], { ...withMore, ...options });
  ada = here.person('ada');
};
const check = async () => {
  expect(here.slack.violations()).toEqual([]);
  expect(leaks(here.log())).toEqual([]);
  await here.stop();
};
const roqId = (email: string) => here.roq.db.users.find((user) => user.email === email)?.id ?? '';
const mails = (email: string) => here.roq.mailsTo(email).length;
/** So many days pass, and whatever is due with them is done. */
const later = async (ms: number) => {
  await here.slack.settled();
  here.clock.advance(ms);
};
/** Waits until this address has had so many mails. */
const gets = (email: string, count: number) => inTime(here, () => expect(mails(email)).toBe(count), 2 * minute);
/** Reminders that were to come, and did not. */
const refused = () => here.log().filter(({ what }) => what === 'reminder.refused').length;
const why = async (who: Actor, email: string, text: string | RegExp) => {
  await who.types(`/invite why ${email}`);
  await who.seesModal(text);
};

describe.each(onBothStores)('whoever has not answered, in $name', (where) => {
  test('is mailed twice more, with days between, through restarts; then nobody writes any more', async () => {
    await begin(where);
    try {
      await invites(ada, 'early@x.test as editor');
      await remindersOn(ada, 3);
      await oneLine(ada, 'zoe@x.test, bob@x.test as editor');
      const card = await inTime(here, () => {
        const found = ada.messages(general).find((message) => messageText(message).includes('z•••@x.test'));
        if (!found) throw new Error('no card yet');
        return found;
      });
      here.roq.accept('bob@x.test');
      await later(3 * day - minute);
      await here.restartApp();
      expect(mails('zoe@x.test')).toBe(1);
      await later(minute);
      await gets('zoe@x.test', 2);
      await inTime(here, () => nowSays(ada, general, card, 'Reminded by mail'));
      // The card follows a moment before the story is written.
      await inTime(here, () => expect(here.log().filter(({ what }) => what === 'reminder.done')).toHaveLength(1));
      await why(ada, 'zoe@x.test', 'had the invitee reminded, by itself');
      await ada.closes();
      await here.restartApp();
      await later(3 * day);
      await gets('zoe@x.test', 3);
      await later(3 * day + hour);
      await invites(ada, 'late@x.test as editor');
      await later(3 * day);
      await gets('late@x.test', 2);
      expect([mails('zoe@x.test'), mails('bob@x.test'), mails('early@x.test')]).toEqual([3, 1, 1]);
      const told = ada.directMessages().map(messageText).join('\n');
      expect(told).not.toContain('The invite of zoe@x.test');
    } finally {
      await check();
    }
  });
});

describe('a reminder', () => {
  beforeEach(async () => {
    await begin();
    await remindersOn(ada, 3);
  });
  afterEach(check);

  test('keeps to the pause after every mail: a Resend of yesterday puts it off, and nothing goes out at night', async () => {
    const card = await invites(ada, 'zoe@x.test as editor');
    await later(2 * day + 9 * hour);
    const again = await inTime(here, () => nowSays(ada, general, card, 'Invite again'));
    await ada.pressesIn(again, general, 'Invite again');
    await ada.sees('Resent: ROQ mails zoe@x.test again');
    // Two days and nine hours after noon it is 21:00, and three days later it is, too.
    for (let hours = 0; hours < 3 * 24 + 11; hours += 1) await later(hour);
    await gets('zoe@x.test', 3);
    const sentAt = here.roq.mailsTo('zoe@x.test').map(({ at }) => localTime(at, 'Europe/Berlin'));
    expect(sentAt.map(({ day: on, minute: at }) => `${on} ${Math.floor(at / 60)}`)).toEqual([
      '2026-10-06 12',
      '2026-10-08 21',
      '2026-10-12 8',
    ]);
  });

  test('goes out in nobody’s name who may not invite any more, or is gone from Slack; the story tells why', async () => {
    await invites(ada, 'zoe@x.test as editor');
    here.roq.setUser(roqId('ada@acme.test'), { roleKeys: ['member'] });
    await later(3 * day);
    const alan = here.person('alan');
    await inTime(here, () => expect(refused()).toBe(1));
    await why(alan, 'zoe@x.test', /could not have the invitee reminded by itself: forbidden/);
    await alan.closes();
    await invites(alan, 'yan@x.test as editor');
    await later(day);
    await here.slack.changeUser(alan.id, { deleted: true });
    await later(2 * day);
    await inTime(here, () => expect(refused()).toBe(2));
    here.roq.setUser(roqId('ada@acme.test'), { roleKeys: ['owner'] });
    await later(2 * minute);
    await why(ada, 'yan@x.test', /could not have the invitee reminded by itself: not a member/);
    await ada.closes();
    expect([mails('zoe@x.test'), mails('yan@x.test')]).toEqual([1, 1]);
  });

  test('goes out in nobody’s name who is of another tenant by then, though they may invite there', async () => {
    await invites(ada, 'zoe@x.test as editor');
    here.roq.setUser(roqId('ada@acme.test'), { tenantId: tenantId(here, 'globex') });
    await later(3 * day);
    await inTime(here, () => expect(refused()).toBe(1));
    await why(here.person('alan'), 'zoe@x.test', /could not have the invitee reminded by itself: tenant moved/);
    await later(3 * day + hour);
    await here.restartApp();
    expect([mails('zoe@x.test'), asked(here, 'resendUserInvite'), refused()]).toEqual([1, 0, 1]);
  });

  test('waits until the cooldown of the workspace is over, however long after its own day that is', async () => {
    await setRules(ada, { 'Minutes between two mails to one address': String((5 * day) / minute) });
    const card = await invites(ada, 'zoe@x.test as editor');
    await later(5 * day - minute);
    await oneLine(ada, 'fence@x.test as editor');
    expect([mails('zoe@x.test'), asked(here, 'resendUserInvite'), refused()]).toEqual([1, 0, 0]);
    await later(minute);
    await gets('zoe@x.test', 2);
    await inTime(here, () => nowSays(ada, general, card, 'Reminded by mail'));
    expect(asked(here, 'resendUserInvite')).toBe(1);
  });

  test('is settled when ROQ’s answer is lost: seen, or parked as unsure, and never sent twice', async () => {
    const card = await invites(ada, 'zoe@x.test as editor');
    here.roq.faults.add({ kind: 'commit-drop', operation: 'resendUserInvite', times: 1 });
    await later(3 * day);
    await inTime(here, () => nowSays(ada, general, card, 'Reminded by mail'));
    expect([mails('zoe@x.test'), asked(here, 'resendUserInvite')]).toEqual([2, 1]);
    here.roq.faults.add({ kind: 'error-before', operation: 'resendUserInvite', times: 1 });
    await later(3 * day);
    await inTime(here, () => nowSays(ada, general, card, 'Perhaps reminded by mail'));
    expect([mails('zoe@x.test'), asked(here, 'resendUserInvite')]).toEqual([2, 2]);
    await invites(ada, 'fence@x.test as editor');
    await later(3 * day);
    await gets('fence@x.test', 2);
    expect([mails('zoe@x.test'), asked(here, 'resendUserInvite')]).toEqual([2, 3]);
  });

  test('waits while ROQ is down, and comes once', async () => {
    await invites(ada, 'zoe@x.test as editor');
    here.roq.faults.add({ kind: 'down' });
    await later(3 * day);
    await inTime(here, () => expect(asked(here, 'userInvites')).toBeGreaterThan(1));
    here.roq.faults.clear();
    await inTime(here, () => expect(mails('zoe@x.test')).toBe(2), 30 * minute);
  });

  test('comes to nobody who is left out, be it from the list, from their story, or by themselves', async () => {
    await invites(ada, 'zoe@x.test, yan@x.test, bob@x.test, nina@elsewhere.test as editor');
    await ada.types('/invite list zoe');
    await ada.seesModal('Never remind');
    await ada.presses('Never remind');
    await ada.seesModal('zoe@x.test is not reminded any more');
    await ada.seesModal('Allow reminders');
    await ada.closes();
    await why(ada, 'yan@x.test', 'Never remind');
    await ada.presses('Never remind');
    await ada.seesModal('yan@x.test is never reminded by mail.');
    await ada.presses('Forget this address', { confirm: true });
    await ada.seesModal('Forgotten.');
    await ada.closes();
    await later(3 * day);
    await gets('bob@x.test', 2);
    await inTime(here, () => expect(refused()).toBe(1));
    expect([mails('zoe@x.test'), mails('yan@x.test')]).toEqual([1, 1]);
    await why(ada, 'zoe@x.test', 'could not have the invitee reminded by itself: excluded');
    await ada.closes();
    await why(ada, 'yan@x.test', 'yan@x.test is never reminded by mail.');
    await ada.presses('Allow reminders');
    await ada.seesModal('yan@x.test may be reminded again, from their next invite on.');
  });

  test('is turned on, changed and turned off only by whoever may change settings; what waited is dropped', async () => {
    const mia = here.person('mia');
    const choice = (value: string) => ({ type: 'static_select', selected_option: { value } });
    await forgedSubmission(here, 'mia', 'reminders', { reminders_on: choice('off'), reminders_after: choice('3') });
    await here.slack.settled();
    await forgedSubmission(here, 'ada', 'reminders', { reminders_on: choice('on'), reminders_after: choice('300') });
    await here.slack.settled();
    await invites(ada, 'zoe@x.test as editor');
    await later(day);
    await remindersOn(ada, 2);
    await later(day);
    await gets('zoe@x.test', 2);
    await remindersOn(ada, 2, 'Off');
    await remindersOn(ada, 2);
    await invites(ada, 'bob@x.test as editor');
    await later(2 * day + hour);
    await gets('bob@x.test', 2);
    expect(mails('zoe@x.test')).toBe(2);
    expect(viewText(mia.modal())).not.toContain('Reminders');
    await ada.types('/invite list zoe');
    await ada.seesModal('Never remind');
  });
});

test('what a digest proposes to cancel is not reminded of any more, nor when it is asked again later', async () => {
  await begin(onSqlite, { roq: { inviteTtl: 400 * day } });
  try {
    await remindersOn(ada, 14);
    await turnOn(ada, { Days: everyDay });
    let card = await invites(ada, 'zoe@x.test as editor');
    const answers = () => ada.messages(general).map(messageText).join().split('Resent: ROQ mails zoe@x.test again');
    for (const [times, days] of [13, 7].entries()) {
      await later(days * day);
      card = await inTime(here, () => nowSays(ada, general, card, 'Resend'));
      await ada.pressesIn(card, general, 'Resend');
      await inTime(here, () => expect(answers()).toHaveLength(times + 2));
    }
    expect(mails('zoe@x.test')).toBe(3);
    // Clocks went back meanwhile: noon has become eleven.
    await later(14 * day - 2 * hour);
    await here.app.tick();
    const digest = await digestComes(here, ada);
    expect(messageText(digest)).toMatch(/older than 30 days: z•••@x\.test\. Cancel it\?/);
    await ada.pressesIn(digest, general, 'Ask again in 3 days');
    await ada.sees('1 invite snoozed. It comes back');
    await later(2 * hour);
    await inTime(here, () => expect(refused()).toBe(1));
    await why(ada, 'zoe@x.test', 'could not have the invitee reminded by itself: given up');
    await later(14 * day);
    await here.restartApp();
    expect([mails('zoe@x.test'), asked(here, 'resendUserInvite')]).toEqual([3, 2]);
  } finally {
    await check();
  }
});

test('“Not me” in Slack ends reminders by mail, too', async () => {
  await begin();
  try {
    await remindersOn(ada, 3);
    await ada.types('/invite settings');
    await ada.seesModal('Daily digest');
    await ada.presses('Privacy and audit');
    await ada.seesModal('Addresses in channels');
    await ada.fills({ 'Invitees who are in this Slack': 'Get one message here, too' });
    await ada.submits();
    await ada.seesModal('Saved.');
    await ada.closes();
    await invites(ada, 'nina@elsewhere.test, bob@x.test as editor');
    await later(hour);
    const nina = here.person('nina');
    const message = await getsWord(here, nina, 'invited you to *Acme*');
    await nina.pressesIn(message, directOf(here, nina), 'Not me', { confirm: true });
    await getsWord(here, ada, 'is not for them');
    await later(3 * day);
    await gets('bob@x.test', 2);
    await inTime(here, () => expect(refused()).toBe(1));
    expect(mails('nina@elsewhere.test')).toBe(1);
  } finally {
    await check();
  }
});
