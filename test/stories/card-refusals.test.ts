import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { roqSeed } from '../../sandbox/world.ts';
import { channels, messageText, type World, world } from './cast.ts';
import { asked, forgedPress, inviteOf, invites, minute } from './steps.ts';

const { general, partners } = channels;

describe('who may not press', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('who may not cancel hears a kind no, and ROQ is not asked to', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.clock.advance(11 * minute);
    for (const who of ['ed', 'mia', 'olga', 'gus', 'nina'] as const) {
      const person = here.person(who);
      await person.pressesIn(card, general, 'Cancel', { confirm: true });
      await person.pressesIn(card, general, 'Resend');
      await person.sees(/not one you may see|does not allow you|Guests of this workspace|found no account/);
      person.seesNothingOf(/Canceled: the|Resent: ROQ/);
    }
    await here.slack.settled();
    expect(inviteOf(here, 'zoe@x.test').status).toBe('pending');
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(1);
    expect(asked(here, 'cancelUserInvite') + asked(here, 'resendUserInvite')).toBe(0);
  });

  test('a stranger of a shared channel sees masked addresses, and pressing gets a kind no', async () => {
    const [ada, sam] = [here.person('ada'), here.person('sam')];
    const card = await invites(ada, 'zoe@x.test as editor', partners);
    expect(messageText(card)).not.toContain('zoe@x.test');
    await sam.pressesIn(card, partners, 'Cancel', { confirm: true });
    await sam.sees('This belongs to another workspace');
    expect(inviteOf(here, 'zoe@x.test').status).toBe('pending');
  });

  test('the id of another tenant’s invite in a forged press changes nothing and tells nothing', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    const foreign = inviteOf(here, 'gil@globex.test');
    const value = JSON.stringify({ i: foreign.id });
    for (const action of ['invite.cancel', 'invite.resend']) {
      const answer = await forgedPress(
        here,
        { user: 'ada' },
        { action_id: action, value },
        { channel: general, ts: card.ts },
      );
      expect(answer.status).toBe(200);
    }
    await here.person('ada').sees('That invite does not exist, or is not one you may see. Nothing was changed.');
    expect(inviteOf(here, 'gil@globex.test')).toEqual(foreign);
    expect(here.roq.mailsTo('gil@globex.test')).toHaveLength(0);
    ada.seesNothingOf('gil@globex.test');
  });
});

test('who may see everybody’s invites but change none hears so, and ROQ is not asked to', async () => {
  const viewer = { key: 'viewer', name: 'Viewer', permissions: { userInvite: { read: 'tenant' } } } as const;
  const users = roqSeed.users.map((user) =>
    user.email === 'mia@acme.test' ? { ...user, roleKeys: ['viewer'] } : user,
  );
  const here = await world({ roq: { seed: { ...roqSeed, roles: [...roqSeed.roles, viewer], users } } });
  const mia = here.person('mia');
  await mia.types('/invite list pending');
  await mia.seesModal('pat@partner.test');
  await mia.presses('Cancel', { near: 'pat@partner.test', confirm: true });
  await mia.seesModal('Your role does not allow you to cancel this invite. Please ask an admin.');
  await mia.presses('Resend', { near: 'pat@partner.test' });
  await mia.seesModal('Your role does not allow you to resend this invite. Please ask an admin.');
  expect(asked(here, 'cancelUserInvite') + asked(here, 'resendUserInvite')).toBe(0);
  await here.stop();
});
