import { afterEach, describe, expect, test } from 'vitest';
import { channels, eventually, type Transport, type World, world } from './cast.ts';
import { inTime, nowSays } from './steps.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

const field = (name: string) =>
  here
    .person('ada')
    .modal()
    ?.blocks.find(({ block_id }) => block_id === name)?.element;

describe.each<Transport>(['http', 'socket'])('one line over %s', (transport) => {
  test('with addresses and a role leads to the sheet, and sends nothing before that is pressed', async () => {
    here = await world({ transport });
    const ada = here.person('ada');
    await ada.types('/invite zoe@x.test, Bob Berg <bob@y.test> as editor');
    await ada.seesModal('*2 people* ready to be invited to *Acme* as *Editor*');
    await ada.seesModal('*Bob Berg* bob@y.test');
    expect(here.roq.mails()).toEqual([]);
    await ada.submits();
    await ada.seesModal('*2 sent* to *Acme* as *Editor*');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test', 'bob@y.test']);
  });
});

describe('one line', () => {
  test('arrives from Slack with links and entities around what was typed', async () => {
    here = await world();
    await here.person('ada').types('/invite zoe@x.test, Bob <bob@y.test> as Editor');
    const sent = here.slack.deliveries().at(-1)?.payload;
    expect(sent).toMatchObject({
      text: '<mailto:zoe@x.test|zoe@x.test>, Bob &lt;<mailto:bob@y.test|bob@y.test>&gt; as Editor',
    });
  });

  test('without a role leads to the form, filled in, with no role chosen', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite Zoe Zed <zoe@x.test>');
    await ada.seesModal('They join *Acme*');
    expect(field('recipients')).toMatchObject({ initial_value: 'Zoe Zed <zoe@x.test>' });
    expect(field('first_name')).toMatchObject({ initial_value: 'Zoe' });
    expect(field('role')).not.toHaveProperty('initial_option');
  });

  test('without a role goes to the sheet for whoever may give just one', async () => {
    here = await world();
    const ed = here.person('ed');
    await ed.types('/invite zoe@x.test');
    await ed.seesModal('*1 person* ready to be invited to *Acme* as *Editor*');
  });

  test('takes the role by its name or key, in any letter case', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite zoe@x.test AS Admin');
    await ada.seesModal('as *Admin*');
  });

  test.each([
    ['ada', 'emperor', 'There is no role “emperor” that you may give. Please choose one.'],
    ['ada', '<!here> *king*', 'There is no role “&lt;!here&gt; *king*” that you may give.'],
    ['alan', 'owner', 'There is no role “owner” that you may give. Please choose one.'],
    ['ed', 'admin', 'There is no role “admin” that you may give. Please choose one.'],
  ] as const)('of %s as %s leads to the form, which says why', async (who, role, why) => {
    here = await world();
    const person = here.person(who);
    await person.types(`/invite zoe@x.test as ${role}`);
    await person.seesModal(why);
    await person.seesModal('zoe@x.test');
    expect(here.roq.mails()).toEqual([]);
  });

  test('with a mention or half an address leads to the sheet, where it can be put right', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite @ed, zoe@x.test, bob@ as editor');
    await ada.seesModal('*1 of 3* ready');
    await ada.seesModal('It names somebody in Slack; please give their e-mail address.');
    await ada.seesModal('Nothing follows the @.');
  });

  test('holds 500 addresses, and every one is mailed once', async () => {
    here = await world();
    const ada = here.person('ada');
    const addresses = Array.from({ length: 500 }, (_, n) => `p${n}@many.test`);
    await ada.types(`/invite ${addresses.join(' ')} as member`);
    await ada.seesModal('*500 people* ready');
    await ada.submits();
    await eventually(() => expect(here.roq.mails()).toHaveLength(500));
    const card = await ada.seesMessage(channels.general, 'invited 500 people');
    await inTime(here, () => nowSays(ada, channels.general, card, '500 sent'));
    expect(
      here.roq
        .mails()
        .map(({ to }) => to)
        .toSorted(),
    ).toEqual(addresses.toSorted());
    const sends = here.roq.requests().filter(({ operation }) => operation === 'sendUserInvites');
    expect(sends).toHaveLength(50);
  });

  test('of 500 addresses goes back to the form and forth to the sheet without losing anybody', async () => {
    here = await world();
    const ada = here.person('ada');
    const addresses = Array.from({ length: 500 }, (_, n) => `p${n}@many.test`);
    await ada.types(`/invite ${addresses.join(',')} as member`);
    await ada.seesModal('*500 people* ready');
    await ada.presses('Edit the list');
    await ada.seesModal('They join');
    await ada.fills({ 'E-mail addresses': 'P1@many.test, one.more@many.test' });
    await ada.submits();
    await ada.seesModal('*501 people* ready');
  });
});
