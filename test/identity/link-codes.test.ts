import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, eventually, viewText, type World, world } from '../stories/cast.ts';
import {
  addressField,
  asksAgain,
  asksForCode,
  codeIn,
  codesIn,
  links,
  notQuite,
  roqId,
  sentWords,
  triesCode,
  untrusted,
} from '../stories/link-steps.ts';
import { asked, forgedSubmission, inTime, leaks, minute } from '../stories/steps.ts';

let here: World;
beforeEach(async () => {
  here = await world(untrusted);
});
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

const noFit = 'That code does not fit, or cannot be used any more.';
const again = 'No mail? Ask again';
const paused = 'Too many codes did not fit. Please wait';

/** Asks for one more code from the form for the code. */
async function oneMore(who: Actor, address: string): Promise<void> {
  await who.presses(again);
  await who.seesModal(addressField);
  await asksAgain(who, address);
}

describe('a one-time code', () => {
  test('that is wrong costs a try; after five there is a pause of a quarter of an hour, for the right one too', async () => {
    const ada = here.person('ada');
    await asksForCode(ada, 'ada@acme.test');
    const code = await codeIn(here, 'ada@acme.test');
    for (const left of ['4 tries', '3 tries', '2 tries', 'one try']) {
      await triesCode(ada, notQuite(code), `${noFit} You have ${left} left.`);
    }
    await triesCode(ada, notQuite(code), paused);
    await triesCode(ada, code, paused);
    await ada.presses(again);
    await ada.seesModal(addressField);
    await ada.fills({ [addressField]: 'ada@acme.test' });
    await ada.submits();
    await ada.seesModal(paused);
    await ada.closes();
    here.clock.advance(15 * minute);
    await asksForCode(ada, 'ada@acme.test');
    await triesCode(ada, await codeIn(here, 'ada@acme.test', 2), 'Linked.');
  });

  test('ends after ten minutes', async () => {
    const ada = here.person('ada');
    await asksForCode(ada, 'ada@acme.test');
    const code = await codeIn(here, 'ada@acme.test');
    here.clock.advance(10 * minute);
    await triesCode(ada, code, 'That code cannot be used any more: a code works once, within 10 minutes.');
  });

  test('works once, and a newer one ends it', async () => {
    const ada = here.person('ada');
    await asksForCode(ada, 'ada@acme.test');
    const first = await codeIn(here, 'ada@acme.test');
    await oneMore(ada, 'ada@acme.test');
    const second = await codeIn(here, 'ada@acme.test', 2);
    await triesCode(ada, first, noFit);
    await triesCode(ada, second, 'Linked.');
    await ada.presses('Remove', { confirm: true });
    await ada.closes();
    const replay = { link_code: { type: 'plain_text_input', value: second } };
    await forgedSubmission(here, 'ada', 'link.code', replay);
    await eventually(() => expect(here.log().some((line) => line.ended === 'link_code_closed')).toBe(true));
    await ada.types('/invite');
    await ada.seesModal('I need proof of your ROQ account first.');
  });

  test('is of no use to another person', async () => {
    const [ada, mia] = [here.person('ada'), here.person('mia')];
    await asksForCode(ada, 'ada@acme.test');
    const code = await codeIn(here, 'ada@acme.test');
    await forgedSubmission(here, 'mia', 'link.code', { link_code: { type: 'plain_text_input', value: code } });
    await eventually(() => expect(here.log().some((line) => line.ended === 'link_code_closed')).toBe(true));
    await asksForCode(mia, 'mia@acme.test');
    await codeIn(here, 'mia@acme.test');
    await triesCode(mia, code, noFit);
    await triesCode(ada, code, 'Linked.');
  });

  test('of the wrong form is told so in its field, and costs no try', async () => {
    const ada = here.person('ada');
    await asksForCode(ada, 'ada@acme.test');
    const code = await codeIn(here, 'ada@acme.test');
    for (const typed of ['12345', 'AEIOU000', 'ÄÖÜ23456', `${code}${code}`]) {
      await triesCode(ada, typed, 'A code has 8 letters and digits, as they stand in the mail.');
    }
    await triesCode(ada, notQuite(code), 'You have 4 tries left.');
  });

  test('proves once, however often it is sent at the same time', async () => {
    const ada = here.person('ada');
    await asksForCode(ada, 'ada@acme.test');
    const value = await codeIn(here, 'ada@acme.test');
    const submission = { link_code: { type: 'plain_text_input', value } };
    await Promise.all(Array.from({ length: 8 }, () => forgedSubmission(here, 'ada', 'link.code', submission)));
    await here.slack.settled();
    const closed = () => here.log().filter(({ ended }) => ended === 'link_code_closed');
    await eventually(() => expect(closed()).toHaveLength(7));
    await ada.closes();
    await ada.types('/invite');
    await ada.seesModal('They join *Acme*');
  });
});

describe('several Slack users at one ROQ user', () => {
  test('have five tries together, then the right code fits no more, and nobody is told why', async () => {
    const [ada, alan, mia] = [here.person('ada'), here.person('alan'), here.person('mia')];
    const target = 'olga@globex.test';
    for (const [count, who] of [ada, alan, mia].entries()) {
      await asksForCode(who, target);
      await codesIn(here, target, count + 1);
    }
    const code = await codeIn(here, target, 3);
    for (const [who, left] of [
      [ada, 4],
      [ada, 3],
      [alan, 4],
      [alan, 3],
      [mia, 4],
    ] as const) {
      await triesCode(who, notQuite(code), `You have ${left} tries left.`);
    }
    await triesCode(mia, code, `${noFit} You have 3 tries left.`);
  });

  test('have three codes an hour mailed to it, and the fourth sees the same words', async () => {
    const [ada, alan, mia] = [here.person('ada'), here.person('alan'), here.person('mia')];
    const target = 'olga@globex.test';
    await asksForCode(ada, target);
    await codesIn(here, target, 1);
    await oneMore(ada, target);
    await codesIn(here, target, 2);
    await asksForCode(alan, target);
    await codesIn(here, target, 3);
    const lookups = asked(here, 'userProfiles');
    await asksForCode(mia, target);
    await eventually(() => expect(asked(here, 'userProfiles')).toBeGreaterThan(lookups));
    await here.slack.settled();
    expect(await codesIn(here, target, 3)).toHaveLength(3);
    await triesCode(mia, 'CDF23456', `${noFit} You have 4 tries left.`);
  });

  test('can both be linked to it by who reads its mail', async () => {
    await links(here, here.person('ada'), 'olga@globex.test');
    const alan = here.person('alan');
    await asksForCode(alan, 'olga@globex.test');
    await triesCode(alan, await codeIn(here, 'olga@globex.test', 2), 'You act for *o•••@globex.test* in *Globex*.');
  });
});

describe('whether an address has an account is told by nothing', () => {
  test('the same words at every step, for a known, an unknown and a deactivated one', async () => {
    here.roq.setUser(roqId(here, 'mia@acme.test'), { active: false });
    const seen: string[][] = [];
    for (const [name, address] of [
      ['ada', 'alan@acme.test'],
      ['alan', 'nobody@acme.test'],
      ['ed', 'mia@acme.test'],
    ] as const) {
      const who = here.person(name);
      const said: string[] = [];
      await asksForCode(who, address);
      said.push(viewText(who.modal()));
      for (const left of ['4 tries', '3 tries', '2 tries', 'one try']) {
        await triesCode(who, 'CDF23456', left);
        said.push(viewText(who.modal()));
      }
      await triesCode(who, 'CDF23456', paused);
      said.push(viewText(who.modal()));
      seen.push(said);
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['alan@acme.test']);
  });

  test('nor by the time it takes: the form for the code comes before ROQ is asked', async () => {
    const ada = here.person('ada');
    here.roq.faults.add({ kind: 'delay', operation: 'userProfiles', ms: minute });
    await asksForCode(ada, 'ada@acme.test');
    expect(here.roq.mails()).toEqual([]);
    await inTime(here, () => expect(here.roq.mailsTo('ada@acme.test')).toHaveLength(1));
  });

  test('nor by a mail that ROQ does not take: only the operator hears of it', async () => {
    const ada = here.person('ada');
    here.roq.faults.add({ kind: 'html-502', operation: 'sendMail' });
    await asksForCode(ada, 'ada@acme.test');
    await eventually(() => expect(here.log().some(({ msg }) => msg === 'a link code was not mailed')).toBe(true));
    await ada.seesModal(sentWords);
    expect(leaks(here.log())).toEqual([]);
  });

  test('and ROQ’s absence is told to everybody alike, and costs no code', async () => {
    const ada = here.person('ada');
    for (let nth = 0; nth < 3; nth++) {
      here.roq.faults.add({ kind: 'down' });
      await ada.types('/invite link');
      await ada.seesModal(addressField);
      await ada.fills({ [addressField]: 'nobody@acme.test' });
      await ada.submits();
      await ada.seesModal('ROQ is not answering.');
      await ada.closes();
      here.roq.faults.clear();
    }
    here.clock.advance(minute);
    await links(here, ada, 'ada@acme.test');
  });

  test('the mail goes to the address that ROQ has, not to a look-alike that was typed', async () => {
    here.roq.setUser(roqId(here, 'mia@acme.test'), { email: 'kim@acme.test' });
    const kelvin = { link_address: { type: 'email_text_input', value: '\u212Aim@acme.test' } };
    await forgedSubmission(here, 'ada', 'link.address', kelvin);
    await codeIn(here, 'kim@acme.test');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['kim@acme.test']);
  });

  test('what is no address is told in its field, before anything is asked', async () => {
    const ada = here.person('ada');
    const typed = (value: string) => ({ link_address: { type: 'email_text_input', value } });
    for (const value of ['', 'ada', 'a b@acme.test', `${'a'.repeat(250)}@acme.test`]) {
      const { body } = await forgedSubmission(here, 'ada', 'link.address', typed(value));
      expect(body).toEqual({
        response_action: 'errors',
        errors: { link_address: 'This is not an e-mail address.' },
      });
    }
    await asksForCode(ada, 'ada@acme.test');
    await codeIn(here, 'ada@acme.test');
  });
});

test('a Slack user is mailed three codes an hour, and told when the next can be had', async () => {
  const ada = here.person('ada');
  await asksForCode(ada, 'ada@acme.test');
  await codeIn(here, 'ada@acme.test');
  await oneMore(ada, 'nobody@acme.test');
  await oneMore(ada, 'alan@acme.test');
  await codeIn(here, 'alan@acme.test');
  await ada.presses(again);
  await ada.seesModal(addressField);
  await ada.fills({ [addressField]: 'ada@acme.test' });
  await ada.submits();
  await ada.seesModal('You have asked for many codes.');
  await ada.closes();
  here.clock.advance(60 * minute);
  await asksForCode(ada, 'ada@acme.test');
  await codeIn(here, 'ada@acme.test', 2);
});
