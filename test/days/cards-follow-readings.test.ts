import { afterEach, describe, expect, test } from 'vitest';
import { channels, messageText, type World, world } from '../stories/cast.ts';
import { nextMorning, turnOn } from '../stories/digest-steps.ts';
import { edits, joinedWords, passes, passesUntil, reads } from '../stories/follow-steps.ts';
import { day, hour, inTime, inviteOf, invites, minute, nowSays, oneLine } from '../stories/steps.ts';
import { onBothStores, worldIn } from '../stories/surroundings.ts';

const { general } = channels;

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

describe.each(onBothStores)('without a press, in $name,', (where) => {
  test('a reading finds who joined within minutes, and tells it once', async () => {
    here = await worldIn(where, ['ada'], { webhooks: false });
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test, bob@y.test as editor');
    here.roq.accept('zoe@x.test');
    await passes(here, 5 * minute, minute);
    await inTime(here, () => nowSays(ada, general, card, '1 of 2 joined'));
    await inTime(here, () => expect(joinedWords(here, ada)).toHaveLength(1));
    await passes(here, hour, 5 * minute);
    expect(joinedWords(here, ada)).toHaveLength(1);
  });

  test('a digest that stands in its channel follows too', async () => {
    here = await worldIn(where, ['ada'], { webhooks: false });
    const ada = here.person('ada');
    await oneLine(ada, 'zoe@x.test as editor', channels.partners);
    await turnOn(ada);
    const digest = await nextMorning(here, ada);
    nowSays(ada, general, digest, '6 invites to Acme still waiting');
    here.roq.accept('zoe@x.test');
    here.clock.advance(3 * hour);
    await inTime(here, () => nowSays(ada, general, digest, /^[45] invites to Acme still waiting/));
  });

  test('the card says for how long somebody is out, what is probably expired, and offers it again', async () => {
    here = await worldIn(where, ['ada'], { webhooks: false, roq: { expiryFlipsStatus: false } });
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test, bob@y.test as editor');
    here.clock.advance(4 * hour);
    await ada.pressesIn(card, general, 'Refresh');
    await inTime(here, () => nowSays(ada, general, card, 'Pending for 4 hours · read'));
    here.clock.advance(3 * day);
    await inTime(here, () => nowSays(ada, general, card, 'Pending for 3 days, probably expired'));
    const now = nowSays(ada, general, card, 'Resend');
    await ada.pressesIn(now, general, 'Resend', { near: 'z•••@x.test' });
    const after = await inTime(here, () =>
      nowSays(ada, general, card, /b•••@y\.test[\s\S]*z•••@x\.test\*\nPending · read/),
    );
    expect(messageText(after)).toContain('b•••@y.test*\nPending for 3 days, probably expired');
  });

  test('the card says after an hour that somebody accepted and ROQ has no user, and takes it back when one comes', async () => {
    here = await worldIn(where, ['ada'], { roq: { acceptCreatesUser: false } });
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.roq.accept('zoe@x.test');
    await inTime(here, () => nowSays(ada, general, card, '*z•••@x.test*\nAccepted · read'));
    await passes(here, 50 * minute, 5 * minute);
    expect(messageText(nowSays(ada, general, card, 'Accepted'))).not.toContain('no user');
    await passes(here, 20 * minute, minute);
    await inTime(here, () => nowSays(ada, general, card, 'Accepted, but after 1 hour ROQ still has no user'));
    const invite = inviteOf(here, 'zoe@x.test');
    const [somebody] = here.roq.db.users.all();
    if (!somebody) throw new Error('no users');
    const user = { ...somebody, id: crypto.randomUUID(), email: invite.email, tenantId: invite.tenantId };
    here.roq.db.users.put(user, here.clock.now());
    here.clock.advance(5 * hour);
    await inTime(here, () => nowSays(ada, general, card, '*z•••@x.test*\nAccepted · read'));
  });
});

describe('without webhooks', () => {
  test('readings become rare while nothing moves, leave the card alone, and stop when nothing is open', async () => {
    here = await world({ webhooks: false });
    const ada = here.person('ada');
    await invites(ada, 'zoe@x.test as editor');
    await passes(here, 2 * minute, 30_000);
    const [readBefore, editedBefore] = [reads(here), edits(here)];
    await passes(here, hour, 30_000);
    // After 2, 6, 14, 30, 46 minutes and so on; without backing off there would be 30.
    expect(reads(here) - readBefore).toBeLessThanOrEqual(7);
    expect(reads(here)).toBeGreaterThan(readBefore);
    expect(edits(here)).toBe(editedBefore);
    here.roq.accept('zoe@x.test');
    await passes(here, 3 * hour, 5 * minute);
    await inTime(here, () => expect(joinedWords(here, ada)).toHaveLength(1));
    const closed = reads(here);
    await passes(here, 8 * hour, 10 * minute);
    expect(reads(here)).toBe(closed);
  });

  test('a reading that fails is tried again, and the log says so', async () => {
    here = await world({ webhooks: false });
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.roq.accept('zoe@x.test');
    here.roq.faults.set([{ kind: 'error-before', operation: 'userInvites' }]);
    const told = () => here.log().map((line) => line.msg);
    await inTime(here, () => expect(told()).toContain('ROQ could not be followed'), 10 * minute);
    here.roq.faults.clear();
    await passes(here, 20 * minute, minute);
    await inTime(here, () => nowSays(ada, general, card, 'Accepted'));
    expect(here.log().map((line) => line.msg)).toContain('ROQ could not be followed');
  });
});

/** Ada invites 500 people in five batches; ten of them join over the day. */
async function dayOf500(webhooks: boolean) {
  here = await world({ webhooks });
  const ada = here.person('ada');
  for (let batch = 0; batch < 5; batch += 1) {
    const emails = Array.from({ length: 100 }, (_, n) => `p${batch * 100 + n}@m.test`);
    await ada.checks(emails.join(' '));
    await ada.submits();
    await inTime(here, () => ada.seesNow('*100 sent*'));
    await ada.closes();
  }
  await passes(here, minute, 5_000);
  const [readBefore, editedBefore] = [reads(here), edits(here)];
  const posts = () => here.slack.calls().filter((call) => call.method === 'chat.postMessage').length;
  const postedBefore = posts();
  for (let part = 0; part < 10; part += 1) {
    here.roq.accept(`p${part * 37}@m.test`);
    await passes(here, hour, part === 0 ? minute : 10 * minute);
  }
  await passes(here, 14 * hour, 30 * minute);
  await passesUntil(here, () => expect(here.app.followStats.cardsMoved).toBeGreaterThanOrEqual(10), 10 * minute, day);
  return { reads: reads(here) - readBefore, edits: edits(here) - editedBefore, posts: posts() - postedBefore };
}

describe('a day of a tenant with 500 open invites', () => {
  test('with webhooks: a read and an edit for each change, and little besides', async () => {
    const cost = await dayOf500(true);
    expect(cost.reads).toBeLessThanOrEqual(30);
    expect(cost.edits).toBeLessThanOrEqual(40);
    expect(cost.posts).toBeLessThanOrEqual(10);
  });

  test('without webhooks: readings find the same, at a bounded cost', async () => {
    const cost = await dayOf500(false);
    expect(cost.reads).toBeLessThanOrEqual(80);
    expect(cost.edits).toBeLessThanOrEqual(40);
    expect(cost.posts).toBeLessThanOrEqual(10);
  });
});
