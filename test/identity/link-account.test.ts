import { afterEach, describe, expect, test } from 'vitest';
import { channels, eventually, people, viewText, type World, world } from '../stories/cast.ts';
import {
  addressField,
  codeIn,
  links,
  roqId,
  sentWords,
  strangersSubmission,
  triesCode,
  untrusted,
} from '../stories/link-steps.ts';
import { forgedPress, forgedSubmission, leaks, minute } from '../stories/steps.ts';
import { surroundings, worldIn } from '../stories/surroundings.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

const firstProve = 'In this workspace I need proof of your ROQ account first. Please link it';
const audited = () => here.log().filter(({ level }) => level === 'info' || level === 'warn' || level === 'error');

describe.each(surroundings)('who can say nothing but their address, in $name', (where) => {
  test('an e-mail match is not enough; a code mailed to the ROQ user is, once and for all', async () => {
    here = await worldIn(where, [], untrusted);
    const ada = here.person('ada');
    await ada.types('/invite zoe@x.test as member');
    await ada.seesModal(firstProve);
    await ada.presses('Link my account');
    await ada.seesModal(addressField);
    expect(viewText(ada.modal())).not.toContain('ada@acme.test');
    await ada.fills({ [addressField]: 'Ada@Acme.test' });
    await ada.submits();
    await ada.seesModal(sentWords);
    const code = await codeIn(here, 'ada@acme.test');
    await triesCode(
      ada,
      ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `,
      'You act for *a•••@acme.test* in *Acme*.',
    );
    await ada.seesModal('proved by a code that was mailed to it');
    await ada.closes();
    await ada.types('/invite zoe@x.test as member');
    await ada.seesModal('*1 person* ready');
    await ada.submits();
    await ada.seesModal('*1 sent* to *Acme*');
    expect(here.roq.mailsTo('ada@acme.test')).toMatchObject([
      { template: 'SLACK_LINK_CODE', locale: 'en-US', variables: { minutes: '10', firstName: 'Ada' } },
    ]);
    expect(leaks(here.log())).toEqual([]);
    expect(audited().filter((line) => JSON.stringify(line).includes(code))).toEqual([]);
  });
});

describe('who has not linked', () => {
  test('is offered it beside every refusal, also in a message only they see', async () => {
    here = await world(untrusted);
    const ada = here.person('ada');
    await ada.types('/invite status');
    await ada.sees(firstProve);
    const refusal = await ada.seesMessage(channels.general, 'Link my account');
    await ada.pressesIn(refusal, channels.general, 'Link my account');
    await ada.seesModal(addressField);
    expect(here.roq.requests().filter(({ operation }) => operation === 'userProfiles')).toEqual([]);
  });

  test('in a trusted workspace can link an account under another address', async () => {
    here = await world();
    const nina = here.person('nina');
    await nina.types('/invite');
    await nina.seesModal('If yours has another address, link it: `/invite link`.');
    await nina.presses('Link my account');
    await nina.seesModal(addressField);
    await nina.closes();
    await links(here, nina, 'alan@acme.test');
    await nina.types('/invite zoe@x.test as member');
    await nina.seesModal('*1 person* ready');
    await nina.submits();
    await nina.seesModal('*1 sent*');
    expect(here.roq.db.invites.find(({ email }) => email === 'zoe@x.test')).toMatchObject({
      createdByUserId: roqId(here, 'alan@acme.test'),
    });
  });

  test('can link although Slack hides their address', async () => {
    here = await world();
    await here.slack.changeUser(people.ed.id, { email: '' });
    const ed = here.person('ed');
    await ed.types('/invite');
    await ed.seesModal('Slack does not show me your e-mail address');
    await ed.closes();
    await links(here, ed, 'ed@acme.test');
    await ed.types('/invite');
    await ed.seesModal('They join *Acme*');
  });
});

describe('/invite link of who is linked', () => {
  test('shows the account masked, since when and how, and removes it after a question', async () => {
    here = await world(untrusted);
    const ada = here.person('ada');
    await links(here, ada, 'ada@acme.test');
    await ada.types('/invite link');
    await ada.seesModal('You act for *a•••@acme.test* in *Acme*.');
    expect(viewText(ada.modal())).not.toContain('ada@acme.test');
    await expect(ada.presses('Remove')).rejects.toThrow('Remove this link?');
    await ada.presses('Remove', { confirm: true });
    await ada.seesModal('Removed. This app no longer acts for you in ROQ; `/invite link` links an account again.');
    await ada.closes();
    await ada.types('/invite');
    await ada.seesModal(firstProve);
  });

  test('tells in a trusted workspace that the address was enough, and lets another account be linked', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite link');
    await ada.seesModal('because your Slack account has the same e-mail address');
    expect(viewText(ada.modal())).not.toContain('Remove');
    await ada.presses('Link another account');
    await ada.seesModal(addressField);
    await ada.fills({ [addressField]: 'olga@globex.test' });
    await ada.submits();
    await ada.seesModal(sentWords);
    await triesCode(ada, await codeIn(here, 'olga@globex.test'), 'You act for *o•••@globex.test* in *Globex*.');
    await ada.presses('Remove', { confirm: true });
    await ada.seesModal('Removed. From now on your Slack e-mail address says who you are in ROQ');
    await ada.closes();
    await ada.types('/invite link');
    await ada.seesModal('You act for *a•••@acme.test* in *Acme*.');
  });

  test('the link holds after a restart', async () => {
    here = await world(untrusted);
    const ada = here.person('ada');
    await links(here, ada, 'ada@acme.test');
    await here.restartApp();
    await ada.types('/invite');
    await ada.seesModal('They join *Acme*');
  });

  test('a match by e-mail that was stored while the workspace was trusted counts no more', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join *Acme*');
    await ada.closes();
    here.env.TRUST_SLACK_EMAIL = 'false';
    await here.restartApp();
    await ada.types('/invite');
    await ada.seesModal(firstProve);
  });
});

describe('a link dies', () => {
  test.each([
    ['is deactivated', { active: false }],
    ['moves to another tenant', { tenantId: 'Globex' }],
  ])('when the ROQ user %s, and no e-mail match takes its place', async (_how, patch) => {
    here = await world(untrusted);
    const ada = here.person('ada');
    await links(here, ada, 'ada@acme.test');
    const globex = here.roq.db.tenants.find(({ name }) => name === 'Globex')?.id ?? '';
    const id = roqId(here, 'ada@acme.test');
    here.roq.setUser(id, 'tenantId' in patch ? { tenantId: globex } : patch);
    here.clock.advance(2 * minute);
    await ada.types('/invite');
    await ada.seesModal('Your link to a ROQ account has ended, because that account no longer counts here.');
    await ada.closes();
    const acme = here.roq.db.tenants.find(({ name }) => name === 'Acme')?.id ?? '';
    here.roq.setUser(id, { active: true, tenantId: acme });
    here.clock.advance(2 * minute);
    await ada.types('/invite');
    await ada.seesModal(firstProve);
  });

  test.each([
    ['a guest', { isRestricted: true }, { isRestricted: false }],
    ['deactivated', { deleted: true }, { deleted: false }],
  ] as const)('when the Slack user is %s, also if only for a while', async (_how, patch, back) => {
    here = await world(untrusted);
    const ada = here.person('ada');
    await links(here, ada, 'ada@acme.test');
    await here.slack.changeUser(people.ada.id, patch);
    here.clock.advance(2 * minute);
    await forgedSubmission(here, 'ada', 'link.code', { link_code: { type: 'plain_text_input', value: 'CDF23456' } });
    await eventually(() => expect(here.log().some(({ ended }) => ended === 'not_a_member')).toBe(true));
    await here.slack.changeUser(people.ada.id, back);
    here.clock.advance(2 * minute);
    await ada.types('/invite');
    await ada.seesModal(firstProve);
  });
});

describe('nobody but members', () => {
  test('a guest and a stranger are refused kindly, and nothing is asked of ROQ', async () => {
    here = await world(untrusted);
    const gus = here.person('gus');
    await gus.types('/invite link');
    await gus.seesModal('Guests of this workspace cannot invite people from Slack.');
    const message = { channel: channels.partners, ts: '1.1' };
    const by = { user: 'sam', teamId: 'T0OTHER' } as const;
    await forgedPress(here, by, { action_id: 'link.remove', value: '{}' }, message);
    await strangersSubmission(here, 'link.address', { link_address: 'ada@acme.test' });
    await strangersSubmission(here, 'link.code', { link_code: 'CDF23456' });
    const told = () => here.log().filter(({ ended }) => ended === 'not_a_member');
    await eventually(() => expect(told()).toHaveLength(4));
    expect(here.roq.requests().filter(({ operation }) => operation !== 'token:service')).toEqual([]);
    expect(here.roq.mails()).toEqual([]);
  });

  test('a stranger who presses a card hears it by their own team, linked or not', async () => {
    here = await world(untrusted);
    const [ada, sam] = [here.person('ada'), here.person('sam')];
    await links(here, ada, 'ada@acme.test');
    await ada.checks('zoe@x.test', 'Editor', channels.partners);
    await ada.submits();
    const card = await ada.seesMessage(channels.partners, 'z•••@x.test');
    await sam.pressesIn(card, channels.partners, 'Refresh');
    await sam.sees('This belongs to another workspace, so I cannot act for you here.');
    sam.seesNothingOf('Link my account');
  });
});
