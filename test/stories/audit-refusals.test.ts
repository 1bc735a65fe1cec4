import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, messageText, type World, world } from './cast.ts';
import { lobby } from './install-steps.ts';
import { forgedPress, inTime, invites } from './steps.ts';
import { surroundings, worldIn } from './surroundings.ts';

const { general } = channels;

/** Those who have used the app are known to it, and can be named. */
const knows = async (here: World, ...who: ('ada' | 'alan' | 'ed' | 'olga' | 'sam')[]) => {
  for (const name of who) {
    await here.person(name).types('/invite status', name === 'sam' ? lobby : general);
    await here.person(name).sees('Invites to');
  }
};
const asksOf = (here: World, who: 'ada' | 'alan') =>
  here
    .person(who)
    .directMessages()
    .map(messageText)
    .filter((said) => said.includes('asks whether'));

describe.each(surroundings)('a refusal in $name', (where) => {
  let here: World;
  beforeEach(async () => {
    here = await worldIn(where, ['ada', 'mia', 'olga', 'sam']);
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('names who could do it, and “Ask them” reaches the first of them once a day', async () => {
    await knows(here, 'ada', 'olga');
    if (where.installed) await knows(here, 'sam');
    const mia = here.person('mia');
    await mia.types('/invite');
    await mia.seesModal('Your role does not allow you to invite');
    await mia.seesModal('Ada Owens could do it.');
    await mia.presses('Ask');
    await mia.seesModal('I have asked Ada Owens for you');
    await inTime(here, () => expect(asksOf(here, 'ada')).toHaveLength(1));
    expect(asksOf(here, 'ada')[0]).toContain('*Mia Moss* (<@U0MIA>) asks whether you could invite people to *Acme*');
    await mia.closes();
    await mia.types('/invite');
    await mia.seesModal('Ada Owens could do it.');
    await mia.presses('Ask');
    await mia.seesModal('for you today already');
    expect(asksOf(here, 'ada')).toHaveLength(1);
  });
});

describe('a refusal', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('names nobody of another tenant, and nobody who may not', async () => {
    await knows(here, 'ed', 'olga');
    const mia = here.person('mia');
    await mia.types('/invite settings');
    await mia.seesModal('Settings can be changed by people who');
    mia.seesNothingOf('could do it');
  });

  test('on a card is told beside it, with who could do it and a button to ask them', async () => {
    const card = await invites(here.person('ada'), 'bob@acme.test as editor');
    await knows(here, 'alan');
    const mia = here.person('mia');
    await mia.pressesIn(card, general, 'Refresh');
    await mia.sees(
      /not allow you to see these invites.*(Ada Owens|Alan Adams) or (Ada Owens|Alan Adams) could do it\./,
    );
    mia.seesNow('Ask them');
  });

  test('a button forged to ask for a role that does not exist asks nobody', async () => {
    await knows(here, 'ada');
    const value = JSON.stringify({ r: 'role', k: 'Please wire money to me' });
    await forgedPress(here, { user: 'mia' }, { action_id: 'ask.them', value }, { channel: general, ts: '1.1' });
    await here.person('mia').sees('I know of nobody in this workspace who could do it');
    expect(asksOf(here, 'ada')).toHaveLength(0);
  });

  test('whoever may do it by now is told so, and nobody is asked', async () => {
    await knows(here, 'ada');
    const value = JSON.stringify({ r: 'invite' });
    await forgedPress(here, { user: 'alan' }, { action_id: 'ask.them', value }, { channel: general, ts: '1.1' });
    await here.person('alan').sees('You may do this yourself by now');
    expect(asksOf(here, 'ada')).toHaveLength(0);
  });

  test('is told without names when ROQ cannot say who could', async () => {
    await knows(here, 'ada', 'mia' as 'ada');
    here.roq.faults.add({ kind: 'down' });
    const mia = here.person('mia');
    await mia.types('/invite settings');
    await mia.sees(/ROQ is not answering|Settings can be changed/);
  });
});
