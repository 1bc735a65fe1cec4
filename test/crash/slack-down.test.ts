import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/slack/faults.ts';
import { leastScopes } from '../../sandbox/world.ts';
import { type Actor, channels, eventually, messageText, type World, world } from '../stories/cast.ts';
import { inTime, invites, minute, nowSays, oneLine } from '../stories/steps.ts';

const { general, partners } = channels;
const withHistory = [...leastScopes, 'channels:history', 'im:history', 'im:write'];
const second = 1_000;
const full = process.env.SOAK === '1';

let here: World;
afterEach(async () => {
  await here.stop();
});

const calls = (method: string) => here.slack.calls().filter((call) => call.method === method);
const edits = () => calls('chat.update').filter(({ args }) => args.channel === general);
/** To the channel; the quiet word to the inviter goes by DM. */
const postings = () => calls('chat.postMessage').filter(({ args }) => args.channel === general);
const cards = () =>
  here
    .person('ada')
    .messages(general)
    .filter((message) => !message.ephemeral && messageText(message).includes('Refresh'));
/** By then the app has taken up whatever else was due, too: no time passes meanwhile. */
async function somethingElseIsPosted(who: Actor): Promise<void> {
  await oneLine(who, 'else@x.test as editor', partners);
  await who.seesMessage(partners, 'Refresh');
}
const logged = (msg: string) => here.log().filter(({ err }) => JSON.stringify(err ?? '').includes(msg));
const lost = 'answer to a post was lost';
const unknown = 'a post may or may not be in Slack';

const step = (full ? 5 : 10) * second;
/** Lets the app work while the clock goes on. */
async function passes(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += step) {
    here.clock.advance(step);
    for (let turns = 0; turns < 20; turns += 1) await turn();
  }
}

/** A card stands; then Slack fails, the card changes, and another one is wanted. Ten minutes later Slack is back. */
async function tenBadMinutes(...faults: Fault[]) {
  const ada = here.person('ada');
  const card = await invites(ada, 'zoe@x.test as editor');
  await ada.checks('bob@y.test');
  here.slack.addFaults(...faults);
  await ada.submits();
  here.roq.accept('zoe@x.test');
  await ada.pressesIn(card, general, 'Refresh');
  await inTime(here, () => expect(postings().length).toBeGreaterThan(1));
  await passes(10 * minute);
  here.slack.clearFaults();
  await inTime(here, () => nowSays(ada, general, card, 'Accepted'));
  return ada;
}

/** Silence has to be waited out in real time. */
const downs: Fault[] = [{ kind: 'drop' }, { kind: '500' }, { kind: '429', retryAfter: 30 }];
if (full) downs.push({ kind: 'hang' });

describe.each(downs)('ten minutes of $kind', (fault) => {
  test('end with every card true and none posted twice', async () => {
    here = await world({ scopes: withHistory });
    const ada = await tenBadMinutes(fault);
    await inTime(here, () => expect(cards()).toHaveLength(2));
    await inTime(here, () => expect(cards().map(messageText).join()).toMatch(/bob@y\.test|b•••@y\.test/));
    here.roq.accept('bob@y.test');
    const [, newer] = cards();
    if (!newer) throw new Error('no second card');
    await ada.pressesIn(newer, general, 'Refresh');
    await inTime(here, () => nowSays(ada, general, newer, 'Accepted'));
    await passes(minute);
    expect(cards()).toHaveLength(2);
    expect(logged(unknown)).toEqual([]);
  });
});

describe.each(['commit_then_drop', 'commit_then_500'] as const)('ten minutes of %s', (kind) => {
  const posted = (): Fault[] => [
    { kind, method: 'chat.postMessage', channel: general },
    { kind: '500', method: 'conversations.history' },
    { kind: '500', method: 'chat.update' },
  ];

  test('and allowed to look: what was posted is found, kept true, and not posted twice', async () => {
    here = await world({ scopes: withHistory });
    const ada = await tenBadMinutes(...posted());
    here.roq.accept('bob@y.test');
    const card = await ada.seesMessage(general, 'b•••@y.test');
    await inTime(here, () => expect(calls('conversations.history').at(-1)?.status).toBe(200));
    await ada.pressesIn(card, general, 'Refresh');
    await inTime(here, () => nowSays(ada, general, card, 'Accepted'));
    expect(cards()).toHaveLength(2);
    expect(postings()).toHaveLength(2);
  });

  test('and not allowed to look: it is told in the log as unknown, and never posted twice', async () => {
    here = await world();
    await tenBadMinutes(...posted());
    await inTime(here, () => expect(logged(unknown)).toHaveLength(1));
    await here.restartApp();
    await passes(10 * minute);
    expect(cards()).toHaveLength(2);
    expect(postings()).toHaveLength(2);
  });
});

describe('a post whose answer was lost', () => {
  test('is not looked for while Slack may still be at work on it, also after a restart', async () => {
    here = await world({ scopes: withHistory });
    const ada = here.person('ada');
    await ada.checks('bob@y.test');
    here.slack.addFaults({ kind: 'commit_then_drop', method: 'chat.postMessage', channel: general, times: 1 });
    await ada.submits();
    await eventually(() => expect(logged(lost)).toHaveLength(1));
    here.clock.advance(14 * second);
    await somethingElseIsPosted(ada);
    await here.restartApp();
    expect(calls('conversations.history')).toEqual([]);
    const [look] = await inTime(here, () => {
      expect(calls('conversations.history')).toHaveLength(1);
      return calls('conversations.history');
    });
    expect((look?.at ?? 0) - (postings()[0]?.at ?? 0)).toBeGreaterThanOrEqual(15 * second);
    expect(postings()).toHaveLength(1);
  });

  test.each(['internal_error', 'fatal_error', 'request_timeout'])(
    'is one after which Slack says %s, too: not allowed to look, the app never posts it again',
    async (error) => {
      here = await world();
      const ada = here.person('ada');
      here.slack.addFaults({ kind: 'error', error, method: 'chat.postMessage', channel: general, times: 1 });
      await oneLine(ada, 'bob@y.test as editor');
      await inTime(here, () => expect(logged(unknown)).toHaveLength(1));
      await passes(minute);
      expect(postings()).toHaveLength(1);
    },
  );

  test('is found behind whatever else was said in the channel', async () => {
    here = await world({ scopes: withHistory });
    const ada = here.person('ada');
    await ada.checks('bob@y.test');
    here.slack.addFaults({ kind: 'commit_then_drop', method: 'chat.postMessage', channel: general, times: 1 });
    await ada.submits();
    await eventually(() => expect(logged(lost)).toHaveLength(1));
    for (let said = 0; said < 230; said += 1) await ada.types(`No. ${said}`);
    const card = await ada.seesMessage(general, 'Refresh');
    here.roq.accept('bob@y.test');
    await inTime(here, () => expect(calls('conversations.history')).toHaveLength(2));
    await ada.pressesIn(card, general, 'Refresh');
    await inTime(here, () => nowSays(ada, general, card, 'Accepted'));
    expect(postings()).toHaveLength(1);
  });
});

describe('while Slack is slow', () => {
  test('a card that changes ten times is edited once or twice, and ends with the newest', async () => {
    here = await world();
    const ada = here.person('ada');
    const people = Array.from({ length: 10 }, (_, index) => `p${index}@x.test`);
    const card = await invites(ada, `${people.join(' ')} as editor`);
    await inTime(here, () => nowSays(ada, general, card, '10 sent'));
    await passes(minute);
    const before = edits().length;
    here.slack.addFaults({ kind: 'slow', method: 'chat.update', ms: 30 * second });
    for (const person of people) {
      here.roq.accept(person);
      await ada.pressesIn(card, general, 'Refresh');
      await here.slack.settled();
    }
    await inTime(here, () => nowSays(ada, general, card, '10 of 10 joined'));
    await passes(minute);
    expect(edits().length - before).toBeLessThanOrEqual(2);
  });

  /** When Slack asked to wait, and when the calls of that kind came that followed, ms. */
  const sinceAsked = (method: string): number[] => {
    const all = calls(method);
    const asked = all.findIndex(({ status }) => status === 429);
    return all.slice(asked + 1).map(({ at }) => at - (all[asked]?.at ?? 0));
  };
  /** Until the app has been asked, and has taken note of it. */
  const askedToWait = async (method: string) => {
    await inTime(here, () => expect(calls(method).map(({ status }) => status)).toContain(429));
    await passes(10 * second);
  };

  test('no edit goes out before the time Slack asked for, in whatever channel of the workspace', async () => {
    here = await world();
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    const other = await invites(ada, 'bob@y.test as editor', partners);
    await passes(minute);
    here.slack.addFaults({ kind: '429', method: 'chat.update', retryAfter: 40, times: 1 });
    here.roq.accept('zoe@x.test');
    await ada.pressesIn(card, general, 'Refresh');
    await askedToWait('chat.update');
    here.roq.accept('bob@y.test');
    await ada.pressesIn(other, partners, 'Refresh');
    await inTime(here, () => nowSays(ada, general, card, 'Accepted'));
    await inTime(here, () => nowSays(ada, partners, other, 'Accepted'));
    expect(sinceAsked('chat.update').length).toBeGreaterThanOrEqual(2);
    for (const ms of sinceAsked('chat.update')) expect(ms).toBeGreaterThanOrEqual(40 * second);
  });

  test('no message goes out before the time Slack asked for, in whatever channel of the workspace', async () => {
    here = await world();
    const ada = here.person('ada');
    here.slack.addFaults({ kind: '429', method: 'chat.postMessage', retryAfter: 40, times: 1 });
    await oneLine(ada, 'zoe@x.test as editor');
    await askedToWait('chat.postMessage');
    await oneLine(ada, 'bob@y.test as editor', partners);
    await inTime(here, () => expect(calls('chat.postMessage')).toHaveLength(3));
    for (const ms of sinceAsked('chat.postMessage')) expect(ms).toBeGreaterThanOrEqual(40 * second);
  });

  test('cards of one channel are posted a second apart, and edited at a rate Slack allows', async () => {
    here = await world();
    const ada = here.person('ada');
    for (const name of ['zoe', 'bob', 'max', 'kim']) {
      await ada.checks(`${name}@x.test`);
      await ada.submits();
      await ada.seesModal('*1 sent*');
      await ada.closes();
    }
    await inTime(here, () => expect(cards()).toHaveLength(4));
    const gaps = postings().map(({ at }, index, all) => at - (all[index - 1]?.at ?? 0));
    for (const gap of gaps.slice(1)) expect(gap).toBeGreaterThanOrEqual(second);
    await passes(minute);
    const before = edits().length;
    for (const card of cards()) await ada.pressesIn(card, general, 'Refresh');
    await somethingElseIsPosted(ada);
    expect(edits().length - before).toBe(1);
    await inTime(here, () => expect(edits().length - before).toBe(4));
    const since = edits().slice(before);
    for (const [index, { at }] of since.entries())
      if (index > 0) expect(at - (since[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(1_200);
  });
});
