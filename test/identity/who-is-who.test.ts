import { afterEach, describe, expect, test } from 'vitest';
import { team } from '../../sandbox/world.ts';
import { actor, channels, forged, people, type World, world } from '../stories/cast.ts';
import { surroundings, worldIn } from '../stories/surroundings.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

const minute = 60_000;
const roqId = (email: string): string => {
  const user = here.roq.db.users.find((each) => each.email === email);
  if (!user) throw new Error(`no ROQ user ${email}`);
  return user.id;
};
const tenantId = (name: string): string => here.roq.db.tenants.find((tenant) => tenant.name === name)?.id ?? '';
const sends = () => here.roq.requests().filter(({ operation }) => operation === 'sendUserInvites');

describe.each(surroundings)('who is turned away in $name', (where) => {
  test('a guest, a member without the right and somebody ROQ does not know, each with a kind sentence', async () => {
    here = await worldIn(where, ['mia']);
    const before = here.roq.mails().length;
    for (const [who, sentence] of [
      ['gus', 'Guests of this workspace cannot invite people from Slack. Please ask a full member.'],
      ['mia', 'Your role does not allow you to invite people. Please ask an admin.'],
      ['nina', where.installed ? 'I need proof' : 'I found no account that matches your Slack e-mail address.'],
    ] as const) {
      const person = here.person(who);
      await person.types('/invite zoe@x.test as member');
      await person.seesModal(sentence);
      expect(person.modal()?.submit).toBeUndefined();
    }
    expect(here.roq.mails().slice(before)).toEqual([]);
  });
});

test.each(surroundings)(
  'a stranger from Slack Connect who presses in a shared channel is told so by their own team, in $name',
  async (where) => {
    here = await worldIn(where, ['ada']);
    const ada = here.person('ada');
    await ada.checks('zoe@x.test', 'Editor', channels.partners);
    await ada.submits();
    const card = await ada.seesMessage(channels.partners, 'z•••@x.test');
    const sam = here.person('sam');
    for (const [label, confirm] of [
      ['Refresh', false],
      ['Resend', false],
      ['Cancel', true],
    ] as const) {
      await sam.pressesIn(card, channels.partners, label, { confirm });
      await sam.sees('This belongs to another workspace, so I cannot act for you here.');
    }
    expect(here.roq.db.invites.find(({ email }) => email === 'zoe@x.test')).toMatchObject({ status: 'pending' });
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1);
    // The same address in ROQ makes no difference: sam@other.test owns Globex there.
    expect(here.roq.requests().some(({ asWhom }) => asWhom === roqId('sam@other.test'))).toBe(false);
    if (where.installed) return;
    expect(here.slack.calls().some(({ method, args }) => method === 'users.info' && args.user === sam.id)).toBe(false);
  },
);

describe('who is turned away', () => {
  test('a bot, and whoever hides their e-mail address', async () => {
    here = await world();
    const { general } = channels;
    await here.slack.addUser({ id: 'U0ROBO', team, name: 'robo', realName: 'Robo', isBot: true });
    await here.slack.addUser({ id: 'U0HIDE', team, name: 'hide', realName: 'Hide' });
    for (const [id, sentence] of [
      ['U0ROBO', 'Only people can invite people.'],
      ['U0HIDE', 'Slack does not show me your e-mail address, so I cannot find your account.'],
    ] as const) {
      await here.slack.joinChannel(id, general);
      const person = actor(here, id);
      await person.types('/invite');
      await person.seesModal(sentence);
    }
    expect(here.roq.requests().filter(({ operation }) => operation !== 'token:service')).toEqual([]);
  });

  test('a stranger whose user id Slack names without a team of their own', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test', 'Editor', channels.partners);
    await ada.submits();
    const card = await ada.seesMessage(channels.partners, 'z•••@x.test');
    await ada.pressesIn(card, channels.partners, 'Refresh');
    await forged(here, 'block_actions', (payload) => {
      payload.user = { id: people.sam.id };
    });
    // The answer goes where the copied request says: to Ada.
    await ada.sees('This belongs to another workspace');
  });

  test('a command from a workspace that has not installed the app: refused, nothing asked of ROQ', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite help');
    const before = here.roq.requests().length;
    await forged(here, 'slash_commands', (payload) => {
      Object.assign(payload, { team_id: 'T0OTHER', user_id: people.sam.id, text: 'zoe@x.test as owner' });
    });
    expect(here.roq.requests()).toHaveLength(before);
    expect(here.slack.sees(people.sam.id).modals).toEqual([]);
    expect(here.log().some(({ level, msg }) => level === 'error' && msg === 'request could not be handled')).toBe(true);
    await ada.types('/invite');
    await ada.seesModal('They join *Acme*');
  });
});

test('whoever is given the power can use it at once, however short ago they were refused', async () => {
  here = await world();
  const mia = here.person('mia');
  await mia.types('/invite zoe@x.test as editor');
  await mia.seesModal('Your role does not allow you to invite people.');
  await mia.closes();
  here.roq.setUser(roqId('mia@acme.test'), { roleKeys: ['editor'] });
  await mia.types('/invite zoe@x.test as editor');
  await mia.seesModal('*1 person* ready');
});

describe('people of two tenants', () => {
  test('in one Slack workspace each invite into their own', async () => {
    here = await world();
    const olga = here.person('olga');
    await olga.types('/invite zoe@x.test as member');
    await olga.seesModal('to *Globex* as *Member*');
    await olga.submits();
    await olga.seesModal('*1 sent* to *Globex*');
    expect(here.roq.db.invites.find(({ email }) => email === 'zoe@x.test')).toMatchObject({
      tenantId: tenantId('Globex'),
      createdByUserId: roqId('olga@globex.test'),
    });
  });

  test('every call of a person runs as that person, and ROQ decides', async () => {
    here = await world();
    const ed = here.person('ed');
    await ed.types('/invite zoe@x.test');
    await ed.seesModal('*1 person* ready');
    await ed.submits();
    await ed.seesModal('*1 sent*');
    expect(sends().map(({ asWhom }) => asWhom)).toEqual([roqId('ed@acme.test')]);
  });

  test.each([
    ['deactivated', { active: false }],
    ['moved to another tenant', { tenantId: 'Globex' }],
  ])('whoever is %s in ROQ loses the first within two minutes', async (_how, patch) => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    const moved = 'tenantId' in patch ? { tenantId: tenantId('Globex') } : patch;
    here.roq.setUser(roqId('ada@acme.test'), moved);
    here.clock.advance(2 * minute);
    await ada.submits();
    await ada.seesModal('tenantId' in patch ? 'no longer open' : 'no longer active');
    expect(here.roq.mails()).toEqual([]);
  });

  test('whoever is deactivated on Slack, or made a guest, is turned away too', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join');
    await here.slack.changeUser(people.ada.id, { isRestricted: true });
    here.clock.advance(2 * minute);
    await ada.types('/invite');
    await ada.seesModal('Guests of this workspace cannot invite');
  });

  test('a new e-mail address on Slack does not keep an old link', async () => {
    here = await world();
    const mia = here.person('ed');
    await mia.types('/invite');
    await mia.seesModal('They join *Acme*');
    await here.slack.changeUser(people.ed.id, { email: 'nobody@elsewhere.test' });
    here.clock.advance(2 * minute);
    await mia.types('/invite');
    await mia.seesModal('Your account in the product is no longer active.');
  });
});

describe('what comes back from Slack', () => {
  const metadata = (payload: Record<string, unknown>) => payload.view as Record<string, unknown>;
  const chosen = (payload: Record<string, unknown>, roleKey: string) => {
    const state = metadata(payload).state as { values: { role: { input: { selected_option: { value: string } } } } };
    state.values.role.input.selected_option.value = roleKey;
  };

  test('with a forged role is refused by name, and nothing is sent', async () => {
    here = await world();
    const ed = here.person('ed');
    await ed.checks('zoe@x.test');
    await forged(here, 'view_submission', (payload) => chosen(payload, 'owner'));
    await ed.seesModal('You may not give the role “owner”. Nothing was sent');
    expect(sends()).toEqual([]);
  });

  test('with a role that was taken away since the sheet was drawn is refused at the act', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test', 'Admin');
    here.roq.setUser(roqId('ada@acme.test'), { roleKeys: ['editor'] });
    here.clock.advance(2 * minute);
    await ada.submits();
    await ada.seesModal('You may not give the role “admin”');
    expect(here.roq.mails()).toEqual([]);
  });

  test.each([
    ['no JSON', 'nonsense'],
    ['nothing', ''],
    ['another shape', '{"d":"1; drop table drafts"}'],
  ])('with private metadata tampered into %s is refused', async (_what, tampered) => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    const { body } = await forged(here, 'view_submission', (payload) => {
      metadata(payload).private_metadata = tampered;
    });
    expect(JSON.stringify(body)).toContain('comes from an older version. Please type `/invite` again.');
    expect(here.roq.mails()).toHaveLength(1);
  });

  test('of a sheet sent before shows what came of it, and sends nothing', async () => {
    here = await world();
    const alan = here.person('alan');
    await alan.checks('bob@y.test');
    await alan.submits();
    await alan.seesModal('*1 sent*');
    const { body } = await forged(here, 'view_submission', () => {});
    expect(JSON.stringify(body)).not.toContain('errors');
    await alan.seesModal('*1 sent*');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['bob@y.test']);
  });

  test.each(['another’s draft', 'a draft that never was'])('with %s is refused', async (which) => {
    here = await world();
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await ada.checks('zoe@x.test');
    const hers = ada.modal()?.privateMetadata ?? '';
    await alan.checks('bob@y.test');
    await alan.submits();
    await alan.seesModal('*1 sent*');
    const { body } = await forged(here, 'view_submission', (payload) => {
      if (which === 'another’s draft') metadata(payload).private_metadata = hers;
      if (which === 'a draft that never was')
        metadata(payload).private_metadata = '{"d":"00000000-0000-4000-8000-000000000000"}';
    });
    expect(JSON.stringify(body)).toContain('This form was sent already or is no longer open.');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['bob@y.test']);
  });

  test('twice, as a double press, is one batch and one mail', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    await Promise.all([ada.submits(), ada.submits().catch(() => undefined)]);
    await ada.seesModal('*1 sent*');
    await ada.seesMessage(channels.general, 'z•••@x.test');
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1);
    expect(sends()).toHaveLength(1);
  });
});
