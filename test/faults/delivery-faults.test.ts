import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/roq/faults.ts';
import {
  type Actor,
  channels,
  eventually,
  messageText,
  storyStart,
  type Transport,
  viewText,
  type World,
  world,
} from '../stories/cast.ts';
import { inTime, nowSays } from '../stories/steps.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});
const second = 1_000;
const minute = 60 * second;
const sends = () => here.roq.requests().filter(({ operation }) => operation === 'sendUserInvites');
const mailed = () => here.roq.mails().map(({ to }) => to);
const strike = (kind: Fault['kind'], more: Partial<Fault> = {}) =>
  here.roq.faults.set([{ kind, operation: 'sendUserInvites', ...more }]);
/** The modal says this before so much time has passed. */
const inModal = (who: Actor, text: string, limitMs = 60 * second) =>
  inTime(here, () => expect(viewText(who.modal())).toContain(text), limitMs);

describe.each<Transport>(['http', 'socket'])('a lost answer over %s', (transport) => {
  test('to a send that was done ends as sent, after a look, and nothing is mailed twice', async () => {
    here = await world({ transport });
    const ada = here.person('ada');
    await ada.checks('zoe@x.test, bob@y.test');
    strike('commit-drop', { times: 1 });
    await ada.submits();
    await ada.seesModal('*zoe@x.test*: ROQ’s answer was lost; looking whether the invite exists');
    here.clock.advance(2 * second);
    await ada.seesModal('*2 sent* to *Acme* as *Editor*');
    expect(mailed()).toEqual(['zoe@x.test', 'bob@y.test']);
    expect(sends()).toHaveLength(1);
  });
});

describe('a lost answer', () => {
  test.each<Fault['kind']>([
    'commit-error',
    'commit-cut-length',
    'commit-cut-chunked',
    'commit-html-502',
    'commit-data-and-errors',
    'commit-hang',
  ])('by %s to a send that was done ends as sent, mailed once', async (kind) => {
    // Only a silence has to be waited out in real time.
    here = await world(kind === 'commit-hang' ? { env: { ROQ_MUTATION_TIMEOUT_MS: '300' } } : {});
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    strike(kind, { times: 1 });
    await ada.submits();
    await ada.seesModal('looking whether the invite exists');
    here.clock.advance(2 * second);
    await ada.seesModal('*1 sent*');
    expect(mailed()).toEqual(['zoe@x.test']);
    expect(sends()).toHaveLength(1);
  });

  test.each<Fault['kind']>(['error-before', 'html-502', 'html-200', 'empty-200', 'redirect', 'down'])(
    'by %s to a send that was not done is sent once more, after three looks',
    async (kind) => {
      here = await world();
      const ada = here.person('ada');
      await ada.checks('zoe@x.test');
      strike(kind, { times: 1 });
      await ada.submits();
      await ada.seesModal('looking whether the invite exists');
      await inModal(ada, '*1 sent*');
      expect(mailed()).toEqual(['zoe@x.test']);
      expect(sends()).toHaveLength(2);
      expect(here.clock.now() - storyStart).toBeGreaterThanOrEqual(22 * second);
    },
  );

  test('that stays lost ends as unsure, and “Check again” finds what came later, without a send', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    here.roq.faults.set([
      { kind: 'error-before', operation: 'sendUserInvites', times: 1 },
      { kind: 'commit-drop', operation: 'sendUserInvites', times: 1 },
      { kind: 'lag', operation: 'userInvites', ms: 60 * minute },
    ]);
    await ada.submits();
    await inModal(ada, '*1 unsure* to *Acme*', 2 * minute);
    await ada.seesModal(/unsure\. ROQ’s answer was lost and no invite was found; “Check again” looks once more/);
    const card = await inTime(here, () => ada.seesMessage(channels.general, /unsure\. .*\(reference \w{8}\)/));
    const [, reference] = /\(reference (\w{8})\)/.exec(messageText(card)) ?? [];
    await ada.seesModal(`(reference ${reference}).`);
    const unsure = expect.objectContaining({ what: 'invite.unsure', requestId: reference });
    await eventually(() => expect(here.log()).toContainEqual(unsure));
    await ada.presses('Check again');
    await here.slack.settled();
    await inModal(ada, '*1 unsure* to *Acme*');
    here.roq.faults.clear();
    await ada.presses('Check again');
    await inModal(ada, '*1 sent*');
    expect(sends()).toHaveLength(2);
    expect(mailed()).toEqual(['zoe@x.test']);
  });

  test('of which ROQ shows nothing for a while is found when it does', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    here.roq.faults.set([
      { kind: 'commit-drop', operation: 'sendUserInvites', times: 1 },
      { kind: 'lag', operation: 'userInvites', ms: 4 * second },
    ]);
    await ada.submits();
    await ada.seesModal('looking whether');
    await inModal(ada, '*1 sent*');
    expect(mailed()).toEqual(['zoe@x.test']);
    expect(sends()).toHaveLength(1);
  });

  test('with null names in it keeps the sent apart from the refused', async () => {
    here = await world();
    here.roq.setOptions({ reinvite: 'refuse' });
    const ada = here.person('ada');
    await ada.checks('zoe@x.test, eve@agency.test');
    await ada.presses('Invite again');
    await ada.seesModal('*2 people* ready');
    strike('null-names');
    await ada.submits();
    await inModal(ada, ':white_check_mark: *zoe@x.test*: sent');
    await inModal(ada, '*1 sent, 1 unsure*', 2 * minute);
    expect(mailed()).toEqual(['zoe@x.test']);
  });
});

describe('a ROQ in trouble', () => {
  test('that is slow for half a minute sends once', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    strike('delay', { ms: 30 * second });
    await ada.submits();
    await ada.seesModal(':hourglass_flowing_sand: Inviting 1 person to *Acme* as *Editor*: 0 of 1 answered.');
    await eventually(() => expect(sends()).toHaveLength(1));
    here.clock.advance(30 * second);
    await ada.seesModal('*1 sent*');
    expect(mailed()).toEqual(['zoe@x.test']);
  });

  test('that asks to wait is asked again when it said, not before', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    strike('rate-limited', { times: 1, retryAfter: 20 });
    await ada.submits();
    await ada.seesModal('waiting; ROQ cannot be reached and will be tried again');
    here.clock.advance(19 * second);
    await here.slack.settled();
    expect(sends()).toHaveLength(1);
    here.clock.advance(second);
    await ada.seesModal('*1 sent*');
    expect(mailed()).toEqual(['zoe@x.test']);
  });

  test('that takes fewer at once is given fewer, and everybody gets one mail', async () => {
    here = await world();
    here.roq.setOptions({ maxInvitesPerCall: 3 });
    const ada = here.person('ada');
    const addresses = Array.from({ length: 12 }, (_, n) => `p${n}@many.test`);
    await ada.checks(addresses.join(' '));
    await ada.submits();
    await ada.seesModal('*12 sent*');
    expect(mailed().toSorted()).toEqual(addresses.toSorted());
    expect(sends().length).toBeLessThanOrEqual(6);
  });

  test('that revokes tokens in mid-life is given new ones, unseen', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    here.roq.revokeTokens();
    await ada.submits();
    await ada.seesModal('*1 sent*');
    expect(mailed()).toEqual(['zoe@x.test']);
  });

  test('that is down when the invites were handed over gets them when it is back', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    here.roq.faults.set([{ kind: 'rate-limited', retryAfter: 30 }]);
    await ada.submits();
    await ada.seesModal('waiting; ROQ cannot be reached and will be tried again');
    here.roq.faults.clear();
    here.clock.advance(30 * second);
    await ada.seesModal('*1 sent*');
    await here.restartApp();
    expect(mailed()).toEqual(['zoe@x.test']);
  });

  test('for more than an hour is given up, with a line that says so, and a retry works', async () => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    here.roq.faults.set([{ kind: 'rate-limited', retryAfter: 61 * 60 }]);
    await ada.submits();
    await ada.seesModal('waiting; ROQ cannot be reached');
    here.clock.advance(61 * minute);
    await ada.seesModal('refused. ROQ could not be reached for an hour; nothing was sent.');
    here.roq.faults.clear();
    await ada.presses('Retry the failed');
    await ada.seesModal('They join');
    await ada.submits();
    await ada.seesModal('*1 person* ready');
    await ada.submits();
    await ada.seesModal('*1 sent*');
    expect(mailed()).toEqual(['zoe@x.test']);
  });

  test.each([
    ['loses the role', { roleKeys: ['editor'] }, 'refused. You may not give this role.'],
    ['is deactivated', { active: false }, 'refused. Your ROQ account is no longer active.'],
  ])('while whose queue the inviter %s sends nothing', async (_how, patch, reason) => {
    here = await world();
    const ada = here.person('ada');
    await ada.checks('zoe@x.test', 'Admin');
    here.roq.faults.set([{ kind: 'rate-limited', operation: 'userInvites', retryAfter: 120 }]);
    await ada.submits();
    await ada.seesModal('waiting; ROQ cannot be reached');
    here.roq.faults.clear();
    const user = here.roq.db.users.find(({ email }) => email === 'ada@acme.test');
    here.roq.setUser(user?.id ?? '', patch);
    here.clock.advance(2 * minute);
    await ada.seesModal(reason);
    expect(mailed()).toEqual([]);
  });

  test('does not keep a crash from sending each address once: the app starts again and goes on', async () => {
    here = await world();
    const ada = here.person('ada');
    const addresses = Array.from({ length: 25 }, (_, n) => `p${n}@many.test`);
    await ada.checks(addresses.join(' '));
    here.roq.faults.set([{ kind: 'rate-limited', operation: 'userInvites', retryAfter: 10 }]);
    await ada.submits();
    await ada.seesModal('waiting');
    await here.restartApp();
    here.roq.faults.clear();
    here.clock.advance(10 * second);
    await eventually(() => expect(mailed().toSorted()).toEqual(addresses.toSorted()));
    const card = await ada.seesMessage(channels.general, 'invited 25 people');
    await inTime(here, () => nowSays(ada, channels.general, card, '25 sent'));
  });
});
