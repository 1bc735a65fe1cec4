import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, messageText, type Transport, type World, world } from './cast.ts';
import {
  asked,
  day,
  forgedPress,
  hour,
  inTime,
  inviteOf,
  invites,
  minute,
  nowSays,
  seeded,
  seedWith,
} from './steps.ts';

const { general, partners } = channels;
const labels = (message: { blocks: unknown }): string[] =>
  [...JSON.stringify(message.blocks).matchAll(/"type":"button".*?"text":"([^"]+)"/g)].map((found) => found[1] ?? '');

describe.each<Transport>(['http', 'socket'])('the buttons of a card over %s', (transport) => {
  let here: World;
  beforeEach(async () => {
    here = await world({ transport });
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('Resend mails once more and says so on the card, in place', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(11 * minute);
    await ada.pressesIn(card, general, 'Resend');
    await ada.sees('Resent: ROQ mails zoe@x.test again');
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
    await inTime(here, () => nowSays(ada, general, card, 'Resent by Ada Owens'));
    expect(ada.messages(general).filter((message) => !message.ephemeral)).toHaveLength(1);
  });

  test('Cancel asks first, naming the person, and leaves no button that does not apply', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'Zoe Zed <zoe@x.test> as editor');
    expect(labels(card)).toEqual(['Resend', 'Cancel', 'Refresh', 'Show all']);
    await expect(ada.pressesIn(card, general, 'Cancel')).rejects.toThrow(
      /Cancel this invite\?" "Zoe Zed \(z•••@x\.test\) will not be able to join/,
    );
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await ada.sees('Canceled: the invite of zoe@x.test');
    expect(inviteOf(here, 'zoe@x.test').status).toBe('canceled');
    const now = await inTime(here, () => nowSays(ada, general, card, 'Canceled by Ada Owens'));
    expect(labels(now)).toEqual(['Invite again', 'Refresh', 'Show all']);
  });
});

describe('a card through everything that happens to it', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('Resend within ten minutes of a mail is refused, with the time from which it works', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(9 * minute);
    await ada.pressesIn(card, general, 'Resend');
    await ada.sees(/zoe@x\.test was mailed .* the next mail can go out/s);
    here.clock.advance(2 * minute);
    await ada.pressesIn(card, general, 'Resend');
    await ada.sees('Resent: ROQ mails zoe@x.test again');
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
  });

  test('Resend pressed twice at once by one person mails once', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(11 * minute);
    await Promise.all([ada.pressesIn(card, general, 'Resend'), ada.pressesIn(card, general, 'Resend')]);
    await ada.sees('Resent: ROQ mails zoe@x.test again');
    await ada.sees(/just about to resend|was mailed/);
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
  });

  test('two people who press Resend at once have one mail sent, and the later one hears who was faster', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(11 * minute);
    await Promise.all([ada.pressesIn(card, general, 'Resend'), alan.pressesIn(card, general, 'Resend')]);
    const told = /Resent: ROQ mails|is just about to resend|was mailed/;
    await Promise.all([ada.sees(told), alan.sees(told)]);
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
  });

  test('two people who cancel at once: both end well, ROQ is asked for one effect', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    const card = await invites(ada, 'zoe@x.test as editor');
    await Promise.all([
      ada.pressesIn(card, general, 'Cancel', { confirm: true }),
      alan.pressesIn(card, general, 'Cancel', { confirm: true }),
    ]);
    const told = /Canceled: the invite|is just about to cancel|is canceled already/;
    await Promise.all([ada.sees(told), alan.sees(told)]);
    expect(inviteOf(here, 'zoe@x.test').status).toBe('canceled');
    expect(asked(here, 'cancelUserInvite')).toBe(1);
  });

  test('a button pressed a week later meets the truth: expired, so Cancel explains itself and goes away', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(7 * day);
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await ada.sees('The invite of zoe@x.test is expired already, so there is nothing to cancel.');
    const now = await inTime(here, () => nowSays(ada, general, card, 'Expired'));
    expect(labels(now)).toEqual(['Invite again', 'Refresh', 'Show all']);
    await ada.pressesIn(now, general, 'Invite again');
    await ada.sees('Resent: ROQ mails zoe@x.test again');
    await inTime(here, () => nowSays(ada, general, card, 'Pending'));
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
  });

  test('whoever has joined since is not mailed again: the stale button says so and the card loses its buttons', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(11 * minute);
    here.roq.accept('zoe@x.test');
    await ada.pressesIn(card, general, 'Resend');
    await ada.sees('The invite of zoe@x.test is accepted already');
    const now = await inTime(here, () => nowSays(ada, general, card, 'Accepted'));
    expect(labels(now)).toEqual(['Refresh', 'Show all']);
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1);
  });

  test('Refresh reads ROQ again and draws the card with what it says', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test, yan@x.test as editor');
    here.roq.accept('zoe@x.test');
    await ada.pressesIn(card, general, 'Refresh');
    await inTime(here, () => nowSays(ada, general, card, '2 sent · 1 pending, 1 accepted'));
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
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
    expect(asked(here, 'resendUserInvite')).toBe(1);
  });

  test('a resend that ROQ may have done, and that cannot be seen, ends as unsure and is not repeated', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(11 * minute);
    here.roq.faults.add({ kind: 'error-before', operation: 'resendUserInvite', times: 1 });
    await ada.pressesIn(card, general, 'Resend');
    await inTime(here, () => nowSays(ada, general, card, 'it is not sure that it happened'));
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

  test('who may not cancel hears a kind no, and ROQ is not asked to', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(11 * minute);
    for (const who of ['ed', 'mia', 'olga', 'gus', 'nina'] as const) {
      const person = here.person(who);
      await person.pressesIn(card, general, 'Cancel', { confirm: true });
      await person.pressesIn(card, general, 'Resend');
      await person.sees(/not one you may see|does not allow you|Guests of this workspace|found no account/);
      person.seesNothingOf(/Canceled: the|Resent: ROQ/);
    }
    await here.slack.settled();
    expect(inviteOf(here, 'zoe@x.test').status).toBe('pending');
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1);
    expect(asked(here, 'cancelUserInvite') + asked(here, 'resendUserInvite')).toBe(0);
  });

  test('a stranger of a shared channel sees masked addresses, and pressing gets a kind no', async () => {
    const [ada, sam] = [here.person('ada'), here.person('sam')];
    const card = await invites(ada, 'zoe@x.test as editor', partners);
    expect(messageText(card)).not.toContain('zoe@x.test');
    await sam.pressesIn(card, partners, 'Cancel', { confirm: true });
    await sam.sees('This belongs to another workspace');
    expect(inviteOf(here, 'zoe@x.test').status).toBe('pending');
  });

  test('the id of another tenant’s invite in a forged press changes nothing and tells nothing', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    const foreign = inviteOf(here, 'gil@globex.test');
    const value = JSON.stringify({ i: foreign.id });
    for (const action of ['invite.cancel', 'invite.resend']) {
      const answer = await forgedPress(
        here,
        { user: 'ada' },
        { action_id: action, value },
        { channel: general, ts: card.ts },
      );
      expect(answer.status).toBe(200);
    }
    await here.person('ada').sees('That invite does not exist, or is not one you may see. Nothing was changed.');
    expect(inviteOf(here, 'gil@globex.test')).toEqual(foreign);
    expect(here.roq.mailsTo('gil@globex.test')).toHaveLength(0);
    ada.seesNothingOf('gil@globex.test');
  });
});

describe('several invites to one address', () => {
  test('canceling one of them cancels every other open one', async () => {
    const twins = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
    const here = await world({
      roq: seedWith(...twins.map((id) => seeded({ id, email: 'twin@x.test', createdBy: 'ada@acme.test' }))),
    });
    const ada = here.person('ada');
    await ada.types('/invite list pending twin@x.test');
    await ada.seesModal('2 invites');
    await here.slack.press(ada.id, {
      viewId: ada.modal()?.id ?? '',
      ...secondCancel(ada.modal()?.blocks ?? []),
      confirm: true,
    });
    await ada.seesModal('Canceled: the invite of twin@x.test');
    expect(twins.map((id) => here.roq.db.invites.get(id)?.status)).toEqual(['canceled', 'canceled']);
    await here.stop();
  });
});

const secondCancel = (blocks: readonly { block_id?: unknown }[]) => {
  const rows = blocks.filter((block) => JSON.stringify(block).includes('"text":"Cancel"'));
  return { label: 'Cancel', blockId: String(rows[1]?.block_id) };
};
