import { afterEach, describe, expect, test } from 'vitest';
import { eventually, type Transport, type World, world } from './cast.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

describe.each<Transport>(['http', 'socket'])('the form over %s', (transport) => {
  test('opens while ROQ is slow, and is filled in when it answers', async () => {
    here = await world({ transport });
    here.roq.faults.set([{ kind: 'delay', ms: 2_900 }]);
    const ada = here.person('ada');
    expect(await ada.types('/invite')).toMatchObject({ ack: { outcome: 'ok' } });
    await ada.seesModal('One moment…');
    here.roq.faults.clear();
    here.clock.advance(30_000);
    await ada.seesModal('They join *Acme*');
  });

  test('names each bad address in the field’s own error, and stays open', async () => {
    here = await world({ transport });
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join');
    await ada.fills({ 'E-mail addresses': 'zoe@x.test, bob@, @ada, joe@localhost; plain', Role: 'Editor' });
    const { errors } = await ada.submits();
    expect(Object.keys(errors ?? {})).toEqual(['recipients']);
    expect(errors?.recipients).toBe(
      [
        '“bob@”: nothing follows the @.',
        '“@ada”: it names somebody in Slack; please give their e-mail address.',
        '“joe@localhost”: what follows the @ is not a domain.',
        '“plain”: there is no @ in it.',
      ].join(' '),
    );
    await ada.fills({ 'E-mail addresses': 'zoe@x.test' });
    await ada.submits();
    await ada.seesModal('*1 person* ready');
  });
});

describe('the form', () => {
  const roles = (world: World, who: 'ada' | 'alan' | 'ed') => {
    const block = world
      .person(who)
      .modal()
      ?.blocks.find(({ block_id }) => block_id === 'role');
    return block?.element as { options: { text: { text: string } }[]; initial_option?: { text: { text: string } } };
  };

  test('ends with a sentence when ROQ hangs', async () => {
    here = await world({ env: { ROQ_TOKEN_TIMEOUT_MS: '200' } });
    here.roq.faults.set([{ kind: 'token-hang' }]);
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('One moment…');
    await ada.seesModal('ROQ is not answering. Nothing was changed');
    expect(here.roq.mails()).toEqual([]);
  });

  test('asks ROQ side by side for what does not depend on each other', async () => {
    here = await world();
    here.roq.faults.set(['roles', 'userAccess', 'tenant'].map((operation) => ({ kind: 'delay', operation, ms: 500 })));
    const ada = here.person('ada');
    await ada.types('/invite');
    const waiting = () => here.roq.requests().filter(({ ms }) => ms === null);
    await eventually(() =>
      expect(
        waiting()
          .map(({ operation }) => operation)
          .sort(),
      ).toEqual(['roles', 'tenant', 'userAccess']),
    );
    here.clock.advance(500);
    await ada.seesModal('They join *Acme*');
  });

  test('is there at once, without asking ROQ, for whoever opened it a moment ago', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join');
    await ada.closes();
    here.roq.faults.set([{ kind: 'hang' }, { kind: 'token-hang' }]);
    await ada.types('/invite');
    await ada.seesModal('They join *Acme*');
  });

  test('offers by name only the roles that ROQ lets the person give, none of several chosen', async () => {
    here = await world();
    for (const [who, names] of [
      ['ada', ['Admin', 'Editor', 'Member', 'Owner']],
      ['alan', ['Admin', 'Editor', 'Member']],
    ] as const) {
      await here.person(who).types('/invite');
      await here.person(who).seesModal('They join');
      const { options, initial_option } = roles(here, who);
      expect(options.map(({ text }) => text.text).sort()).toEqual(names);
      expect(initial_option).toBeUndefined();
    }
    const ada = here.person('ada');
    await ada.fills({ 'E-mail addresses': 'zoe@x.test' });
    expect(await ada.submits()).toMatchObject({ errors: { role: 'Please complete this required field.' } });
  });

  test('shows the one role there is as chosen', async () => {
    here = await world();
    const ed = here.person('ed');
    await ed.types('/invite');
    await ed.seesModal('They join');
    expect(roles(here, 'ed')).toMatchObject({
      options: [{ text: { text: 'Editor' } }],
      initial_option: { text: { text: 'Editor' } },
    });
  });

  test('begins with the person’s own language, and the mail goes out in the one chosen, with the name', async () => {
    here = await world();
    const ed = here.person('ed');
    await ed.types('/invite');
    await ed.seesModal('They join');
    const language = ed.modal()?.blocks.find(({ block_id }) => block_id === 'locale');
    expect(language?.element).toMatchObject({ initial_option: { value: 'en-GB' } });
    await ed.fills({
      'E-mail addresses': 'zoe@x.test',
      'Language of the mail': 'de-DE',
      'First name': 'Zoë',
      'Last name': 'Żak',
    });
    await ed.submits();
    await ed.seesModal('*Zoë Żak* zoe@x.test');
    await ed.submits();
    await ed.seesModal('*1 sent*');
    expect(here.roq.mailsTo('zoe@x.test')).toMatchObject([{ locale: 'de-DE' }]);
    expect(here.roq.db.invites.find(({ email }) => email === 'zoe@x.test')).toMatchObject({
      firstName: 'Zoë',
      lastName: 'Żak',
      locale: 'de-DE',
    });
  });

  test('keeps the names of a list apart from the two name fields', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join');
    await ada.fills({
      'E-mail addresses': 'Zoe Zed <zoe@x.test>\nbob@y.test',
      Role: 'Member',
      'First name': 'Nobody',
    });
    await ada.submits();
    await ada.seesModal('*2 people* ready');
    await ada.seesModal('*Zoe Zed* zoe@x.test');
    ada.seesNothingOf('Nobody');
  });
});

describe('whatever is pasted', () => {
  test('an empty field, blanks and commas are named', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join');
    await ada.fills({ Role: 'Editor' });
    const errors = { recipients: 'Please give at least one e-mail address.' };
    expect(await ada.submits()).toMatchObject({ errors });
    await ada.fills({ 'E-mail addresses': ' ,;\n — ' });
    expect(await ada.submits()).toMatchObject({ errors });
  });

  test.each([
    ['words', 'lorem ipsum '.repeat(250)],
    ['one word', 'x'.repeat(3_000)],
    ['at signs', '@'.repeat(3_000)],
    ['pairs', 'a@b '.repeat(750)],
    ['brackets', '<>,"'.repeat(750)],
    ['emoji', '👩‍🚀'.repeat(600)],
    ['mentions', '<!channel> <@U0ADA> '.repeat(150)],
  ])('3,000 characters of junk: %s', async (_what, junk) => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join');
    await ada.fills({ 'E-mail addresses': junk.slice(0, 3_000), Role: 'Editor' });
    const { errors, error } = await ada.submits();
    expect(error).toBeUndefined();
    expect(errors?.recipients).toMatch(/^(“.+”: .+|Please give at least one e-mail address\.)$/su);
    expect(here.roq.mails()).toEqual([]);
  });

  test('duplicates and letter case become one invite', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('Zoe@X.test, zoe@x.TEST\nZoe Zed <ZOE@x.test>; bob@y.test bob@y.test');
    await ada.seesModal('*2 people* ready');
    await ada.submits();
    await ada.seesModal('*2 sent*');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test', 'bob@y.test']);
  });

  test('names and domains of any script arrive as they are, right-to-left and joined characters too', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('أمل السيد <amal@مثال.test>\n林 美咲 <misaki@例え.test>\nJörg Müller <joerg@münchen.test>');
    await ada.seesModal('*3 people* ready');
    await ada.seesModal('*أمل السيد*');
    await ada.submits();
    await ada.seesModal('*3 sent*');
    expect(here.roq.mails().map(({ to }) => to)).toEqual([
      'amal@xn--mgbh0fb.test',
      'misaki@xn--r8jz45g.test',
      'joerg@xn--mnchen-3ya.test',
    ]);
    expect(here.roq.db.invites.find(({ email }) => email.startsWith('joerg'))).toMatchObject({
      firstName: 'Jörg',
      lastName: 'Müller',
    });
  });

  test('a name cannot call a channel, link or turn the line round, in the sheet, the card or the mail', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join');
    await ada.fills({
      'E-mail addresses': 'zoe@x.test',
      Role: 'Editor',
      'First name': '<!channel> *Zoe*',
      'Last name': '\u202e<https://evil.test|Zed>',
    });
    await ada.submits();
    await ada.seesModal('*1 person* ready');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    await ada.seesMessage('C0GENERAL', 'Ada Owens');
    ada.seesNothingOf(/<!channel>|<https|\u202e/);
    const invite = here.roq.db.invites.find(({ email }) => email === 'zoe@x.test');
    expect(`${invite?.firstName} ${invite?.lastName}`).not.toMatch(/[<>*|:\u202e]/);
  });
});
