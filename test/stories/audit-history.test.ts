import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, messageText, viewText, type World, world } from './cast.ts';
import { hour, inTime, invites, nowSays, oneLine, seeded, seedWith } from './steps.ts';
import { surroundings, worldIn } from './surroundings.ts';

const { general } = channels;

/** Ada's card of an invite that is pending by now, with its buttons. */
async function sentCard(here: World) {
  const ada = here.person('ada');
  const card = await invites(ada, 'bob@acme.test as editor');
  return inTime(here, () => nowSays(ada, general, card, 'Resend'));
}

describe.each(surroundings)('/invite why in $name', (where) => {
  let here: World;
  beforeEach(async () => {
    here = await worldIn(where, ['ada', 'alan']);
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('tells what ROQ says now, and what was done by whom and from where, newest first', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    const card = await sentCard(here);
    await alan.pressesIn(card, general, 'Cancel', { confirm: true });
    await alan.sees('Canceled: the invite of bob@acme.test');
    await ada.types('/invite why Bob@Acme.test');
    await ada.seesModal('Canceled · invited');
    const story = viewText(ada.modal());
    expect(story).toMatch(/<@U0ALAN> canceled the invite\n[\s\S]*<@U0ADA> invited/);
    expect(story).toContain('pending → canceled');
    expect(story).toMatch(new RegExp(`message ${general} [0-9.]+ · reference [a-z0-9]{8}`));
  });
});

describe('/invite why', () => {
  let here: World;
  const start = async (options: Parameters<typeof world>[0] = {}) => {
    here = await world(options);
  };
  beforeEach(() => start());
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('shows every sibling invite of the address', async () => {
    await here.stop();
    const old = { status: 'expired' as const, statusAgeMs: hour };
    const twins = [seeded({ email: 'twin@x.test', ageMs: 3 * hour, ...old }), seeded({ email: 'twin@x.test' })];
    await start({ roq: seedWith(...twins) });
    const ada = here.person('ada');
    await ada.types('/invite why twin@x.test');
    await ada.seesModal(/Pending · invited.*by Ada Owens\n[^\n]*Expired · invited/);
  });

  test('those who see only their own are told their own, and read so', async () => {
    await oneLine(here.person('ada'), 'bob@acme.test as editor');
    const ed = here.person('ed');
    await ed.types('/invite why bob@acme.test');
    await ed.seesModal('You see your own invites and acts only.');
    const story = viewText(ed.modal());
    expect(story).toContain('No invite of this address that you may see.');
    expect(story).not.toContain('U0ADA');
    expect(story).not.toContain('Forget this address');
    await ed.closes();
    await oneLine(ed, 'cy@acme.test as editor');
    await ed.types('/invite why cy@acme.test');
    await ed.seesModal('<@U0ED> invited');
  });

  test('nothing of another tenant is told', async () => {
    await oneLine(here.person('ada'), 'gil@globex.test as editor');
    const olga = here.person('olga');
    await olga.types('/invite why gil@globex.test');
    await olga.seesModal('Pending · invited');
    expect(viewText(olga.modal())).not.toContain('U0ADA');
  });

  test('what was refused is told too, with its rule', async () => {
    const ada = here.person('ada');
    const card = await sentCard(here);
    await ada.pressesIn(card, general, 'Resend');
    await ada.sees('was mailed');
    await ada.types('/invite why bob@acme.test');
    await ada.seesModal('<@U0ADA> was refused: cooldown');
  });

  test('a long story has pages', async () => {
    const ada = here.person('ada');
    const card = await sentCard(here);
    for (let press = 0; press < 11; press += 1) await ada.pressesIn(card, general, 'Resend');
    await ada.types('/invite why bob@acme.test');
    await ada.seesModal('12 entries');
    expect(viewText(ada.modal())).not.toContain('<@U0ADA> invited');
    await ada.presses('Older');
    await ada.seesModal('<@U0ADA> invited');
    await ada.presses('Newer');
    await ada.seesModal('was refused');
  });

  test.each(['', 'nobody', 'a@x.io, b@x.io'])('%j is answered with how it is written', async (text) => {
    const ada = here.person('ada');
    await ada.types(`/invite why ${text}`);
    await ada.seesModal('Please name one address');
  });

  test('another address typed into the view is looked up', async () => {
    const ada = here.person('ada');
    await ada.types('/invite why pat@partner.test');
    await ada.seesModal('Pat Park');
    await ada.fills({ Address: 'lee@lab.test' });
    await ada.submits();
    await ada.seesModal('Lee Long');
    await ada.fills({ Address: 'nonsense' });
    await ada.submits();
    await ada.seesModal('Please give one e-mail address.');
  });

  test('the address is in no metadata and no button value', async () => {
    const ada = here.person('ada');
    await ada.types('/invite why pat@partner.test');
    await ada.seesModal('Pat Park');
    const carried: string[] = [];
    const gather = (key: string, inner: unknown) => {
      if ((key === 'value' || key === 'private_metadata') && typeof inner === 'string') carried.push(inner);
      return inner;
    };
    for (const { method, args } of here.slack.calls()) {
      if (!method.startsWith('views.')) continue;
      JSON.parse(typeof args.view === 'string' ? args.view : JSON.stringify(args.view), gather);
    }
    expect(carried.some((value) => value.includes('forgotten:'))).toBe(true);
    expect(carried.filter((value) => value.includes('partner.test'))).toEqual([]);
  });

  test('“Forget this address” leaves the card and the story without it, ROQ as it is, and a re-invite a story of its own', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'Bob Berg <bob@acme.test> as editor');
    await ada.types('/invite why bob@acme.test');
    await ada.seesModal('Forget this address');
    await ada.presses('Forget this address', { confirm: true });
    await ada.seesModal('Forgotten.');
    await ada.closes();
    await inTime(here, () => nowSays(ada, general, card, 'a forgotten address'));
    expect(messageText(nowSays(ada, general, card, ''))).not.toMatch(/Berg|b•••/);
    expect(here.roq.db.invites.all().find(({ email }) => email === 'bob@acme.test')?.status).toBe('pending');
    await ada.types('/invite why bob@acme.test');
    await ada.seesModal('(before this address was forgotten)');
    await ada.seesModal('<@U0ADA> had an address forgotten');
  });

  test('an export sent before is drawn again without the forgotten address, whole', async () => {
    const ada = here.person('ada');
    await oneLine(ada, 'bob@acme.test, cy@acme.test as editor');
    await ada.types('/invite audit');
    const sent = await inTime(here, () => {
      const found = ada.directMessages().find((message) => messageText(message).includes('Audit log'));
      if (!found) throw new Error('no export yet');
      return found;
    });
    expect(messageText(sent)).toContain('bob@acme.test');
    await ada.types('/invite why bob@acme.test');
    await ada.seesModal('Forget this address');
    await ada.presses('Forget this address', { confirm: true });
    await ada.seesModal('Forgotten.');
    const direct = here.slack.directMessage(ada.id);
    await inTime(here, () =>
      expect(messageText(nowSays(ada, direct, sent, 'forgotten:'))).not.toContain('bob@acme.test'),
    );
    nowSays(ada, direct, sent, 'cy@acme.test');
  });

  test('an address typed over the one shown is not forgotten by mistake', async () => {
    const ada = here.person('ada');
    await oneLine(ada, 'bob@acme.test as editor');
    await ada.types('/invite why pat@partner.test');
    await ada.seesModal('Forget this address');
    await ada.fills({ Address: 'bob@acme.test' });
    await ada.presses('Forget this address', { confirm: true });
    await ada.seesModal('Please press “Look up” first');
    await ada.closes();
    await ada.types('/invite why bob@acme.test');
    await ada.seesModal('<@U0ADA> invited');
    expect(viewText(ada.modal())).not.toContain('forgotten');
  });
});
