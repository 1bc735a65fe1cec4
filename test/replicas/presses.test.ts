import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../../sandbox/slack/slack-emulator.ts';
import { channels, eventually, forged, messageText, viewText } from '../stories/cast.ts';
import { passes } from '../stories/follow-steps.ts';
import { asked, inTime, inviteOf, invites, minute, nowSays } from '../stories/steps.ts';
import { type Replicas, startReplicas } from './replicas.ts';

const { general } = channels;
let here: Replicas;
beforeEach(async () => {
  here = await startReplicas();
});
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

/** ROQ takes its time over resends and cancels, until the clock is moved. */
const roqIsSlow = () => {
  for (const operation of ['resendUserInvite', 'cancelUserInvite'])
    here.roq.faults.add({ kind: 'delay', operation, ms: 1_000 });
};
const told = (who: 'ada' | 'alan', words: RegExp) =>
  here
    .person(who)
    .messages(general)
    .filter((message) => message.ephemeral && words.test(messageText(message))).length;

describe('presses through three replicas at once', () => {
  let card: SeenMessage;
  beforeEach(async () => {
    card = await invites(here.person('ada'), 'zoe@x.test as editor');
    await here.noted(card, general);
    here.clock.advance(11 * minute);
  });

  /** Presses without waiting for one another, each through the replica after the last one's. */
  const pressAll = (presses: readonly ['ada' | 'alan', 'Resend' | 'Cancel'][]) =>
    presses.map(([who, label], index) => {
      here.through(index % 3);
      const how = label === 'Cancel' ? { confirm: true } : {};
      return here.person(who).pressesIn(card, general, label, how);
    });

  test('five times Resend sends one mail, also when the first is still on its way', async () => {
    roqIsSlow();
    const people = ['ada', 'alan', 'ada', 'alan', 'ada'] as const;
    await Promise.all(pressAll(people.map((who) => [who, 'Resend'])));
    const busy = /is just about to resend the invite of zoe@x\.test/;
    await eventually(() => expect(told('ada', busy) + told('alan', busy)).toBe(4));
    here.clock.advance(1_000);
    await eventually(() => expect(told('ada', /Resent/) + told('alan', /Resent/)).toBe(1));
    await Promise.all(pressAll(people.map((who) => [who, 'Resend'])));
    const soon = /zoe@x\.test was mailed/;
    await eventually(() => expect(told('ada', soon) + told('alan', soon)).toBe(5));
    expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
    expect(asked(here, 'resendUserInvite')).toBe(1);
    await inTime(here, () => nowSays(here.person('ada'), general, card, /Resent by (Ada Owens|Alan Adams)/));
  });

  test.each([
    ['Cancel first', ['Cancel', 'Resend']],
    ['Resend first', ['Resend', 'Cancel']],
  ] as const)(
    'of Cancel and Resend together one happens, and the card tells which: %s',
    async (_name, [one, other]) => {
      roqIsSlow();
      await Promise.all(
        pressAll([
          ['ada', one],
          ['alan', other],
        ]),
      );
      const busy = /is just about to/;
      await eventually(() => expect(told('ada', busy) + told('alan', busy)).toBe(1));
      here.clock.advance(1_000);
      const canceled = asked(here, 'cancelUserInvite') === 1;
      expect(asked(here, 'cancelUserInvite') + asked(here, 'resendUserInvite')).toBe(1);
      const by = told('ada', busy) === 1 ? 'Alan Adams' : 'Ada Owens';
      const says = `${canceled ? 'Canceled' : 'Resent'} by ${by}`;
      await inTime(here, () => nowSays(here.person('ada'), general, card, says));
      expect(inviteOf(here, 'zoe@x.test').status).toBe(canceled ? 'canceled' : 'pending');
      expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(canceled ? 1 : 2);
    },
  );
});

describe('one person through several replicas', () => {
  test('a form opened on one, checked on another and sent through a third is one batch', async () => {
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal('They join');
    here.through(1);
    await ada.fills({ 'E-mail addresses': 'zoe@x.test, bob@y.test', Role: 'Editor' });
    await ada.submits();
    await ada.seesModal('Check before sending');
    here.through(2);
    await ada.submits();
    await ada.seesModal('*2 sent*');
    await ada.seesMessage(general, '2 sent');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test', 'bob@y.test']);
  });

  test('a sheet that another replica has sent shows what came of it', async () => {
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    here.roq.faults.add({ kind: 'delay', operation: 'sendUserInvites', ms: 1_000 });
    await ada.submits();
    here.through(1);
    const again = await forged(here, 'view_submission', () => {});
    expect(JSON.stringify(again.body)).toContain('Handing the invites over');
    await inTime(here, () => expect(viewText(ada.modal())).toContain('*1 sent*'));
    expect(here.roq.mails()).toHaveLength(1);
  });

  test('a sheet sent long ago shows what came of it also to whoever may not invite any more', async () => {
    const ada = here.person('ada');
    await ada.checks('zoe@x.test');
    await ada.submits();
    await inTime(here, () => expect(viewText(ada.modal())).toContain('*1 sent*'));
    here.roq.setUser(userId('ada@acme.test'), { roleKeys: ['member'] });
    here.clock.advance(11 * minute);
    here.through(2);
    const again = await forged(here, 'view_submission', () => {});
    expect(JSON.stringify(again.body)).toContain('Handing the invites over');
    // A stop waits for what is asked of it.
    await here.apps.splice(2, 1)[0]?.stop();
    expect(viewText(ada.modal())).toContain('*1 sent*');
    expect(here.roq.mails()).toHaveLength(1);
  });

  test('a sheet submitted twice within a moment is one batch, with one mail each, and its result stays in sight', async () => {
    const ada = here.person('ada');
    for (const round of [1, 2, 3, 4]) {
      await ada.checks(`zoe${round}@x.test, bob${round}@y.test`);
      const first = ada.submits();
      here.through(round % 3);
      await Promise.all([first, ada.submits()]);
      await ada.seesModal('*2 sent*');
      await here.slack.settled();
      expect(viewText(ada.modal())).toContain('*2 sent*');
      await ada.closes();
    }
    expect(here.roq.mails()).toHaveLength(8);
    await inTime(here, () => expect(ada.messages(general).filter((each) => !each.ephemeral)).toHaveLength(4));
  });

  test('a sheet submitted through two replicas that both found it unsent is one batch, one card and one mail each', async () => {
    const ada = here.person('ada');
    await ada.checks('zoe@x.test, bob@y.test');
    // Neither goes on before ROQ has told who that is.
    here.roq.faults.add({ kind: 'delay', ms: 1_000 });
    here.through(1);
    const first = ada.submits();
    here.through(2);
    await Promise.all([first, ada.submits()]);
    await eventually(() => expect(here.roq.requests().filter(({ ms }) => ms === null).length).toBeGreaterThan(1));
    here.roq.faults.clear();
    await inTime(here, () => expect(viewText(ada.modal())).toContain('*2 sent*'));
    await inTime(here, () => nowSays(ada, general, theCard(ada), '2 sent'));
    await passes(here, minute, 5_000);
    const { tenantId } = inviteOf(here, 'zoe@x.test');
    expect(await here.store.batches.recent(tenantId, 10)).toMatchObject([{ total: 2, state: 'done' }]);
    nowSays(ada, general, theCard(ada), '2 sent');
    expect(viewText(ada.modal())).toContain('*2 sent*');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test', 'bob@y.test']);
    expect(asked(here, 'sendUserInvites')).toBe(1);
  });
});

/** The only one that stands. */
function theCard(who: ReturnType<Replicas['person']>): SeenMessage {
  const cards = who.messages(general).filter((each) => !each.ephemeral);
  const [card] = cards;
  if (!card || cards.length > 1) throw new Error(`${cards.length} cards stand`);
  return card;
}

describe('what one replica remembers', () => {
  test('never widens power: a role taken away in ROQ is refused by every replica within a minute', async () => {
    const [ada, ed] = [here.person('ada'), here.person('ed')];
    const card = await invites(ed, 'zoe@x.test as editor');
    await here.noted(card, general);
    for (const replica of [0, 1, 2]) {
      here.through(replica);
      await ed.types('/invite list');
      await ed.seesModal('zoe@x.test');
      await ed.closes();
    }
    here.roq.setUser(userId('ed@acme.test'), { roleKeys: ['member'] });
    here.clock.advance(11 * minute);
    for (const replica of [0, 1, 2]) {
      here.through(replica);
      await ed.types('/invite max@x.test as editor');
      await ed.seesModal('Your role does not allow you to invite');
      await ed.closes();
      await ed.pressesIn(card, general, 'Resend');
    }
    const no = /Your role does not allow you to resend/;
    await eventually(() =>
      expect(ed.messages(general).filter((each) => each.ephemeral && no.test(messageText(each)))).toHaveLength(3),
    );
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test']);
    await inTime(here, () => nowSays(ada, general, card, 'Pending'));
  });

  test('never sends as somebody who lost the role a moment ago: ROQ decides at the act', async () => {
    const ed = here.person('ed');
    for (const replica of [0, 1, 2]) {
      here.through(replica);
      await ed.checks(`max${replica}@x.test`);
      await ed.closes();
    }
    await ed.checks('max@x.test');
    here.roq.setUser(userId('ed@acme.test'), { roleKeys: ['member'] });
    here.through(1);
    await ed.submits();
    await ed.seesModal(/1 refused|not allow|may not/);
    expect(here.roq.mails()).toEqual([]);
  });
});

function userId(email: string): string {
  const user = here.roq.db.users.find((each) => each.email === email);
  if (!user) throw new Error(`ROQ knows no ${email}`);
  return user.id;
}
