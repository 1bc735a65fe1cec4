import { afterEach, describe, expect, test } from 'vitest';
import { channels, forged, viewText, type World, world } from './cast.ts';
import { lobby } from './install-steps.ts';
import { cardWith, looksAt, mailed, opensRules, setRules } from './rules-steps.ts';
import { day, forgedSubmission, hour, inTime, inviteOf, minute, oneLine } from './steps.ts';
import { surroundings, worldIn } from './surroundings.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});
const { general } = channels;

describe.each(surroundings)('the rules of $name', (where) => {
  test('are set in the settings, shown there again, and kept by the sheet, each by name', async () => {
    here = await worldIn(where, ['ada', 'sam']);
    const before = mailed(here).length;
    const ada = here.person('ada');
    await setRules(ada, {
      Allowed: 'acme.test x.test',
      'Addresses of other domains': 'Are refused',
      'Ask for a second look': 'x.test',
      'Never invite': '*.acme.test',
    });
    await looksAt(ada, 'zoe@x.test, bob@acme.test, eve@evil.test, spy@mail.acme.test as editor', '*2 of 4* ready');
    await ada.seesModal('*Ready* (1)\n• *bob@acme.test*');
    await ada.seesModal('Ready, but please look twice* (1)\n• *zoe@x.test*');
    await ada.seesModal('Not allowed: other domains* (1)\n• *eve@evil.test*');
    await ada.seesModal('Not allowed: the domain* (1)\n• *spy@mail.acme.test*');
    await ada.submits();
    await ada.seesModal('*2 sent*');
    expect(mailed(here).slice(before)).toEqual(['zoe@x.test', 'bob@acme.test']);
    await ada.closes();
    await opensRules(ada);
    await ada.seesModal('*.acme.test');
    expect(JSON.stringify(ada.modal()?.values)).toMatch(/acme\.test\\nx\.test.*refuse/);
    if (!where.installed) return;
    const sam = here.person('sam');
    await sam.types('/invite eve@evil.test as editor', lobby);
    await sam.seesModal('*1 person* ready to be invited to *Globex*');
  });
});

describe('who may set rules', () => {
  test('people who may manage everybody’s invites; a form forged by others changes nothing', async () => {
    here = await world();
    const [ada, mia] = [here.person('ada'), here.person('mia')];
    await setRules(ada, { 'Never invite': 'evil.test' });
    await forgedSubmission(here, 'mia', 'rules', {
      outside_domains: { type: 'static_select', selected_option: { value: 'ask' } },
      approval_may_ask: { type: 'static_select', selected_option: { value: 'yes' } },
    });
    await inTime(here, () => expect(here.log().some((line) => line.ended === 'settings_forbidden')).toBe(true));
    await looksAt(ada, 'eve@evil.test as editor', 'Not allowed: the domain');
    await mia.types('/invite');
    await mia.seesModal('Your role does not allow you to invite people.');
  });

  test('what is wrong is named in its field, and roles they may not give cannot be chosen by forging', async () => {
    here = await world();
    const alan = here.person('alan');
    await opensRules(alan);
    await alan.fills({ Allowed: 'acme', 'Hours until a request expires': '9999' });
    await alan.submits();
    await alan.seesModal('“acme” is no domain. Please write acme.com or *.acme.com.');
    await alan.seesModal('Please give a whole number from 1 to 720.');
    await forged(here, 'view_submission', (payload) => {
      const { state } = payload.view as { state: { values: Record<string, { input: object }> } };
      state.values.allowed_domains = { input: { type: 'plain_text_input', value: 'acme.test' } };
      state.values.approval_hours = { input: { type: 'number_input', value: '72' } };
      state.values.given_roles = { input: { type: 'multi_static_select', selected_options: [{ value: 'owner' }] } };
    });
    await alan.seesModal('You may not give the role “owner”.');
    await alan.closes();
    await looksAt(alan, 'zoe@x.test as editor', '*1 person* ready');
  });

  test('a role that somebody else chose, and this person may not give, stays when they save', async () => {
    here = await world();
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await setRules(ada, { 'Decides who gets these roles': ['Owner'] });
    await setRules(alan, { 'Decides who gets these roles': ['Editor'] });
    await looksAt(ada, 'zoe@x.test as owner', 'Need a second person: the role* (1)');
    await ada.closes();
    await looksAt(ada, 'zoe@x.test as editor', 'Need a second person: the role* (1)');
  });
});

describe('a denied domain', () => {
  test('is refused in the form, in a file, and when the failed are tried again', async () => {
    here = await world({ scopes: ['commands', 'chat:write', 'users:read', 'users:read.email', 'files:read'] });
    const ada = here.person('ada');
    here.roq.setOptions({ reinvite: 'refuse' });
    await ada.checks('eve@agency.test');
    await ada.presses('Invite again');
    await ada.seesModal('*1 person* ready');
    await ada.submits();
    await ada.seesModal('*1 refused*');
    await ada.closes();
    await setRules(ada, { 'Never invite': 'evil.test agency.test' });
    const card = await cardWith(here, ada, 'Retry the failed');
    await ada.pressesIn(card, general, 'Retry the failed');
    await ada.seesModal('They join');
    await ada.submits();
    await ada.seesModal('Their invite is expired');
    await ada.presses('Invite again');
    await ada.seesModal('Not allowed: the domain* (1)');
    expect(ada.modal()?.submit).toBeUndefined();
    await ada.closes();

    await ada.types('/invite');
    await ada.seesModal('They join');
    await ada.fills({ Role: 'Editor' });
    const bytes = new TextEncoder().encode('email,role\nmal@evil.test,editor\nzoe@x.test,editor\n');
    await here.slack.uploads(ada.id, ada.modal()?.id ?? '', 'file', { name: 'people.csv', bytes });
    await ada.submits();
    await ada.seesModal('*1 of 2* ready');
    await ada.seesModal('Not allowed: the domain* (1)\n• *mal@evil.test*');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    expect(mailed(here)).toEqual(['zoe@x.test']);
  });

  test('denied after the sheet was drawn is refused at the act, and the sheet says so', async () => {
    here = await world();
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await looksAt(ada, 'eve@evil.test, zoe@x.test as editor', '*2 people* ready');
    await setRules(alan, { 'Never invite': 'evil.test' });
    await ada.submits();
    await ada.seesModal('A rule of this workspace forbids invites to evil.test. Nothing was sent.');
    await ada.seesModal('*1 of 2* ready');
    expect(mailed(here)).toEqual([]);
    await ada.submits();
    await ada.seesModal('*1 sent*');
    expect(mailed(here)).toEqual(['zoe@x.test']);
  });

  test('is not resent either, from a card drawn before', async () => {
    here = await world();
    const ada = here.person('ada');
    await oneLine(ada, 'eve@evil.test as editor');
    const card = await cardWith(here, ada, 'Resend');
    await setRules(ada, { 'Never invite': 'evil.test' });
    here.clock.advance(hour);
    await ada.pressesIn(card, general, 'Resend');
    await ada.sees('A rule of this workspace forbids invites to evil.test.');
    expect(mailed(here)).toEqual(['eve@evil.test']);
  });
});

describe('roles', () => {
  test('that may not be given from Slack are not offered, and refused when forged', async () => {
    here = await world();
    const ada = here.person('ada');
    await setRules(ada, { 'Roles that may be given from Slack': ['Member'] });
    await ada.types('/invite');
    await ada.seesModal('They join');
    expect(viewText(ada.modal())).not.toContain('Editor');
    await ada.fills({ 'E-mail addresses': 'zoe@x.test' });
    await forgedRole(ada.modal()?.privateMetadata ?? '', 'admin');
    await ada.seesModal('Not allowed: the role* (1)');
    expect(ada.modal()?.submit).toBeUndefined();
    expect(mailed(here)).toEqual([]);
  });

  const forgedRole = async (metadata: string, roleKey: string) => {
    const ada = here.person('ada');
    await ada.submits();
    await ada.seesModal('*1 person* ready');
    await forged(here, 'view_submission', (payload) => {
      const view = payload.view as { private_metadata: string; callback_id: string; state: { values: object } };
      view.private_metadata = metadata;
      Object.assign(view.state.values, {
        recipients: { input: { type: 'plain_text_input', value: 'zoe@x.test' } },
        role: { input: { type: 'static_select', selected_option: { value: roleKey } } },
      });
    });
  };
});

describe('limits', () => {
  test('a person’s quota is shown on the sheet, kept, and new on the next local day', async () => {
    here = await world();
    const ada = here.person('ada');
    await setRules(ada, { 'Invites per person and day': '3' });
    await oneLine(ada, 'a@x.test, b@x.test as editor');
    await looksAt(ada, 'c@x.test, d@x.test as editor', '*1 of 2* ready');
    await ada.seesModal('Over your quota of today* (1)\n• *d@x.test*\n_You may still invite 1 person today');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    await ada.closes();
    // Noon in Berlin: ten hours later it is still the same day there.
    here.clock.advance(11 * hour);
    await looksAt(ada, 'd@x.test as editor', 'Over your quota of today');
    await ada.closes();
    here.clock.advance(2 * hour);
    await oneLine(ada, 'd@x.test as editor');
    await oneLine(here.person('alan'), 'e@x.test as editor');
    expect(mailed(here)).toHaveLength(5);
  });

  test('sheets sent at the same time cannot pass a quota together', async () => {
    here = await world();
    const ada = here.person('ada');
    await setRules(ada, { 'Invites per person and day': '3' });
    await looksAt(ada, 'a@x.test, b@x.test as editor', '• *a@x.test*');
    const first = ada.modal()?.privateMetadata ?? '';
    await looksAt(ada, 'c@x.test, d@x.test as editor', '• *c@x.test*');
    await Promise.all([ada.submits(), forgedSubmission(here, 'ada', 'preflight', {}, first)]);
    await inTime(here, () => expect(here.log().map((line) => line.ended)).toContain('over_quota'));
    await inTime(here, () => expect(mailed(here)).toHaveLength(2));
    await looksAt(ada, 'e@x.test, f@x.test as editor', 'You may still invite 1 person today');
  });

  test('the cap of pending invites counts those of others, and resending an expired one', async () => {
    here = await world();
    const ada = here.person('ada');
    // Three are pending in the tenant.
    await setRules(ada, { 'Pending invites altogether': '4' });
    await looksAt(ada, 'a@x.test, b@x.test as editor', '*1 of 2* ready');
    await ada.seesModal('Too many pending invites* (1)\n• *b@x.test*\n_This workspace takes 1 more pending invite');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    await ada.closes();
    await ada.types('/invite list expired otto@old.test');
    await ada.seesModal('1 invite');
    await ada.presses('Invite again');
    await ada.seesModal('That would be more pending invites than this workspace wants: 0 of 4 may still go.');
    expect(inviteOf(here, 'otto@old.test').status).toBe('expired');
    expect(mailed(here)).toEqual(['a@x.test']);
  });

  test('the cooldown is the workspace’s own, for Resend and for inviting again', async () => {
    here = await world();
    const ada = here.person('ada');
    await setRules(ada, { 'Minutes between two mails to one address': '60' });
    await oneLine(ada, 'zoe@x.test as editor');
    const card = await cardWith(here, ada, 'Resend');
    here.clock.advance(50 * minute);
    await ada.pressesIn(card, general, 'Resend');
    await ada.sees('zoe@x.test was mailed');
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await ada.sees('Canceled: the invite of zoe@x.test');
    await looksAt(ada, 'zoe@x.test as editor', 'Was mailed 50 minutes ago');
    await ada.closes();
    here.clock.advance(11 * minute);
    await looksAt(ada, 'zoe@x.test as editor', 'Their invite is canceled');
    expect(mailed(here)).toEqual(['zoe@x.test']);
  });

  test('none are set at first', async () => {
    here = await world();
    const ada = here.person('ada');
    here.clock.advance(day);
    await oneLine(ada, 'a@x.test, b@y.test, c@z.test as member');
    expect(mailed(here)).toHaveLength(3);
  });
});
