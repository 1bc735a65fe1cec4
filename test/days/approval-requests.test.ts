import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, messageText, viewText, type World, world } from '../stories/cast.ts';
import { cardWith, directOf, getsWord, labelsOf, looksAt, mailed, setRules, shows } from '../stories/rules-steps.ts';
import { forgedPress, forgedSubmission, hour, inTime, inviteOf, leaks, nowSays } from '../stories/steps.ts';
import { surroundings, worldIn } from '../stories/surroundings.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  expect(leaks(here.log())).toEqual([]);
  await here.stop();
});
const { general } = channels;
const mayAsk = { 'People who may not invite': 'May ask for invites' };
const roqId = (email: string) => here.roq.db.users.find((user) => user.email === email)?.id ?? '';

/** Mia may not invite; Ada, who may, has set that she may ask. */
async function miaAsks(line = 'Zoe Zed <zoe@x.test>, bob@y.test as editor', reason = 'they join on Monday') {
  const mia = here.person('mia');
  await mia.types(`/invite ${line}`);
  await mia.seesModal('Need somebody’s approval');
  await mia.fills({ 'Why? For whoever decides.': reason });
  await mia.submits();
  await mia.seesModal('A second person was asked');
  await mia.closes();
  return mia;
}

describe.each(surroundings)('“Request an invite” in $name', (where) => {
  test('a person who may not invite asks; an approver agrees, and exactly that is sent in the approver’s name', async () => {
    here = await worldIn(where, ['ada', 'mia']);
    const before = mailed(here).length;
    const [ada, mia] = [here.person('ada'), here.person('mia')];
    await setRules(ada, mayAsk);
    await mia.types('/invite');
    await mia.seesModal('what you fill in becomes a request, which somebody else decides');
    await mia.fills({ 'E-mail addresses': 'Zoe Zed <zoe@x.test>, bob@y.test', Role: 'Editor' });
    await mia.submits();
    await mia.seesModal('Need somebody’s approval* (2)\n• *Zoe Zed* zoe@x.test\n• *bob@y.test*');
    expect(mia.modal()?.submit).toBe('Request 2 invites');
    await mia.fills({ 'Why? For whoever decides.': 'they join on Monday' });
    await mia.submits();
    await mia.seesModal('A second person was asked about 2 invites.');
    expect(mailed(here).slice(before)).toEqual([]);

    const card = await getsWord(here, ada, '*Mia Moss* asks to invite *2 people* to *Acme* as *Editor*');
    expect(messageText(card)).toContain('Their reason: “they join on Monday”');
    expect(messageText(card)).toContain('*Zoe Zed* zoe@x.test');
    await ada.pressesIn(card, directOf(here, ada), 'Approve…');
    await ada.seesModal('• *bob@y.test*');
    expect(ada.modal()?.submit).toBe('Approve 2 invites');
    await ada.fills({ 'A word to the requester': 'welcome to them' });
    await ada.submits();
    await ada.seesModal('*2 sent* to *Acme* as *Editor*');

    expect(mailed(here).slice(before)).toEqual(['zoe@x.test', 'bob@y.test']);
    expect(inviteOf(here, 'zoe@x.test')).toMatchObject({
      createdByUserId: roqId('ada@acme.test'),
      firstName: 'Zoe',
      lastName: 'Zed',
    });
    const word = await getsWord(here, mia, 'approved by Ada Owens');
    expect(messageText(word)).toContain('“welcome to them”');
    const decided = await inTime(here, () => nowSays(ada, directOf(here, ada), card, 'approved by Ada Owens'));
    expect(labelsOf(decided)).toEqual(['Show']);
    const sent = await cardWith(here, ada, 'Refresh');
    expect(messageText(sent)).toContain('Requested by Mia Moss, approved by Ada Owens');
  });
});

describe('a request', () => {
  beforeEach(async () => {
    here = await world();
  });

  test('needs somebody who could decide, and the workspace’s leave', async () => {
    const [ada, mia] = [here.person('ada'), here.person('mia')];
    await mia.types('/invite zoe@x.test as editor');
    await mia.seesModal('Your role does not allow you to invite people.');
    await setRules(ada, mayAsk);
    here.roq.setUser(roqId('ada@acme.test'), { roleKeys: ['member'] });
    here.clock.advance(2 * 60_000);
    await mia.types('/invite zoe@x.test as editor');
    await mia.seesModal('I know of nobody in this workspace who could approve this.');
  });

  test('is declined with a reason, which the requester reads; nothing is sent', async () => {
    const ada = here.person('ada');
    await setRules(ada, mayAsk);
    const mia = await miaAsks();
    const card = await getsWord(here, ada, 'asks to invite');
    await ada.pressesIn(card, directOf(here, ada), 'Decline…');
    await ada.seesModal('Why not? The requester reads this.');
    await ada.submits();
    expect(viewText(ada.modal())).not.toContain('declined');
    await ada.fills({ 'Why not? The requester reads this.': 'not <!channel> before *Friday*' });
    await ada.submits();
    await ada.seesModal('2 invites: declined. Nothing is sent, and Mia Moss reads why.');
    const word = await getsWord(here, mia, 'declined by Ada Owens');
    expect(messageText(word)).toMatch(/“not &lt;!channel&gt; before +Friday”/);
    const done = await inTime(here, () => nowSays(ada, directOf(here, ada), card, 'declined by Ada Owens'));
    expect(labelsOf(done)).toEqual(['Show']);
    expect(mailed(here)).toEqual([]);
  });

  test('in the approvers’ channel shows masked addresses; “Show” shows them whole to approvers and to the requester', async () => {
    const [ada, ed] = [here.person('ada'), here.person('ed')];
    await setRules(ada, { ...mayAsk, 'Channel where they decide': general });
    await ada.seesMessage(general, 'Ada Owens chose this channel for requests to invite people to Acme.');
    const mia = await miaAsks('zoe@x.test as member');
    const card = await cardWith(here, ada, 'Approve…');
    expect(messageText(card)).toContain('z•••@x.test');
    expect(messageText(card)).not.toContain('zoe@x.test');
    for (const who of [ada, mia]) {
      await who.pressesIn(card, general, 'Show');
      await who.seesModal('• *zoe@x.test*');
      await who.closes();
    }
    await ed.pressesIn(card, general, 'Show');
    await ed.seesModal('You may not give the role “member”');
    expect(viewText(ed.modal())).not.toContain('zoe@x.test');
    expect(ada.directMessages()).toEqual([]);
  });

  test('is not decided by whoever asked, nor by a forged press or form of theirs', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await shows(alan);
    await setRules(ada, { Allowed: 'acme.test', 'Channel where they decide': general });
    await looksAt(alan, 'zoe@x.test as editor', 'Need a second person: other domains* (1)');
    await alan.submits();
    await alan.seesModal('A second person was asked');
    await alan.closes();
    const card = await cardWith(here, ada, 'Approve…');
    await alan.pressesIn(card, general, 'Approve…');
    await alan.seesModal('This is your own request, so somebody else has to decide it.');
    await alan.closes();
    const id = requestIn(card);
    await forgedSubmission(here, 'alan', 'approval_decision', {}, JSON.stringify({ a: id, d: 'approve' }));
    await inTime(here, () => expect(problems().filter((code) => code === 'own_request')).toHaveLength(2));
    expect(mailed(here)).toEqual([]);
  });

  test('is not to be found for people of another tenant, by its buttons or by whatever id they forge', async () => {
    const [ada, olga] = [here.person('ada'), here.person('olga')];
    await setRules(ada, { ...mayAsk, 'Channel where they decide': general });
    await miaAsks();
    const card = await cardWith(here, ada, 'Approve…');
    for (const label of ['Approve…', 'Decline…', 'Show']) {
      await olga.pressesIn(card, general, label);
      await olga.seesModal('That request does not exist, or is not one you may see.');
      await olga.closes();
    }
    const reason = { decision_reason: { type: 'plain_text_input', value: 'because' } };
    for (const [a, d] of [
      [requestIn(card), 'approve'],
      [requestIn(card), 'decline'],
      ['00000000-0000-4000-8000-000000000000', 'approve'],
    ]) {
      await forgedSubmission(here, 'olga', 'approval_decision', reason, JSON.stringify({ a, d }));
    }
    await inTime(here, () => expect(problems().filter((code) => code === 'request_not_found')).toHaveLength(6));
    expect(mailed(here)).toEqual([]);
    await ada.pressesIn(card, general, 'Approve…');
    await ada.seesModal('Approve 2 invites');
  });

  test('is not decided by an approver who has lost the power since the card was drawn', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await shows(alan);
    await setRules(ada, mayAsk);
    await miaAsks();
    const card = await getsWord(here, alan, 'asks to invite');
    await alan.pressesIn(card, directOf(here, alan), 'Approve…');
    await alan.seesModal('Approve 2 invites');
    here.roq.setUser(roqId('alan@acme.test'), { roleKeys: ['member'] });
    here.clock.advance(61_000);
    await alan.submits();
    await alan.seesModal('Your role does not allow you to approve these invites.');
    expect(mailed(here)).toEqual([]);
  });

  test('decided by two at once is decided once: the other hears who was faster', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await shows(alan);
    await setRules(ada, mayAsk);
    await miaAsks();
    for (const who of [ada, alan]) {
      const card = await getsWord(here, who, 'asks to invite');
      await who.pressesIn(card, directOf(here, who), 'Approve…');
      await who.seesModal('Approve 2 invites');
    }
    await Promise.all([ada.submits(), alan.submits()]);
    const ends = await inTime(here, () => {
      const said = [ada, alan].map((who) => viewText(who.modal()));
      if (!said.every((text) => /2 sent|has approved this request already/.test(text)))
        throw new Error(said.join('--'));
      return said;
    });
    expect(ends.filter((text) => text.includes('*2 sent*'))).toHaveLength(1);
    expect(mailed(here)).toEqual(['zoe@x.test', 'bob@y.test']);
  });

  test('can be withdrawn by whoever asked, once; the cards follow, and nobody can agree to it any more', async () => {
    const [ada, ed] = [here.person('ada'), here.person('ed')];
    await setRules(ada, mayAsk);
    const mia = await miaAsks();
    const card = await getsWord(here, ada, 'asks to invite');
    const own = await getsWord(here, mia, 'You asked to invite 2 people to Acme as Editor. Nothing is sent before');
    expect(labelsOf(own)).toEqual(['Show', 'Withdraw']);
    const withdraw = { action_id: 'approval.withdraw', value: JSON.stringify({ a: requestIn(own) }) };
    for (const user of ['ada', 'ed', 'olga'] as const) {
      await forgedPress(here, { user }, withdraw, { channel: directOf(here, here.person(user)), ts: card.ts });
      await here.person(user).sees('That request does not exist, or is not one you may see.');
    }
    nowSays(ada, directOf(here, ada), card, 'Expires');
    await mia.pressesIn(own, directOf(here, mia), 'Withdraw', { confirm: true });
    await inTime(here, () => nowSays(mia, directOf(here, mia), own, 'as Editor: withdrawn'));
    const gone = await inTime(here, () => nowSays(ada, directOf(here, ada), card, 'withdrawn'));
    expect(labelsOf(gone)).toEqual(['Show']);
    await forgedPress(here, { user: 'mia' }, withdraw, { channel: directOf(here, mia), ts: own.ts });
    await mia.sees('This request was withdrawn, so nothing more was done.');
    const field = JSON.stringify({ a: requestIn(card), d: 'approve' });
    await forgedSubmission(here, 'ada', 'approval_decision', {}, field);
    await inTime(here, () => expect(problems().filter((each) => each === 'request_decided')).toHaveLength(2));
    expect(mailed(here)).toEqual([]);
    expect(ed.directMessages().some((message) => messageText(message).includes('withdrawn'))).toBe(false);
  });

  test('is nudged once at half time and expires once, also across a restart', async () => {
    const [ada, mia] = [here.person('ada'), here.person('mia')];
    await setRules(ada, { ...mayAsk, 'Hours until a request expires': '10' });
    await miaAsks();
    const card = await getsWord(here, ada, 'asks to invite');
    here.clock.advance(5 * hour);
    const nudge = await getsWord(here, ada, 'Still waiting for somebody to decide');
    await here.restartApp();
    here.clock.advance(4 * hour);
    await shows(mia);
    const nudges = () => ada.directMessages().filter((each) => /Still waiting/.test(messageText(each)));
    expect(nudges()).toHaveLength(1);
    here.clock.advance(hour);
    await getsWord(here, mia, 'because nobody decided. Nothing was sent; you can ask again.');
    await here.restartApp();
    for (const message of [card, nudge]) {
      const ended = await inTime(here, () => nowSays(ada, directOf(here, ada), message, 'expired'));
      expect(labelsOf(ended)).not.toContain('Approve…');
    }
    expect(mia.directMessages().filter((each) => messageText(each).includes('you can ask again'))).toHaveLength(1);
    const field = JSON.stringify({ a: requestIn(card), d: 'approve' });
    await forgedSubmission(here, 'ada', 'approval_decision', {}, field);
    await inTime(here, () => expect(problems()).toContain('request_decided'));
    expect(mailed(here)).toEqual([]);
  });
});

describe('what takes a second person', () => {
  beforeEach(async () => {
    here = await world();
  });

  test('an address of another domain does; the others on the sheet go at once, in the same press', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await shows(alan);
    await setRules(ada, { Allowed: 'x.test' });
    await looksAt(alan, 'zoe@x.test, bob@y.test as editor', 'Need a second person: other domains* (1)');
    expect(alan.modal()?.submit).toBe('Send 1, request 1');
    await alan.submits();
    await alan.seesModal('*1 sent*');
    await getsWord(here, alan, 'A second person was asked about 1 invite.');
    expect(mailed(here)).toEqual(['zoe@x.test']);
    const card = await getsWord(here, ada, '*Alan Adams* asks to invite *1 person*');
    await ada.pressesIn(card, directOf(here, ada), 'Approve…');
    await ada.seesModal('• *bob@y.test*');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    expect(mailed(here)).toEqual(['zoe@x.test', 'bob@y.test']);
  });

  test('many at once do, and what a rule forbids meanwhile is not sent by approving', async () => {
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await shows(alan);
    await setRules(ada, { 'Decides on more at once than': '1' });
    await looksAt(alan, 'zoe@x.test, bob@y.test as editor', 'Need a second person: many at once* (2)');
    await alan.submits();
    await alan.seesModal('A second person was asked');
    const card = await getsWord(here, ada, '*Alan Adams* asks to invite *2 people*');
    await setRules(ada, { 'Never invite': 'y.test' });
    await ada.pressesIn(card, directOf(here, ada), 'Approve…');
    await ada.seesModal('Approve 2 invites');
    await ada.submits();
    await ada.seesModal('A rule of this workspace forbids invites to y.test. Nothing was sent.');
    expect(mailed(here)).toEqual([]);
  });

  test('reopening an expired invite of a role that needs one does too', async () => {
    const ada = here.person('ada');
    await setRules(ada, { 'Decides who gets these roles': ['Member'] });
    await ada.types('/invite list expired otto@old.test');
    await ada.seesModal('1 invite');
    await ada.presses('Invite again');
    await ada.seesModal('A rule of this workspace asks for a second person here, so nothing was sent.');
    expect(inviteOf(here, 'otto@old.test').status).toBe('expired');
  });

  test('a requester’s quota counts what they ask for', async () => {
    const ada = here.person('ada');
    await setRules(ada, { ...mayAsk, 'Invites per person and day': '2' });
    await miaAsks();
    await looksAt(here.person('mia'), 'eve@z.test as editor', 'Over your quota of today* (1)');
  });
});

const problems = () => here.log().flatMap((line) => line.ended ?? []);
/** The request that a card's buttons speak of. */
const requestIn = ({ blocks }: { blocks: unknown }): string =>
  /\\"a\\":\\"([0-9a-f-]{36})/.exec(JSON.stringify(blocks))?.[1] ?? '';
