import { afterEach, describe, expect, test } from 'vitest';
import { withStore } from '../security/two-tenants.ts';
import { channels, eventually, viewText, type World, world } from './cast.ts';
import { passes } from './follow-steps.ts';
import { homesShown, homeText, ticks } from './home-steps.ts';
import { codeIn, untrusted } from './link-steps.ts';
import { cardWith, directOf, getsWord, setRules } from './rules-steps.ts';
import { asked, forgedSubmission, hour, inTime, inviteOf, invites, minute } from './steps.ts';

const { general } = channels;

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

describe('for somebody who is nobody here yet, Home', () => {
  test('says in one sentence what this is and how to start, and is full once they have linked', async () => {
    here = await world(untrusted);
    const nina = here.person('nina');
    await nina.opensHome();
    await nina.seesHome(/Here you invite people .* to start, link your ROQ account, which takes a minute\./);
    expect(homeText(nina)).not.toContain('Refresh');
    await nina.pressesHome('Link my account');
    await nina.seesModal('E-mail address of your ROQ account');
    await nina.fills({ 'E-mail address of your ROQ account': 'alan@acme.test' });
    await nina.submits();
    await nina.seesModal('a code of 8 letters and digits is on its way there');
    await nina.fills({ Code: await codeIn(here, 'alan@acme.test') });
    await nina.submits();
    await nina.seesHome('You act for *a•••@acme.test* in *Acme*.');
    await nina.seesHome('Pending · 3');
    await nina.closes();
    await nina.pressesHome('Your ROQ account');
    await nina.seesModal('proved by a code that was mailed to it');
    await nina.presses('Remove', { confirm: true });
    await nina.seesHome('to start, link your ROQ account');
    expect(homeText(nina)).not.toContain('pat@partner.test');
  });

  test('tells a guest and a stranger to ROQ why not', async () => {
    here = await world();
    const [gus, nina] = [here.person('gus'), here.person('nina')];
    await gus.opensHome();
    await gus.seesHome('Guests of this workspace cannot invite people from Slack.');
    await gus.seesHome('Here people are invited into your company’s ROQ tenant');
    await nina.opensHome();
    await nina.seesHome('Link my account');
    await nina.seesHome('I found no account that matches your Slack e-mail address');
  });

  test('forgets what it showed as soon as somebody’s account is no longer active', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.opensHome();
    await ada.seesHome('Needs attention');
    here.roq.setUser(here.roq.db.users.find(({ email }) => email === 'ada@acme.test')?.id ?? '', { active: false });
    here.clock.advance(2 * minute);
    await ada.opensHome();
    await ada.seesHome('no longer active');
    expect(homeText(ada)).not.toContain('pat@partner.test');
  });
});

test('what one account has read is never shown to another, also while ROQ is away', async () => {
  here = await world();
  const ada = here.person('ada');
  await ada.opensHome();
  await ada.seesHome('pat@partner.test');
  const olgas = here.roq.db.users.find(({ email }) => email === 'olga@globex.test');
  if (!olgas) throw new Error('Olga is gone');
  await withStore(here, async ({ people }) => {
    const link = await people.find('T0ACME', ada.id);
    if (link) await people.remember({ ...link, roqUserId: olgas.id, tenantId: olgas.tenantId, proof: 'code' });
  });
  here.clock.advance(2 * minute);
  here.roq.faults.add({ kind: 'down' });
  await ada.opensHome();
  await ada.seesHome('ROQ is not answering');
  expect(homeText(ada)).not.toContain('pat@partner.test');
});

describe('from Home', () => {
  test('people are invited; their invite is on it before the modal is closed, and the card is in the messages', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.opensHome();
    await ada.seesHome('Pending · 3');
    await ada.pressesHome('Invite people');
    await ada.seesModal('They join *Acme*');
    await ada.fills({ 'E-mail addresses': 'zoe@x.test', Role: 'Editor' });
    await ada.submits();
    await ada.seesModal('1 person* ready');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    await inTime(here, () => expect(homeText(ada)).toContain('zoe@x.test'));
    expect(homeText(ada)).toContain('Pending · 4');
    await getsWord(here, ada, 'invited 1 person to *Acme*');
  });

  test('settings and help open; a refusal is said on Home, with whom to ask', async () => {
    here = await world();
    const [ada, ed] = [here.person('ada'), here.person('ed')];
    await ada.opensHome();
    await ada.seesHome('Needs attention');
    await ada.pressesHome('Settings');
    await ada.seesModal('Daily digest');
    await ada.closes();
    await ada.pressesHome('Help');
    await ada.seesModal('`/invite why ada@x.io`: everything that happened to one address');
    await ada.seesModal('my *Home* tab');
    await ada.closes();
    const eve = JSON.stringify({ i: inviteOf(here, 'eve@agency.test').id });
    await ed.opensHome();
    await ed.seesHome('una@uni.test');
    await pressesForged(here, 'ed', { action_id: 'invite.cancel', value: eve });
    await ed.seesHome('That invite does not exist, or is not one you may see. Nothing was changed.');
    here.clock.advance(2 * minute);
    await ed.opensHome();
    await eventually(() => expect(homeText(ed)).not.toContain('That invite does not exist'));
  });

  test('one is invited again or canceled by its own button, and Home says how it ended', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.opensHome();
    await ada.seesHome('Needs attention (2)');
    await ada.pressesHome('Invite again', { near: 'Eve Early' });
    await ada.seesHome('Resent: ROQ mails eve@agency.test again');
    await ada.seesHome('Needs attention (1)');
    expect(here.roq.mailsTo('eve@agency.test')).toHaveLength(1);
    await ada.pressesHome('Refresh');
    await ada.seesHome('Pending · 4');
  });

  test('nothing ticked, and only what cannot be canceled: told, and nothing done', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.opensHome();
    await ada.seesHome('Choose invites');
    await ada.pressesHome('Cancel selected');
    await ada.seesModal('Please tick the invites first.');
    await ada.closes();
    await ticks(here, ada, 'mia@acme.test', 'eve@agency.test');
    await ada.pressesHome('Cancel selected');
    await ada.seesModal('None of these can be canceled: only what is pending can.');
    expect(viewText(ada.modal())).toContain('Mia Moss* mia@acme.test: Accepted');
    expect(ada.modal()?.submit).toBeUndefined();
  });

  test('requests are shown to those who may decide, and to who asked', async () => {
    here = await world();
    const [ada, ed, mia] = [here.person('ada'), here.person('ed'), here.person('mia')];
    await setRules(ada, { 'People who may not invite': 'May ask for invites' });
    await mia.opensHome();
    await mia.seesHome('Invite people');
    await mia.types('/invite zoe@x.test as member');
    await mia.seesModal('Need somebody’s approval');
    await mia.fills({ 'Why? For whoever decides.': 'she joins on Monday' });
    await mia.submits();
    await mia.seesModal('A second person was asked');
    await mia.closes();
    const card = await getsWord(here, ada, 'asks to invite');
    here.clock.advance(minute);
    await mia.opensHome();
    await mia.seesHome('Your request to invite 1 person as *Member* waits for a decision');
    await ada.opensHome();
    await ada.seesHome('Needs attention (3)');
    await ada.seesHome('*Mia Moss* asks to invite 1 person as *Member*; it waits for your decision');
    await ed.opensHome();
    await ed.seesHome('una@uni.test');
    expect(homeText(ed)).not.toContain('Mia Moss');
    await ada.pressesHome('Show');
    await ada.seesModal('she joins on Monday');
    await ada.closes();
    await ada.pressesIn(card, directOf(here, ada), 'Decline…');
    await ada.seesModal('Why not?');
    await ada.fills({ 'Why not? The requester reads this.': 'not yet' });
    await ada.submits();
    await ada.seesModal('declined');
    await getsWord(here, mia, 'declined');
    here.clock.advance(minute);
    await ada.opensHome();
    await ada.seesHome('Needs attention (2)');
  });
});

/** What Slack would send for a press on somebody's Home. */
const pressesForged = (
  world: World,
  who: 'ada' | 'ed' | 'olga',
  action: { action_id: string; value: string },
  state: object = { values: {} },
) =>
  world.slack.deliverRaw({
    body: new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        user: { id: world.person(who).id, team_id: 'T0ACME' },
        team: { id: 'T0ACME' },
        api_app_id: 'A0INVITE',
        container: { type: 'view', view_id: world.person(who).home()?.id ?? 'V0' },
        view: { id: world.person(who).home()?.id ?? 'V0', type: 'home', callback_id: 'home', state },
        trigger_id: 'forged',
        actions: [{ type: 'button', block_id: 'forged', action_ts: '1.1', ...action }],
      }),
    }).toString(),
  });

test('another tenant’s invites cannot be reached from Home, ticked or confirmed', async () => {
  here = await world();
  const olga = here.person('olga');
  await olga.opensHome();
  await olga.seesHome('gil@globex.test');
  const ids = ['pat@partner.test', 'una@uni.test'].map((email) => inviteOf(here, email).id);
  const before = JSON.stringify(here.roq.db.invites.all());
  await forgedSubmission(here, 'olga', 'selected', {}, JSON.stringify({ k: 'cancel', i: ids }));
  for (const id of ids)
    await pressesForged(here, 'olga', { action_id: 'invite.cancel', value: JSON.stringify({ i: id }) });
  await olga.seesHome('That invite does not exist');
  await ticks(here, olga, 'gil@globex.test');
  await olga.pressesHome('Cancel selected');
  await olga.seesModal('*Cancel 1 invite?*');
  await here.restartApp();
  expect(JSON.stringify(here.roq.db.invites.all())).toBe(before);
});

describe('Home follows', () => {
  test('what happens elsewhere, while people look at it, and not all too often', async () => {
    here = await world();
    const alan = here.person('alan');
    await alan.opensHome();
    await alan.seesHome('Pending · 3');
    here.clock.advance(minute);
    here.roq.accept('pat@partner.test');
    await inTime(here, () => expect(homeText(alan)).toContain('Pending · 2'));
    expect(homeText(alan)).toContain('Accepted · 2');
    const shown = homesShown(here, alan).length;
    here.clock.advance(hour);
    here.roq.accept('lee@lab.test');
    await passes(here, 5 * minute, minute);
    expect(homesShown(here, alan)).toHaveLength(shown);
    await alan.opensHome();
    await alan.seesHome('Accepted · 3');
  });

  test('a card’s buttons, and what was asked to be forgotten', async () => {
    here = await world();
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    const card = await cardWithInvite(ada);
    await alan.opensHome();
    await alan.seesHome('zoe@x.test');
    here.clock.advance(minute);
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await inTime(here, () => expect(homeText(alan)).toContain('Canceled · 2'));
    here.clock.advance(minute);
    await ada.types('/invite why zoe@x.test');
    await ada.seesModal('What happened');
    await ada.presses('Forget this address', { confirm: true });
    await ada.seesModal('Forgotten.');
    const before = homesShown(here, alan).length;
    await inTime(here, () => expect(homesShown(here, alan).length).toBeGreaterThan(before));
  });

  const cardWithInvite = async (who: ReturnType<World['person']>) => {
    await invites(who, 'zoe@x.test as editor');
    return cardWith(here, who, 'Cancel');
  };

  test('nobody whose Home was never opened', async () => {
    here = await world();
    const ada = here.person('ada');
    await invites(ada, 'zoe@x.test as editor');
    here.roq.accept('zoe@x.test');
    await inTime(here, () => ada.seesNow('1 of 1 joined'));
    expect(homesShown(here, ada)).toEqual([]);
    expect(asked(here, 'userAccess')).toBeGreaterThan(0);
  });
});
