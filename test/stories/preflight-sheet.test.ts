import { afterEach, describe, expect, test } from 'vitest';
import { channels, type Transport, type World, world } from './cast.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});
const minute = 60_000;

describe.each<Transport>(['http', 'socket'])('the sheet over %s', (transport) => {
  test('tells the kinds apart and sends to the ready ones only', async () => {
    here = await world({ transport });
    const ada = here.person('ada');
    await ada.types(
      '/invite zoe@x.test, mia@acme.test, lee@lab.test, eve@agency.test, cleo@gone.test, half@, zoe@gmial.com as member',
    );
    await ada.seesModal('*2 of 7* ready to be invited to *Acme* as *Member*');
    await ada.seesModal('*Ready* (1)\n• *zoe@x.test*');
    await ada.seesModal('*Already a member* (1)\n• *mia@acme.test*');
    await ada.seesModal('*lee@lab.test*\nAlready pending: invited 20 hours ago by Alan Adams.');
    await ada.seesModal(/\*eve@agency.test\*\nTheir invite is expired \(invited <!date\^/);
    await ada.seesModal(/\*cleo@gone.test\*\nTheir invite is canceled/);
    await ada.seesModal('Not an address: “half@”');
    await ada.seesModal('*zoe@gmial.com*\nLooks mistyped: did you mean *zoe@gmail.com*?');
    expect(ada.modal()?.submit).toBe('Send 2 invites');
    await ada.submits();
    await ada.seesModal('*2 sent*');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test', 'zoe@gmial.com']);
  });
});

describe('the sheet', () => {
  test('takes the likely address in one press, and folds it into one that is there already', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@gmial.com, zoe@gmail.com, bob@acme.tset');
    await ada.seesModal('*3 people* ready');
    await ada.presses('Use that', { near: 'zoe@gmial.com' });
    await ada.seesModal('*2 people* ready');
    await ada.presses('Use that');
    await ada.seesModal('• *bob@acme.test*');
    await ada.submits();
    await ada.seesModal('*2 sent*');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@gmail.com', 'bob@acme.test']);
  });

  test('takes corrections in place, checks them again, and keeps them apart when one is left out', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite one@, two@, zoe@x.test as editor');
    await ada.seesModal('*1 of 3* ready');
    await ada.fills({ 'Not an address: “one@”': '' });
    await ada.submits();
    await ada.seesModal('*1 of 2* ready');
    await ada.fills({ 'Not an address: “two@”': 'two@x.test' });
    await ada.submits();
    await ada.seesModal('*2 people* ready');
    await ada.submits();
    await ada.seesModal('*2 sent*');
    expect(
      here.roq
        .mails()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(['two@x.test', 'zoe@x.test']);
  });

  test('does not take a field left as it was for a wish to leave it out', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite one@, two@, zoe@x.test as editor');
    await ada.seesModal('*1 of 3* ready');
    await ada.fills({ 'Not an address: “one@”': '' });
    await ada.submits();
    await ada.seesModal('*1 of 2* ready');
    await ada.seesModal('Not an address: “two@”');
    await ada.submits();
    await ada.seesModal('*1 sent*');
  });

  test('with nobody ready says so in the field and stays, until something is put right', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite one@ as editor');
    await ada.seesModal('*0 of 1* ready');
    expect(ada.modal()?.submit).toBe('Check again');
    expect(Object.values((await ada.submits()).errors ?? {})).toEqual(['Still no address: nothing follows the @.']);
    await ada.fills({ 'Not an address: “one@”': 'one@x.test' });
    await ada.submits();
    await ada.seesModal('*1 person* ready');
  });

  test('of members only has nothing to send with', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite mia@acme.test as editor');
    await ada.seesModal('*0 of 1* ready');
    expect(ada.modal()?.submit).toBeUndefined();
  });

  test('resends a pending invite from its line, once, and says so above the sheet', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('lee@lab.test, zoe@x.test');
    await ada.presses('Resend');
    await ada.seesModal(':white_check_mark: Resent: ROQ mails lee@lab.test again');
    await ada.presses('Resend');
    await ada.seesModal('lee@lab.test was mailed');
    expect(here.roq.mailsTo('lee@lab.test')).toHaveLength(1);
    expect(here.roq.mailsTo('zoe@x.test')).toEqual([]);
  });

  test('invites again whoever is expired or canceled, one by one or all, as somebody new', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('eve@agency.test, cleo@gone.test, otto@old.test');
    await ada.seesModal('*0 of 3* ready');
    await ada.presses('Invite again', { near: 'eve@agency.test' });
    await ada.seesModal('*1 of 3* ready');
    await ada.presses('Invite all 2 again');
    await ada.seesModal('*3 people* ready');
    await ada.submits();
    await ada.seesModal('*3 sent*');
    for (const email of ['eve@agency.test', 'cleo@gone.test', 'otto@old.test']) {
      expect(here.roq.mailsTo(email)).toHaveLength(1);
      expect(
        here.roq.db.invites.all().filter((each) => each.email === email && each.status === 'pending'),
      ).toHaveLength(1);
    }
  });

  test('lets nobody be mailed again within ten minutes of a cancel, and everybody after', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    await ada.closes();
    const card = await ada.seesMessage(channels.general, 'z•••@x.test');
    await ada.pressesIn(card, channels.general, 'Cancel', { confirm: true });
    await ada.sees('Canceled: the invite of zoe@x.test');
    await ada.checks('zoe@x.test');
    await ada.seesModal('Was mailed less than a minute ago; please give it a little time.');
    await ada.closes();
    here.clock.advance(10 * minute);
    await ada.checks('zoe@x.test');
    await ada.seesModal('Their invite is canceled');
    await ada.presses('Invite again');
    await ada.seesModal('*1 person* ready');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
  });

  test('shows nothing of another tenant: an address invited or at home there is just ready', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('gil@globex.test');
    await ada.seesModal('*1 person* ready');
    ada.seesNothingOf(/Olga|Globex/);
  });

  test('keeps the list when ROQ fails while it is checked, for another try', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join');
    await ada.fills({ 'E-mail addresses': 'zoe@x.test, bob@y.test', Role: 'Editor' });
    here.roq.faults.set([{ kind: 'error-before' }]);
    await ada.submits();
    await ada.seesModal('ROQ is not answering. Nothing was changed');
    here.roq.faults.clear();
    await ada.presses('Try again');
    await ada.seesModal('*2 people* ready');
    await ada.submits();
    await ada.seesModal('*2 sent*');
  });

  test('keeps the list when ROQ is down at the moment of sending, and sends each once after', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test, bob@y.test');
    here.clock.advance(2 * minute);
    here.roq.faults.set([{ kind: 'html-502' }]);
    await ada.submits();
    await ada.seesModal('ROQ is not answering. Nothing was changed');
    here.roq.faults.clear();
    here.clock.advance(5_000);
    await ada.presses('Try again');
    await ada.seesModal('*2 people* ready');
    await ada.submits();
    await ada.seesModal('*2 sent*');
    expect(here.roq.mails()).toHaveLength(2);
  });
});
