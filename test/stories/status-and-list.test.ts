import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenView } from '../../sandbox/slack/slack-emulator.ts';
import { type Transport, viewText, type World, world } from './cast.ts';
import { day, hour, inviteOf, minute, seeded, seedWith } from './steps.ts';

const addressesIn = (view: SeenView | undefined): string[] => [
  ...new Set(
    viewText(view)
      .toLowerCase()
      .match(/[\w.-]+@[\w.-]+\.test/g) ?? [],
  ),
];

describe.each<Transport>(['http', 'socket'])('/invite status and /invite list over %s', (transport) => {
  let here: World;
  beforeEach(async () => {
    here = await world({ transport });
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('status counts each status, names the oldest pending, and only its person sees it', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await ada.types('/invite status');
    await ada.sees('Pending: *3*   Accepted: *1*   Expired: *2*   Canceled: *1*');
    await ada.sees('Oldest pending: *Lee Long* lee@lab.test, invited 20 hours ago');
    alan.seesNothingOf('Pending: *3*');
  });

  test('list shows pending and expired ones, and cancels from within', async () => {
    const ada = here.person('ada');
    await ada.types('/invite list');
    await ada.seesModal('5 invites · page 1 of 1');
    expect(addressesIn(ada.modal()).sort()).toEqual([
      'eve@agency.test',
      'lee@lab.test',
      'otto@old.test',
      'pat@partner.test',
      'una@uni.test',
    ]);
    await ada.presses('Cancel', { near: 'una@uni.test', confirm: true });
    await ada.seesModal('Canceled: the invite of una@uni.test');
    await ada.seesModal('4 invites · page 1 of 1');
    expect(inviteOf(here, 'una@uni.test').status).toBe('canceled');
  });
});

describe('/invite status and /invite list', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('each person is counted only what ROQ lets them see', async () => {
    const ed = here.person('ed');
    await ed.types('/invite status');
    await ed.sees('Pending: *1*   Accepted: *0*   Expired: *0*   Canceled: *0*');
    await ed.types('/invite list all');
    await ed.seesModal('1 invite · page 1 of 1');
    expect(addressesIn(ed.modal())).toEqual(['una@uni.test']);
    const olga = here.person('olga');
    await olga.types('/invite list all');
    await olga.seesModal('Invites to *Globex*');
    expect(addressesIn(olga.modal())).toEqual(['gil@globex.test']);
  });

  test('a status and a text after the word are the filters one begins with', async () => {
    const ada = here.person('ada');
    await ada.types('/invite list expired otto');
    await ada.seesModal('1 invite ·');
    expect(addressesIn(ada.modal())).toEqual(['otto@old.test']);
    await ada.closes();
    await ada.types('/invite list PAT@Partner.test');
    await ada.seesModal('1 invite ·');
    expect(addressesIn(ada.modal())).toEqual(['pat@partner.test']);
    await ada.closes();
    await ada.types('/invite list long');
    await ada.seesModal('1 invite ·');
    expect(addressesIn(ada.modal())).toEqual(['lee@lab.test']);
  });

  test.each(['%', '_', '<!channel>', '"', '*bold*', 'a'.repeat(500)])(
    'the text %j is looked for as it is',
    async (text) => {
      const ada = here.person('ada');
      await ada.types(`/invite list all ${text}`);
      await ada.seesModal(/No invites match|Invites to/);
      await ada.seesModal('No invites match.');
    },
  );

  test('the filters in the modal: another status, a text with Enter, a text with Find', async () => {
    const ada = here.person('ada');
    await ada.types('/invite list');
    await ada.seesModal('5 invites');
    await ada.chooses({ label: 'Show' }, 'Canceled');
    await ada.seesModal('1 invite ·');
    expect(addressesIn(ada.modal())).toEqual(['cleo@gone.test']);
    await ada.chooses({ label: 'Show' }, 'All');
    await ada.seesModal('7 invites');
    await ada.chooses({ label: 'Find' }, 'agency');
    await ada.seesModal('1 invite ·');
    expect(addressesIn(ada.modal())).toEqual(['eve@agency.test']);
    await ada.fills({ Find: 'mia' });
    await ada.submits();
    await ada.seesModal('mia@acme.test');
    expect(addressesIn(ada.modal())).toEqual(['mia@acme.test']);
    expect(viewText(ada.modal())).not.toContain('Resend');
  });

  test('an expired invite is invited again from the list; the note says so, the row follows, the filter stays', async () => {
    const ada = here.person('ada');
    await ada.types('/invite list expired');
    await ada.seesModal('2 invites');
    await ada.presses('Invite again', { near: 'eve@agency.test' });
    await ada.seesModal('Resent: ROQ mails eve@agency.test again');
    await ada.seesModal('1 invite ·');
    expect(here.roq.mailsTo('eve@agency.test')).toHaveLength(1);
    await ada.chooses({ label: 'Show' }, 'Pending');
    await ada.seesModal('4 invites');
    await ada.presses('Resend', { near: 'eve@agency.test' });
    await ada.seesModal(/eve@agency\.test was mailed/);
    expect(here.roq.mailsTo('eve@agency.test')).toHaveLength(1);
  });

  test('an invite sent by other means a minute ago is under the cooldown, too', async () => {
    await here.stop();
    here = await world({ roq: seedWith(seeded({ email: 'fresh@x.test', ageMs: minute })) });
    const ada = here.person('ada');
    await ada.types('/invite list fresh');
    await ada.seesModal('fresh@x.test');
    await ada.presses('Resend', { near: 'fresh@x.test' });
    await ada.seesModal(/fresh@x\.test was mailed/);
    expect(here.roq.mailsTo('fresh@x.test')).toHaveLength(0);
  });

  test('a row that somebody canceled meanwhile explains itself and goes', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    for (const who of [ada, alan]) {
      await who.types('/invite list pending');
      await who.seesModal('3 invites');
    }
    await alan.presses('Cancel', { near: 'pat@partner.test', confirm: true });
    await alan.seesModal('2 invites');
    await ada.presses('Cancel', { near: 'pat@partner.test', confirm: true });
    await ada.seesModal('The invite of pat@partner.test is canceled already');
    await ada.seesModal('2 invites');
  });

  test('ROQ down: a clear sentence in the modal, and the list again afterwards', async () => {
    const ada = here.person('ada');
    here.roq.faults.add({ kind: 'down' });
    await ada.types('/invite list');
    await ada.seesModal('ROQ is not answering');
    await ada.types('/invite status');
    await ada.sees(/ROQ is not answering.*reference/);
    here.roq.faults.clear();
    await ada.closes();
    // After several failures in a row ROQ is left alone for a while.
    here.clock.advance(minute);
    await ada.types('/invite list');
    await ada.seesModal('5 invites');
  });

  test('who is nobody in ROQ sees no list and no counts', async () => {
    const nina = here.person('nina');
    await nina.types('/invite status');
    await nina.sees('I found no account that matches your Slack e-mail address');
    await nina.types('/invite list');
    await nina.seesModal('I found no account');
  });
});

describe('2,500 invites', () => {
  const many = Array.from({ length: 2_500 }, (_, n) =>
    seeded({
      email: `p${String(n).padStart(4, '0')}@many.test`,
      status: 'expired',
      ageMs: 2 * day + Math.floor(n / 40) * hour,
      statusAgeMs: day,
    }),
  );

  test('are counted, and turned page by page without one shown twice', async () => {
    const here = await world({ roq: seedWith(...many) });
    const ada = here.person('ada');
    await ada.types('/invite list expired');
    const seen: string[] = [];
    for (let page = 1; page <= 6; page += 1) {
      await ada.seesModal(`2,502 invites · page ${page} of 209`);
      seen.push(...addressesIn(ada.modal()));
      await ada.presses('Next');
    }
    expect(seen).toHaveLength(72);
    expect(new Set(seen).size).toBe(72);
    await ada.seesModal('page 7 of 209');
    await ada.presses('Previous');
    await ada.seesModal('page 6 of 209');
    expect(addressesIn(ada.modal())).toEqual(seen.slice(-12));
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });
});
