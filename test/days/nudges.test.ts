import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sets } from '../stories/audit-steps.ts';
import { type Actor, messageText, people, type World } from '../stories/cast.ts';
import { asksNina, more, ninaPresses, withMore } from '../stories/consent-steps.ts';
import { directOf, getsWord, labelsOf, mailed } from '../stories/rules-steps.ts';
import { forgedPress, hour, inTime, inviteOf, leaks, minute, nowSays, oneLine } from '../stories/steps.ts';
import { onBothStores, onSqlite, worldIn } from '../stories/surroundings.ts';

let here: World;
let ada: Actor;
let nina: Actor;
const begin = async (where = onSqlite, on = true) => {
  here = await worldIn(where, ['ada'], withMore);
  [ada, nina] = [here.person('ada'), here.person('nina')];
  if (on) await turnsOn();
};
const turnsOn = async () => {
  await sets(ada, { 'Invitees who are in this Slack': 'Get one message here, too' });
  await ada.closes();
};
const check = async () => {
  expect(here.slack.violations()).toEqual([]);
  expect(leaks(here.log())).toEqual([]);
  await here.stop();
};
const roqId = (email: string) => here.roq.db.users.find((user) => user.email === email)?.id ?? '';
const waits = 'invited you to *Acme*. The invitation waits in your mail at n•••@elsewhere.test.';
const words = (who: Actor) => who.directMessages().map(messageText);
/** The hour passes, and everything that was due with it is done. */
const anHourLater = async (ms = hour) => {
  await here.slack.settled();
  here.clock.advance(ms);
};
const invitesNina = async () => {
  await oneLine(ada, 'nina@elsewhere.test, zoe@x.test as editor');
  await inTime(here, () => expect(mailed(here)).toHaveLength(2), minute);
  await anHourLater();
  return getsWord(here, nina, 'invited you to *Acme*');
};
const ninaSays = (message: Parameters<typeof nowSays>[2], text: string | RegExp) =>
  inTime(here, () => nowSays(nina, directOf(here, nina), message, text));

describe.each(onBothStores)('an invitee who is in this Slack, in $name', (where) => {
  test('gets one message after an hour, through restarts, that follows what becomes of the invite', async () => {
    await begin(where);
    try {
      await oneLine(ada, 'nina@elsewhere.test, zoe@x.test as editor');
      await anHourLater(59 * minute);
      await here.restartApp();
      expect(words(nina)).toEqual([]);
      await anHourLater(minute);
      const message = await getsWord(here, nina, `<@U0ADA> (Ada Owens) ${waits}`);
      expect(message.text).toContain(`Ada Owens ${waits}`);
      expect(labelsOf(message)).toEqual(['I never got it', 'Not me']);
      await here.restartApp();
      await anHourLater(20 * hour);
      here.roq.accept('nina@elsewhere.test');
      await ninaSays(message, 'You have joined *Acme*. Welcome!');
      expect(words(nina).filter((text) => text.includes('invited you') || text.includes('joined'))).toHaveLength(1);
    } finally {
      await check();
    }
  });
});

test('a message whose posting was never confirmed shows what came of it once “Not me” is pressed in it', async () => {
  await begin();
  try {
    const lost = { kind: 'commit_then_drop', method: 'chat.postMessage', channel: people.nina.id, times: 1 } as const;
    here.slack.addFaults(lost);
    const message = await invitesNina();
    await inTime(here, () => expect(JSON.stringify(here.log())).toContain('a post may or may not be in Slack'));
    await nina.pressesIn(message, directOf(here, nina), 'Not me', { confirm: true });
    const now = await ninaSays(message, 'You said that the invitation to *Acme* is not for you.');
    expect(labelsOf(now)).toEqual([]);
    await getsWord(here, ada, 'is not for them');
  } finally {
    // It was looked for, in vain: this app may not read direct messages.
    expect(here.slack.violations().filter(({ rule }) => rule !== 'missing_scope')).toEqual([]);
    await here.stop();
  }
});

describe('where nobody set it', () => {
  afterEach(check);

  test('nobody is told in Slack', async () => {
    await begin(onSqlite, false);
    await oneLine(ada, 'nina@elsewhere.test as editor');
    await anHourLater();
    await turnsOn();
    await anHourLater(2 * hour);
    await inTime(here, () =>
      expect(here.slack.calls().some(({ method }) => method === 'users.lookupByEmail')).toBe(false),
    );
    expect(words(nina)).toEqual([]);
  });
});

describe('the message to an invitee', () => {
  beforeEach(() => begin());
  afterEach(check);

  test('comes to nobody who joined within the hour, nor to whoever agreed in Slack already', async () => {
    await oneLine(ada, 'pia@elsewhere.test as editor');
    here.roq.accept('pia@elsewhere.test');
    const question = await asksNina(here);
    await ninaPresses(here, question, 'Yes, send it');
    await ninaSays(question, 'ROQ accepted the invite');
    await anHourLater(2 * hour);
    await here.restartApp();
    await inTime(here, () => expect(words(ada).join('\n')).toContain('pia@elsewhere.test joined'));
    expect(words(nina).filter((text) => text.includes('waits in your mail'))).toEqual([]);
    const pia = here.slack.sees(more.pia.id).channels.flatMap(({ messages }) => messages.map(messageText));
    expect(pia.filter((text) => text.includes('waits in your mail'))).toEqual([]);
  });

  test('takes “I never got it”: ROQ mails again, as the inviter, and not more often than is fair', async () => {
    const message = await invitesNina();
    const press = () => nina.pressesIn(message, directOf(here, nina), 'I never got it');
    await press();
    await nina.sees('ROQ mails the invitation to n•••@elsewhere.test again.');
    await ninaSays(message, 'ROQ has mailed it once more since.');
    expect(here.roq.mailsTo('nina@elsewhere.test')).toHaveLength(2);
    await press();
    await nina.sees('To spare you, the next mail can go out');
    await anHourLater(11 * minute);
    await press();
    await ninaSays(message, 'ROQ has mailed it twice more since.');
    await anHourLater(11 * minute);
    await press();
    await nina.sees('It was mailed several times by now. Please ask <@U0ADA> (Ada Owens) about it.');
    expect(here.roq.mailsTo('nina@elsewhere.test')).toHaveLength(3);
    await ada.types('/invite why nina@elsewhere.test');
    await ada.seesModal('<@U0ADA> resent the invite');
  });

  test('sends nothing again for an inviter who may not any more, nor an invite that has ended', async () => {
    const message = await invitesNina();
    here.roq.setUser(roqId('ada@acme.test'), { roleKeys: ['member'] });
    here.clock.advance(2 * minute);
    await nina.pressesIn(message, directOf(here, nina), 'I never got it');
    await nina.sees('It cannot be sent again from here at the moment. Please ask <@U0ADA> (Ada Owens).');
    here.roq.setUser(roqId('ada@acme.test'), { roleKeys: ['owner'] });
    here.clock.advance(2 * minute);
    await ada.types('/invite nina@elsewhere.test as editor');
    await ada.seesModal('Already pending');
    await ada.closes();
    await ada.types('/invite list nina@elsewhere.test');
    await ada.seesModal('Cancel');
    await ada.presses('Cancel', { confirm: true });
    await ninaSays(message, 'The invitation to *Acme* can no longer be used.');
    expect(here.roq.mailsTo('nina@elsewhere.test')).toHaveLength(1);
  });

  test('takes “Not me”: nothing more comes, and the inviter is told, with the way to cancel', async () => {
    const message = await invitesNina();
    await nina.pressesIn(message, directOf(here, nina), 'Not me', { confirm: true });
    await ninaSays(message, 'You said that the invitation to *Acme* is not for you.');
    const word = await getsWord(
      here,
      ada,
      'says that your invitation to *Acme* for nina@elsewhere.test is not for them',
    );
    expect(messageText(word)).toContain('<@U0NINA>');
    await ada.pressesIn(word, directOf(here, ada), 'Cancel', { confirm: true });
    await inTime(here, () => expect(inviteOf(here, 'nina@elsewhere.test').status).toBe('canceled'));
    const at = { channel: directOf(here, nina), ts: message.ts };
    const value = JSON.stringify({ i: inviteOf(here, 'nina@elsewhere.test').id });
    await forgedPress(here, { user: 'nina' }, { action_id: 'nudge.again', value }, at);
    await nina.sees('This invitation is no longer open, so nothing more was done.');
    await forgedPress(here, { user: 'nina' }, { action_id: 'nudge.not_me', value }, at);
    await here.slack.settled();
    expect(words(ada).filter((text) => text.includes('is not for them'))).toHaveLength(1);
    expect(here.roq.mailsTo('nina@elsewhere.test')).toHaveLength(1);
  });

  test('hears only whom it was sent to', async () => {
    const message = await invitesNina();
    const at = { channel: directOf(here, nina), ts: message.ts };
    const value = JSON.stringify({ i: inviteOf(here, 'nina@elsewhere.test').id });
    for (const action_id of ['nudge.again', 'nudge.not_me']) {
      for (const user of ['mia', 'olga', 'ada'] as const) await forgedPress(here, { user }, { action_id, value }, at);
      await forgedPress(here, { user: 'nina', teamId: 'T0OTHER' }, { action_id, value }, at);
    }
    await here.slack.settled();
    expect(here.roq.mailsTo('nina@elsewhere.test')).toHaveLength(1);
    await ninaSays(message, waits);
    expect(words(ada).filter((text) => text.includes('is not for them'))).toEqual([]);
  });

  test('waits while Slack takes no more questions, and comes then', async () => {
    await oneLine(ada, 'nina@elsewhere.test as editor');
    here.slack.addFaults({ kind: '429', method: 'users.lookupByEmail', retryAfter: 30, times: 1 });
    await anHourLater();
    await getsWord(here, nina, waits);
    expect(people.nina.id).toBe('U0NINA');
  });
});
