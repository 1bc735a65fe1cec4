import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, messageText, viewText, type World, world } from '../stories/cast.ts';
import { daysLater, digestsIn, everyDay, nextMorning, turnOn } from '../stories/digest-steps.ts';
import {
  asked,
  day,
  forgedPress,
  forgedSubmission,
  hour,
  inTime,
  inviteOf,
  nowSays,
  seeded,
  seedWith,
} from '../stories/steps.ts';
import { onBothStores, worldIn } from '../stories/surroundings.ts';

const { general } = channels;
let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});
/** Invites last longer than the story; Kim's is older than the others. */
const lasting = () => {
  const kim = seeded({ email: 'kim@slow.test', firstName: 'Kim', ageMs: 27 * day });
  const rob = seeded({ email: 'rob@rest.test', firstName: 'Rob', ageMs: 6 * day });
  return { roq: { ...seedWith(kim, rob), inviteTtl: 400 * day } };
};

describe.each(onBothStores)('acting in a digest in $name', (where) => {
  beforeEach(async () => {
    here = await worldIn(where, ['ada', 'alan', 'olga'], lasting());
  });

  test('Cancel asks by number and name; what had expired is left out of digests from then on', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    const digest = await nextMorning(here, ada);
    expect(messageText(digest)).toContain('5 pending, 2 expired. 4 need a decision');
    await ada.pressesIn(digest, general, 'Cancel selected');
    await ada.seesModal('Please tick the invites first.');
    await ada.closes();
    await ada.pressesIn(digest, general, 'Snooze 3 days');
    await ada.sees('Please tick the invites first.');
    await ada.ticksIn(digest, general, ['Kim', 'Otto Old']);
    await ada.pressesIn(digest, general, 'Cancel selected');
    await ada.seesModal('Cancel 1 invite?');
    expect(viewText(ada.modal())).toMatch(
      /\*Kim\* kim@slow\.test[\s\S]*Expired already[\s\S]*otto@old\.test[\s\S]*Cancel 2 invites/,
    );
    expect(asked(here, 'cancelUserInvite')).toBe(0);
    await ada.submits();
    await ada.seesModal('1 of 2 canceled.');
    expect(viewText(ada.modal())).toMatch(
      /Canceled: the invite of kim@slow\.test[\s\S]*digests do not tell of otto@old\.test/,
    );
    expect([inviteOf(here, 'kim@slow.test').status, inviteOf(here, 'otto@old.test').status]).toEqual([
      'canceled',
      'expired',
    ]);
    await inTime(here, () => nowSays(ada, general, digest, '5 invites to Acme still waiting: 4 pending, 1 expired'));
    const next = messageText(await daysLater(here, ada, 1));
    expect(next).toContain('Eve Early');
    expect(next).not.toMatch(/Otto Old|Kim/);
  });

  test('acted on down to its last line, it says that nothing waits any more; buttons work a week later', async () => {
    const olga = here.person('olga');
    await turnOn(olga, { 'A pending invite needs a decision': 'After 1 day without an answer' });
    here.clock.advance(21 * hour);
    await here.app.tick();
    const digest = await daysLater(here, olga, 1);
    here.clock.advance(7 * day);
    await olga.ticksIn(digest, general, ['Gil Gray']);
    await olga.pressesIn(digest, general, 'Cancel selected');
    await olga.seesModal('Cancel 1 invite?');
    await olga.submits();
    await olga.seesModal('1 invite canceled.');
    await inTime(here, () => nowSays(olga, general, digest, 'Nothing is waiting any more.* Thank you!'));
  });

  test('Snooze: out of the digest for three days, for everybody, and back on the fourth morning', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await turnOn(ada, { Days: everyDay });
    const digest = await nextMorning(here, ada);
    await alan.ticksIn(digest, general, ['Kim', 'Eve Early']);
    await alan.pressesIn(digest, general, 'Snooze 3 days');
    await alan.sees(/2 invites snoozed\. They come back in the digest of <!date\^\d+\^\{date_long\}\|2026-10-10>/);
    const left = await inTime(here, () => nowSays(ada, general, digest, '2 snoozed.'));
    expect(messageText(left)).not.toMatch(/Kim|Eve/);
    for (const _day of ['Thursday', 'Friday'])
      expect(messageText(await daysLater(here, ada, 1))).not.toMatch(/Kim|Eve/);
    expect(messageText(await daysLater(here, ada, 1))).toMatch(/Kim[\s\S]*Eve/);
  });

  test('after two resends and 30 days it proposes to cancel, or to ask again later', async () => {
    const ada = here.person('ada');
    await turnOn(ada, { Days: everyDay });
    let digest = await nextMorning(here, ada);
    for (const times of ['once', 'twice']) {
      await ada.ticksIn(digest, general, ['Kim']);
      await ada.pressesIn(digest, general, 'Resend selected');
      await ada.seesModal('Resend 1 invite?');
      await ada.submits();
      await ada.seesModal('Resent: ROQ mails kim@slow.test again');
      await ada.closes();
      here.clock.advance(3 * day);
      digest = await daysLater(here, ada, 1);
      if (times === 'once') expect(messageText(digest)).toMatch(/No answer for 4 days · resent once/);
    }
    const proposal = 'Resent twice or more, and older than 30 days: *Kim* k•••@slow.test. Cancel it?';
    expect(messageText(digest)).toContain(proposal);
    await ada.pressesIn(digest, general, 'Ask again in 3 days');
    await ada.sees('1 invite snoozed. It comes back');
    await inTime(here, () => nowSays(ada, general, digest, '1 snoozed.'));
    digest = await daysLater(here, ada, 3);
    expect(messageText(digest)).toContain(proposal);
    await ada.pressesIn(digest, general, 'Cancel this one');
    await ada.seesModal('Cancel 1 invite?');
    await ada.submits();
    await ada.seesModal('1 invite canceled.');
    expect(inviteOf(here, 'kim@slow.test').status).toBe('canceled');
    await inTime(here, () => expect(messageText(nowSays(ada, general, digest, 'Read from'))).not.toContain('Kim'));
  });

  test('two people at once: one effect for each invite, and each of them hears how theirs ended', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await turnOn(ada);
    const digest = await nextMorning(here, ada);
    for (const who of [ada, alan]) await who.ticksIn(digest, general, ['Kim', 'Otto Old']);
    for (const who of [ada, alan]) {
      await who.pressesIn(digest, general, 'Resend selected');
      await who.seesModal('Resend 2 invites?');
    }
    await Promise.all([ada, alan].map((who) => who.submits()));
    for (const who of [ada, alan]) {
      await who.seesModal(/resent\./);
      expect(viewText(who.modal())).toMatch(/kim@slow\.test/);
      expect(viewText(who.modal())).toMatch(/otto@old\.test/);
    }
    for (const email of ['kim@slow.test', 'otto@old.test']) expect(here.roq.mailsTo(email)).toHaveLength(1);
    expect(asked(here, 'resendUserInvite')).toBe(2);
  });
});

describe('who may not', () => {
  beforeEach(async () => {
    here = await world(lasting());
  });

  test('hears why for each, and nothing is done; a digest of another tenant is nobody else’s', async () => {
    const [ada, ed, olga] = [here.person('ada'), here.person('ed'), here.person('olga')];
    await turnOn(ada);
    const digest = await nextMorning(here, ada);
    for (const who of [ed, olga]) {
      await who.ticksIn(digest, general, ['Kim', 'Otto Old']);
      await who.pressesIn(digest, general, 'Resend selected');
      await who.seesModal('None of these can be resent.');
      expect(viewText(who.modal())).toContain('2 invites you chose cannot be found any more, or are not yours to see');
      expect(viewText(who.modal())).not.toMatch(/kim@|otto@/);
      await who.closes();
      await who.pressesIn(digest, general, 'Cancel selected');
      await who.seesModal('None of these can be canceled');
      await who.closes();
      await who.pressesIn(digest, general, 'Snooze 3 days');
      await who.sees('not one you may see');
    }
    expect(here.roq.mails()).toEqual([]);
    expect(messageText(nowSays(ada, general, digest, 'Kim'))).not.toContain('snoozed');
  });

  test('forged presses and answers have no effect', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    const digest = await nextMorning(here, ada);
    const at = { channel: general, ts: digest.ts };
    const post = randomUUID();
    const i = [inviteOf(here, 'kim@slow.test').id, inviteOf(here, 'gil@globex.test').id];
    for (const user of ['ed', 'mia', 'gus', 'nina', 'sam', 'olga'] as const) {
      const value = JSON.stringify({ i: i.slice(0, 1) });
      await forgedPress(here, { user }, { action_id: 'digest.snooze_proposed', value }, at);
      await forgedSubmission(here, user, 'selected', {}, JSON.stringify({ k: 'cancel', i: i.slice(0, 1), p: post }));
    }
    for (const value of ['{"i":["x"]}', '{}', 'null', JSON.stringify({ i: Array.from({ length: 21 }, () => i[0]) })])
      await forgedPress(here, { user: 'ada' }, { action_id: 'digest.snooze_proposed', value }, at);
    await forgedSubmission(here, 'ada', 'selected', {}, JSON.stringify({ k: 'cancel', i: i.slice(1), p: post }));
    await here.slack.settled();
    await here.restartApp();
    expect([inviteOf(here, 'kim@slow.test').status, inviteOf(here, 'gil@globex.test').status]).toEqual([
      'pending',
      'pending',
    ]);
    expect(asked(here, 'cancelUserInvite')).toBe(0);
    const next = messageText(await daysLater(here, ada, 1));
    expect(next).toContain('Kim');
    expect(next).not.toContain('snoozed');
    expect(digestsIn(ada)).toHaveLength(2);
  });
});
