import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, type Transport, type World, world } from './cast.ts';
import { asked, day, inTime, inviteOf, invites, minute, nowSays, seeded, seedWith } from './steps.ts';

const { general } = channels;
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
    await inTime(here, () => nowSays(ada, general, card, '2 sent · 1 of 2 joined, 1 pending'));
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
