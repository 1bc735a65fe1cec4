import { afterEach, describe, expect, test } from 'vitest';
import { people } from '../../sandbox/world.ts';
import { type Actor, channels, eventually, messageText, type World, world } from '../stories/cast.ts';
import { calls, edits, joinedWords, passes, reads, tenantId } from '../stories/follow-steps.ts';
import { hour, inTime, inviteOf, invites, minute, nowSays } from '../stories/steps.ts';
import { onBothStores, worldIn } from '../stories/surroundings.ts';

const { general, board } = channels;

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

/** As a person with the power to do it in Slack; the emulator lets the app do it. */
async function deletes(channel: string, ts: string): Promise<void> {
  const answer = await fetch(`${here.slack.url}/api/chat.delete`, {
    method: 'POST',
    headers: { authorization: `Bearer ${here.env.SLACK_BOT_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel, ts }),
  });
  expect(await answer.json()).toMatchObject({ ok: true });
}

const failures = () => here.log().filter(({ msg }) => msg === 'a post failed').length;

describe.each(onBothStores)('where nothing can be shown any more, in $name', (where) => {
  const ends: [string, string, (ts: string) => void | Promise<void>][] = [
    ['a card that a person deleted', general, (ts) => deletes(general, ts)],
    ['a channel that was archived', general, () => here.slack.archiveChannel(general)],
    ['a channel that was deleted', board, () => here.slack.deleteChannel(board)],
    ['a channel the app was taken out of', board, () => here.slack.leaveChannel('U0BOT', board)],
  ];
  test.each(ends)(
    '%s: one try, one line in the log; who joined is still told to who invited',
    async (_, channel, end) => {
      here = await worldIn(where, ['ada'], { webhooks: false });
      const ada = here.person('ada');
      await here.slack.joinChannel('U0BOT', board);
      const card = await invites(ada, 'zoe@x.test, bob@y.test as editor', channel);
      await end(card.ts);
      const edited = edits(here);
      here.roq.accept('zoe@x.test');
      await passes(here, 6 * minute, 30_000);
      await inTime(here, () => expect(joinedWords(here, ada)).toHaveLength(1));
      await eventually(() => expect(failures()).toBe(1));
      const tried = edits(here) - edited;
      here.roq.accept('bob@y.test');
      here.clock.advance(2 * hour);
      await inTime(here, () => expect(joinedWords(here, ada).join()).toContain('bob@y.test'));
      expect(failures()).toBe(1);
      expect(tried).toBe(1);
      const cards = here.slack
        .calls()
        .filter(({ method, args }) => method === 'chat.postMessage' && args.channel === channel);
      expect(cards).toHaveLength(1);
      const read = reads(here);
      await passes(here, 8 * hour, hour);
      expect(reads(here)).toBe(read);
    },
  );
});

describe('an open list', () => {
  const modalOf = (who: Actor): string => JSON.stringify(who.modal());

  test('follows while somebody looks at it, keeps what they are typing, and never goes back', async () => {
    here = await world();
    const [ada, alan] = [here.person('ada'), here.person('alan')];
    await alan.types('/invite list pending');
    await alan.seesModal('3 invites · page 1 of 1');
    await alan.fills({ Find: 'un' });
    here.clock.advance(minute);
    here.roq.accept('pat@partner.test');
    await inTime(here, () => expect(modalOf(alan)).toContain('2 invites · page 1 of 1'));
    expect(modalOf(alan)).not.toContain('pat@partner.test');
    expect(JSON.stringify(alan.modal()?.values)).toContain('un');
    const { length: read } = here.roq.requests();
    here.clock.advance(minute);
    here.roq.faults.add({ kind: 'delay', operation: 'userInvites', ms: minute, times: 1 });
    here.roq.accept('lee@lab.test');
    const late = () =>
      here.roq
        .requests()
        .slice(read)
        .filter(({ fault }) => fault === 'delay');
    await inTime(here, () => expect(late()).toHaveLength(1), 30_000);
    await alan.chooses({ label: 'Show' }, 'Accepted');
    await alan.seesModal('0 invites ·');
    here.clock.advance(minute);
    const conflicts = () =>
      here.slack.calls().filter(({ answer }) => JSON.stringify(answer)?.includes('hash_conflict'));
    await eventually(() => expect(conflicts()).toHaveLength(1));
    expect(modalOf(alan)).toContain('0 invites ·');
    await alan.closes();
    const updates = () => here.slack.calls().filter(({ method }) => method === 'views.update').length;
    const before = updates();
    here.clock.advance(minute);
    await ada.types('/invite list pending');
    await ada.seesModal('1 invite ·');
    await ada.presses('Cancel', { near: 'una@uni.test', confirm: true });
    await ada.seesModal('No invites match.');
    here.clock.advance(minute);
    await here.restartApp();
    expect(updates() - before).toBeLessThanOrEqual(4);
    expect(alan.modal()).toBeUndefined();
    expect(here.log().map(({ msg }) => msg)).not.toContain('a list could not follow');
  });
});

describe('whatever carries a user invite', () => {
  const shapes = (id: string, tenant: string): object[] => [
    { name: 'ROQ_USER_INVITE_UPDATE', data: { current: { id, tenantId: tenant } } },
    { name: 'ROQ_USER_INVITES_ACCEPT', id, data: null },
    { object: 'user_invite', id },
    { object: 'UserInvite', data: { current: { id } } },
    { name: 'SOMETHING_ELSE', object: 'thing', id, data: { current: { email: 'zoe@x.test', status: 'ACCEPTED' } } },
  ];
  test.each([0, 1, 2, 3, 4])('is taken for a hint: shape %i', async (n) => {
    here = await world({ webhooks: false });
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.roq.accept('zoe@x.test');
    const body = JSON.stringify(shapes(inviteOf(here, 'zoe@x.test').id, tenantId(here))[n]);
    expect(await calls(here, { body })).toBe(204);
    await inTime(here, () => nowSays(ada, general, card, 'Accepted'), minute);
    expect(messageText(card)).not.toContain(people.olga.name);
  });
});
