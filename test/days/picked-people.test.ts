import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, messageText, people, viewText, type World } from '../stories/cast.ts';
import { asksNina, more, ninaPresses, picks, withMore } from '../stories/consent-steps.ts';
import { directOf, getsWord, labelsOf, mailed, setRules, shows } from '../stories/rules-steps.ts';
import {
  day,
  forgedPress,
  forgedSubmission,
  hour,
  inTime,
  inviteOf,
  invites,
  leaks,
  nowSays,
  oneLine,
} from '../stories/steps.ts';
import { onBothStores, onSqlite, worldIn } from '../stories/surroundings.ts';

let here: World;
let ada: Actor;
let nina: Actor;
const begin = async (where = onSqlite) => {
  here = await worldIn(where, ['ada'], withMore);
  [ada, nina] = [here.person('ada'), here.person('nina')];
};
const check = async () => {
  expect(here.slack.violations()).toEqual([]);
  expect(leaks(here.log())).toEqual([]);
  await here.stop();
};
const roqId = (email: string) => here.roq.db.users.find((user) => user.email === email)?.id ?? '';
/** What the inviter's one message says now. */
const adaReads = (text: string | RegExp) => inTime(here, () => found(ada.directMessages().map(messageText), text));
const found = (texts: string[], text: string | RegExp): string => {
  const hit = texts.find((each) => (typeof text === 'string' ? each.includes(text) : text.test(each)));
  if (hit === undefined) throw new Error(`nothing says ${text}; seen:\n${texts.join('\n--\n')}`);
  return hit;
};
const asked = () =>
  here.slack
    .calls()
    .filter(
      ({ method, args }) => method === 'chat.postMessage' && String(args.text).includes('would like to invite you'),
    ).length;

describe.each(onBothStores)('somebody picked in Slack, in $name', (where) => {
  test('is asked first; on their yes the invite goes out in the name of whoever picked them, through restarts', async () => {
    await begin(where);
    try {
      await picks(ada, [people.nina.id, more.pia.id], { 'E-mail addresses': 'zoe@x.test' });
      await ada.seesModal('*1 person* ready to be invited to *Acme* as *Editor*');
      await ada.seesModal('*Asked first* (2)\n• <@U0NINA>\n• <@U0PIA>');
      expect(ada.modal()?.submit).toBe('Send 1, ask 2');
      expect(viewText(ada.modal())).not.toContain('elsewhere.test');
      await ada.submits();
      await ada.seesModal('*1 sent* to *Acme*');
      await ada.sees('2 people were asked by direct message.');
      await ada.closes();
      const question = await getsWord(here, nina, 'would like to invite you');
      expect(messageText(question)).toContain(
        '<@U0ADA> (Ada Owens) would like to invite you to *Acme* as *Editor*. Send the invitation to n•••@elsewhere.test?',
      );
      expect(question.text).toContain('Ada Owens would like to invite you');
      expect(labelsOf(question)).toEqual(['Yes, send it', 'Another address', 'No thanks']);
      expect(mailed(here)).toEqual(['zoe@x.test']);
      await adaReads('You asked *2 people* whether they want to join *Acme* as *Editor*.');
      await here.restartApp();
      await ninaPresses(here, question, 'Yes, send it');
      await inTime(here, () =>
        nowSays(
          nina,
          directOf(here, nina),
          question,
          'ROQ accepted the invite to *Acme* and mails it to n•••@elsewhere.test',
        ),
      );
      expect(mailed(here)).toEqual(['zoe@x.test', 'nina@elsewhere.test']);
      expect(inviteOf(here, 'nina@elsewhere.test')).toMatchObject({
        createdByUserId: roqId('ada@acme.test'),
        firstName: 'Nina',
        lastName: 'New',
      });
      await adaReads(
        /1 said yes and 1 has not answered\.\n• <@U0NINA> said yes: invited\. Pending\.\n• <@U0PIA> has not answered yet/,
      );
      await here.restartApp();
      here.roq.accept('nina@elsewhere.test');
      await adaReads('• <@U0NINA> said yes: invited. Accepted.');
      await adaReads('Nina New joined Acme');
      expect(ada.directMessages().filter((each) => messageText(each).includes('You asked')).length).toBe(1);
      expect(ada.directMessages().filter((each) => labelsOf(each).includes('Refresh')).length).toBe(0);
      expect(asked()).toBe(2);
    } finally {
      await check();
    }
  });
});

describe('people who were picked', () => {
  beforeEach(() => begin());
  afterEach(check);

  test('are told apart on the sheet: who is asked, who is in already, and who is left out and why', async () => {
    const all = [people.nina, people.mia, people.gus, people.sam, more.bot, more.gone, more.shy, more.pat, more.pia];
    await here.slack.changeUser(more.gone.id, { deleted: false });
    await ada.types('/invite');
    await ada.seesModal('They join');
    const picked = { 'Or people in this Slack': all.map(({ id }) => id), 'E-mail addresses': 'pia@elsewhere.test' };
    await ada.fills({ ...picked, Role: 'Editor' });
    await here.slack.changeUser(more.gone.id, { deleted: true });
    await ada.submits();
    await ada.seesModal('*Asked first* (1)\n• <@U0NINA>');
    const lines = [
      '<@U0MIA>: is a member already',
      '<@U0GUS>: is a guest of this workspace',
      '<@U0SAM>: belongs to another workspace',
      '<@U0ROBOT>: is an app',
      '<@U0GONE>: is deactivated in Slack',
      '<@U0SHY>: shows no address in Slack',
      '<@U0PAT>: has an open invite already',
      '<@U0PIA>: their address stands in the list already',
    ];
    for (const line of lines) await ada.seesModal(`• ${line}`);
    expect(ada.modal()?.submit).toBe('Send 1, ask 1');
  });

  test('that are nobody to ask leave nothing to send', async () => {
    await picks(ada, [more.bot.id]);
    await ada.seesModal('*0 people* to be asked to join *Acme* as *Editor*');
    expect(ada.modal()?.submit).toBeUndefined();
  });

  test('say no, and are not asked again for a month', async () => {
    const question = await asksNina(here);
    await ninaPresses(here, question, 'No thanks');
    await inTime(here, () =>
      nowSays(nina, directOf(here, nina), question, 'You said no thanks: nothing was sent about *Acme*.'),
    );
    await adaReads('• <@U0NINA> said no thanks.');
    await picks(ada, [people.nina.id]);
    await ada.seesModal('<@U0NINA>: said no less than a month ago');
    await ada.closes();
    here.clock.advance(31 * day);
    await picks(ada, [people.nina.id]);
    await ada.seesModal('*Asked first* (1)');
    expect(mailed(here)).toEqual([]);
  });

  test('are asked once, whoever picks them meanwhile', async () => {
    await asksNina(here);
    const alan = here.person('alan');
    await picks(alan, [people.nina.id]);
    await alan.seesModal('<@U0NINA>: is being asked already');
  });

  test('do not answer within a week: the question ends, and the inviter can see it', async () => {
    const question = await asksNina(here);
    here.clock.advance(7 * day + hour);
    await inTime(here, () =>
      nowSays(nina, directOf(here, nina), question, 'The question whether you want to join *Acme* has ended'),
    );
    await adaReads('• <@U0NINA> did not answer in time.');
    await forgedPress(here, { user: 'nina' }, yesOf(question), { channel: directOf(here, nina), ts: question.ts });
    await nina.sees('You have answered this already, or it has ended; nothing more was done.');
    expect(mailed(here)).toEqual([]);
  });

  test('are not asked any more once the inviter withdraws', async () => {
    const question = await asksNina(here);
    const tally = await getsWord(here, ada, 'You asked *1 person*');
    await ada.pressesIn(tally, directOf(here, ada), 'Withdraw open questions', { confirm: true });
    await inTime(here, () => nowSays(nina, directOf(here, nina), question, 'has withdrawn the question'));
    await adaReads('• <@U0NINA> was not asked any more.');
  });

  test('give another address, which is read with care; the invite goes there', async () => {
    await setRules(ada, { 'Never invite': 'evil.test' });
    const question = await asksNina(here);
    await ninaPresses(here, question, 'Another address');
    await nina.seesModal('to *Acme* as *Editor* goes to this address.');
    await nina.fills({ 'Your e-mail address': 'nina@evil.test' });
    await nina.submits();
    await nina.seesModal('A rule of this workspace does not allow invites to addresses there.');
    await forgedSubmission(
      here,
      'nina',
      'consent_address',
      { consent_address: { type: 'email_text_input', value: 'no address' } },
      nina.modal()?.privateMetadata,
    );
    await nina.fills({ 'Your e-mail address': 'Nina@Home.test' });
    await nina.submits();
    await nina.seesModal('Thank you. ROQ is asked to mail the invitation there');
    await inTime(here, () => nowSays(nina, directOf(here, nina), question, 'mails it to n•••@home.test'));
    expect(mailed(here)).toEqual(['nina@home.test']);
    await adaReads('• <@U0NINA> said yes: invited. Pending. They gave another address.');
  });

  test('answer for themselves alone: nobody else, and nobody of another workspace, can answer or withdraw', async () => {
    const question = await asksNina(here);
    const at = { channel: directOf(here, nina), ts: question.ts };
    const { value } = yesOf(question);
    for (const action_id of ['consent.yes', 'consent.no']) {
      await forgedPress(here, { user: 'mia' }, { action_id, value }, at);
      await forgedPress(here, { user: 'olga' }, { action_id, value }, at);
      await forgedPress(here, { user: 'nina', teamId: 'T0OTHER' }, { action_id, value }, at);
    }
    const metadata = value;
    const field = { consent_address: { type: 'email_text_input', value: 'mia@home.test' } };
    await forgedSubmission(here, 'mia', 'consent_address', field, metadata);
    const tally = await getsWord(here, ada, 'You asked *1 person*');
    const group = /consent\.withdraw.*?"value":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(tally.blocks))?.[1];
    const withdraw = { action_id: 'consent.withdraw', value: JSON.parse(`"${group}"`) };
    await forgedPress(here, { user: 'nina' }, withdraw, at);
    await forgedPress(here, { user: 'olga' }, withdraw, at);
    await here.slack.settled();
    await adaReads('• <@U0NINA> has not answered yet');
    expect(mailed(here)).toEqual([]);
  });

  test('press twice, from two places at once: one mail', async () => {
    const question = await asksNina(here);
    const at = { channel: directOf(here, nina), ts: question.ts };
    await Promise.all([1, 2, 3].map(() => forgedPress(here, { user: 'nina' }, yesOf(question), at)));
    await adaReads('• <@U0NINA> said yes: invited.');
    await forgedPress(here, { user: 'nina' }, { ...yesOf(question), action_id: 'consent.no' }, at);
    await here.slack.settled();
    await adaReads('• <@U0NINA> said yes: invited.');
    expect(mailed(here)).toEqual(['nina@elsewhere.test']);
  });

  test('say yes while ROQ is away: it is sent once ROQ is back, through a restart', async () => {
    const question = await asksNina(here);
    here.roq.faults.add({ kind: 'down' });
    await ninaPresses(here, question, 'Yes, send it');
    await adaReads('• <@U0NINA> said yes; it is being sent.');
    await here.restartApp();
    here.roq.faults.clear();
    await inTime(here, () => expect(mailed(here)).toEqual(['nina@elsewhere.test']));
    await adaReads('• <@U0NINA> said yes: invited. Pending.');
  });

  test('say yes to somebody who may not invite any more: nothing is sent, and both can read so', async () => {
    const question = await asksNina(here);
    here.roq.setUser(roqId('ada@acme.test'), { roleKeys: ['member'] });
    here.clock.advance(2 * 60_000);
    await ninaPresses(here, question, 'Yes, send it');
    await inTime(here, () => nowSays(nina, directOf(here, nina), question, 'could not be sent'));
    await adaReads('• <@U0NINA> said yes, but nothing was sent: you may not invite any more.');
    expect(mailed(here)).toEqual([]);
  });

  test('are invited under the rules of the day: a role may by then need a second person', async () => {
    const alan = here.person('alan');
    await shows(alan);
    const question = await asksNina(here);
    await setRules(ada, { 'Decides who gets these roles': ['Editor'] });
    await ninaPresses(here, question, 'Yes, send it');
    await inTime(here, () => nowSays(nina, directOf(here, nina), question, 'A second person decides about your'));
    await adaReads('• <@U0NINA> said yes; a second person was asked to approve it.');
    const card = await getsWord(here, alan, '*Ada Owens* asks to invite *1 person* to *Acme* as *Editor*');
    expect(mailed(here)).toEqual([]);
    await alan.pressesIn(card, directOf(here, alan), 'Approve…');
    await alan.seesModal('nina@elsewhere.test');
    await alan.submits();
    await adaReads('• <@U0NINA> said yes, and it was approved.');
    await inTime(here, () => expect(mailed(here)).toEqual(['nina@elsewhere.test']));
  });

  test('are not invited over a quota that was reached meanwhile', async () => {
    const question = await asksNina(here);
    await setRules(ada, { 'Invites per person and day': '1' });
    await oneLine(ada, 'zoe@x.test as editor');
    await ninaPresses(here, question, 'Yes, send it');
    await adaReads('• <@U0NINA> said yes, but nothing was sent: a limit of this workspace was reached.');
    expect(mailed(here)).toEqual(['zoe@x.test']);
  });

  test('are forgotten with their address while they are asked', async () => {
    const question = await asksNina(here);
    await ada.types('/invite why nina@elsewhere.test');
    await ada.seesModal('nina@elsewhere.test');
    await ada.presses('Forget this address', { confirm: true });
    await ada.seesModal('Forgotten.');
    await forgedPress(here, { user: 'nina' }, yesOf(question), { channel: directOf(here, nina), ts: question.ts });
    await nina.sees('You have answered this already, or it has ended; nothing more was done.');
    expect(mailed(here)).toEqual([]);
  });
});

describe('a question whose posting was never confirmed', () => {
  const lose = (who: string) =>
    here.slack.addFaults({ kind: 'commit_then_drop', method: 'chat.postMessage', channel: who, times: 1 });
  const givenUp = () =>
    inTime(here, () => expect(JSON.stringify(here.log())).toContain('a post may or may not be in Slack'));
  beforeEach(() => begin());
  afterEach(async () => {
    // It was looked for, in vain: this app may not read direct messages.
    expect(here.slack.violations().filter(({ rule }) => rule !== 'missing_scope')).toEqual([]);
    await here.stop();
  });

  test.each([
    ['Yes, send it', 'ROQ accepted the invite to *Acme*', 'said yes: invited. Pending.', 1],
    ['No thanks', 'You said no thanks', 'said no thanks', 0],
  ])('shows what came of it once “%s” is pressed, and follows', async (label, text, toInviter, mails) => {
    lose(people.nina.id);
    const question = await asksNina(here);
    await givenUp();
    await here.restartApp();
    await ninaPresses(here, question, label);
    const now = await inTime(here, () => nowSays(nina, directOf(here, nina), question, text));
    expect(labelsOf(now)).toEqual([]);
    await adaReads(`<@U0NINA> ${toInviter}`);
    expect([asked(), mailed(here).length]).toEqual([1, mails]);
  });

  test('also when another address is given in the form that it opens, and before the answer is known to be lost', async () => {
    lose(people.nina.id);
    const question = await asksNina(here);
    await ninaPresses(here, question, 'Another address');
    await nina.seesModal('Your e-mail address');
    await nina.fills({ 'Your e-mail address': 'nina@private.test' });
    await nina.submits();
    await nina.seesModal('Thank you');
    await inTime(here, () => nowSays(nina, directOf(here, nina), question, 'mails it to n•••@private.test'));
    expect([asked(), mailed(here)]).toEqual([1, ['nina@private.test']]);
  });

  test('and the message to whoever asked, once they withdraw there', async () => {
    lose(ada.id);
    const question = await asksNina(here);
    const mine = await getsWord(here, ada, 'You asked *1 person*');
    await givenUp();
    await ada.pressesIn(mine, directOf(here, ada), 'Withdraw open questions', { confirm: true });
    await inTime(here, () => nowSays(ada, directOf(here, ada), mine, '<@U0NINA> was not asked any more'));
    await inTime(here, () => nowSays(nina, directOf(here, nina), question, 'has withdrawn the question'));
  });

  test('is known by no press made elsewhere: whoever pressed hears beside what came of it', async () => {
    lose(people.nina.id);
    const question = await asksNina(here);
    await givenUp();
    const card = await invites(ada, 'zoe@x.test as editor');
    await forgedPress(here, { user: 'nina' }, yesOf(question), { channel: 'C0GENERAL', ts: card.ts });
    await inTime(here, () => expect(mailed(here)).toContain('nina@elsewhere.test'));
    nowSays(ada, 'C0GENERAL', card, 'Pending');
    nowSays(nina, directOf(here, nina), question, 'Send the invitation to');
    await nina.sees('You said yes: your invitation to *Acme* is on its way');
  });
});

describe('a mention', () => {
  beforeEach(() => begin());
  afterEach(check);

  test('in a message leads to the sheet like a pick; the address of the mentioned person is not shown', async () => {
    const ed = here.person('ed');
    const { ts = '' } = await here.slack.types(
      here.person('mia').id,
      'C0GENERAL',
      'please invite @nina and zoe@x.test, not @gus',
    );
    await here.slack.shortcut(ed.id, 'invite_from_message', { channel: 'C0GENERAL', ts });
    await ed.seesModal('*Asked first* (1)\n• <@U0NINA>');
    await ed.seesModal('• <@U0GUS>: is a guest of this workspace');
    await ed.seesModal('zoe@x.test');
    expect(viewText(ed.modal())).not.toContain('nina@elsewhere');
    await ed.submits();
    await getsWord(here, nina, '<@U0ED> (Ed Ito) would like to invite you to *Acme* as *Editor*');
    await inTime(here, () => expect(mailed(here)).toEqual(['zoe@x.test']));
  });
});

const yesOf = (question: { blocks: unknown[] }) => {
  const value = /"value":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(question.blocks))?.[1] ?? '';
  return { action_id: 'consent.yes', value: JSON.parse(`"${value}"`) as string };
};
