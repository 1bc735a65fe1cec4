import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leastScopes } from '../../sandbox/world.ts';
import { channels, eventually, messageText, viewText, type World, world } from '../stories/cast.ts';
import { allPosted, turnOn } from '../stories/digest-steps.ts';
import { inTime, inviteOf, invites, minute, nowSays, oneLine, referencesIn } from '../stories/steps.ts';

const { general } = channels;
const calls = (here: World, method: string): number =>
  here.slack.calls().filter((call) => call.method === method).length;
const cardsIn = (here: World, channel: string = general): number =>
  here
    .person('ada')
    .messages(channel)
    .filter((message) => messageText(message).includes('Refresh')).length;

describe('when Slack fails', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    await here.stop();
  });

  test('429 for a card: it waits as long as Slack asks, and is posted once', async () => {
    const ada = here.person('ada');
    here.slack.addFaults({ kind: '429', method: 'chat.postMessage', retryAfter: 30, times: 1 });
    await oneLine(ada, 'zoe@x.test as editor');
    await inTime(here, () => expect(calls(here, 'chat.postMessage')).toBe(1), 0);
    const asked = here.clock.now();
    await inTime(here, () => expect(cardsIn(here)).toBe(1));
    const posts = here.slack.calls().filter((call) => call.method === 'chat.postMessage');
    expect(posts).toHaveLength(2);
    expect((posts[1]?.at ?? 0) - asked).toBeGreaterThanOrEqual(30_000);
  });

  test('429 for an update: the card ends true', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.slack.addFaults({ kind: '429', method: 'chat.update', retryAfter: 20, times: 2 });
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await inTime(here, () => nowSays(ada, general, card, 'Canceled by Ada Owens'));
    expect(calls(here, 'chat.update')).toBe(3);
  });

  test.each(['500', 'drop'] as const)('%s for an update: tried again, and the card ends true', async (kind) => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.slack.addFaults({ kind, method: 'chat.update', times: 2 });
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await inTime(here, () => nowSays(ada, general, card, 'Canceled by Ada Owens'));
  });

  test('a card that a person deleted is let go: the act is done, one line in the log, no new card', async () => {
    const ada = here.person('ada');
    const card = await invites(ada, 'zoe@x.test as editor');
    here.slack.addFaults({ kind: 'error', error: 'message_not_found', method: 'chat.update' });
    await ada.pressesIn(card, general, 'Cancel', { confirm: true });
    await ada.sees('Canceled: the invite of zoe@x.test');
    await inTime(here, () => expect(here.log().filter((line) => line.msg === 'a post failed')).toHaveLength(1));
    expect(inviteOf(here, 'zoe@x.test').status).toBe('canceled');
    expect(calls(here, 'chat.update')).toBe(1);
    await ada.types('/invite list canceled');
    await ada.seesModal('zoe@x.test');
    expect(cardsIn(here)).toBe(1);
  });

  test.each([
    ['expired_trigger_id', { kind: 'error', error: 'expired_trigger_id' }, 'That took too long'],
    ['429', { kind: '429' }, 'Slack is not answering me properly'],
    ['500', { kind: '500' }, 'Slack is not answering me properly'],
    ['a broken connection', { kind: 'drop' }, 'Slack is not answering me properly'],
  ] as const)('%s when the form is to open: the person is told in the channel', async (_name, fault, sentence) => {
    const ada = here.person('ada');
    here.slack.addFaults({ ...fault, method: 'views.open' });
    await ada.types('/invite');
    await ada.sees(sentence);
    expect(ada.modal()).toBeUndefined();
    here.slack.clearFaults();
    await ada.types('/invite');
    await ada.seesModal('They join *Acme*');
  });

  test('no answer at all when the form is to open: asked once more after three seconds', async () => {
    const ada = here.person('ada');
    here.slack.addFaults({ kind: 'hang', method: 'views.open', times: 1 });
    await ada.types('/invite');
    await ada.seesModal('They join *Acme*');
    expect(calls(here, 'views.open')).toBe(2);
  });

  test('users.info failing: the sentence stands in the modal, with its reference in the log', async () => {
    const ada = here.person('ada');
    here.slack.addFaults({ kind: '500', method: 'users.info' });
    await ada.types('/invite list');
    await ada.seesModal(/Slack is not answering me properly.*reference/);
    const [reference] = referencesIn(viewText(ada.modal()));
    const logged = expect.objectContaining({ level: 'error', requestId: reference });
    await eventually(() => expect(here.log()).toContainEqual(logged));
  });

  test('a modal that cannot be changed: the ending comes beside it', async () => {
    const ada = here.person('ada');
    here.slack.addFaults({ kind: '500', method: 'views.update' });
    await ada.types('/invite list');
    await ada.sees(/Slack is not answering me properly.*reference/);
  });

  test.each(['500', 'drop'] as const)(
    'a response_url that answers %s: the person hears by direct message',
    async (kind) => {
      const ada = here.person('ada');
      here.slack.addFaults({ kind, method: 'response_url' });
      await ada.types('/invite status');
      await inTime(here, () => expect(ada.directMessages().map(messageText).join()).toContain('Pending: *3*'));
    },
  );

  test('every way to a person failing: no crash, and the log has it', async () => {
    const ada = here.person('ada');
    await ada.types('/invite help');
    await ada.sees('this text');
    here.slack.addFaults({ kind: '500' });
    await ada.types('/invite status');
    await inTime(here, () => expect(here.log().some((line) => line.msg === 'ending was lost')).toBe(true));
    here.slack.clearFaults();
    await ada.types('/invite status');
    await ada.sees('Pending: *3*');
  });

  test('the introduction of a digest whose answer was lost is not posted twice by itself', async () => {
    const ada = here.person('ada');
    here.slack.addFaults({ kind: 'commit_then_drop', method: 'chat.postMessage', times: 1 });
    await ada.types('/invite settings');
    await ada.seesModal('Daily digest');
    await ada.fills({ Digest: 'On', Channel: general });
    await ada.submits();
    await ada.seesModal('Slack is not answering me properly');
    expect(ada.messages(general).filter((message) => messageText(message).includes('set up a daily'))).toHaveLength(1);
    expect(ada.modal()?.submit).toBe('Save');
  });

  test('a whole day of 500s: digests and cards come when Slack is back, each once', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    here.slack.addFaults({ kind: 'error', error: 'service_unavailable', method: 'chat.postMessage' });
    await oneLine(ada, 'zoe@x.test as editor');
    await inTime(here, () => expect(calls(here, 'chat.postMessage')).toBeGreaterThan(3), 10 * minute);
    here.slack.clearFaults();
    await inTime(here, () => expect(cardsIn(here)).toBe(1));
  });
});

describe('a card whose answer was lost', () => {
  const withHistory = [...leastScopes, 'channels:history', 'groups:history', 'im:history', 'im:write'];

  test.each(['commit_then_drop', 'commit_then_500'] as const)(
    '%s without the scope to look: never posted twice',
    async (kind) => {
      const here = await world();
      const ada = here.person('ada');
      here.slack.addFaults({ kind, method: 'chat.postMessage', times: 1 });
      await oneLine(ada, 'zoe@x.test as editor');
      await inTime(here, () => expect(here.log().some((line) => line.msg === 'a post failed')).toBe(true));
      await here.restartApp();
      await allPosted(here, ada);
      expect(cardsIn(here)).toBe(2);
      expect(calls(here, 'chat.postMessage')).toBe(2);
      await here.stop();
    },
  );

  test.each(['commit_then_drop', 'commit_then_500'] as const)(
    '%s with the scope: found, kept true, not posted twice',
    async (kind) => {
      const here = await world({ scopes: withHistory });
      const ada = here.person('ada');
      here.slack.addFaults({ kind, method: 'chat.postMessage', times: 1 });
      await oneLine(ada, 'zoe@x.test as editor');
      const card = await ada.seesMessage(general, 'Refresh');
      await inTime(here, () => expect(calls(here, 'conversations.history')).toBe(1));
      await inTime(here, () => nowSays(ada, general, card, 'Pending'));
      await ada.pressesIn(card, general, 'Cancel', { confirm: true });
      await inTime(here, () => nowSays(ada, general, card, 'Canceled by Ada Owens'));
      expect(calls(here, 'chat.postMessage')).toBe(1);
      await here.stop();
    },
  );

  test('with the scope, one that never arrived is posted', async () => {
    const here = await world({ scopes: withHistory });
    const ada = here.person('ada');
    here.slack.addFaults({ kind: 'drop', method: 'chat.postMessage', times: 1 });
    await oneLine(ada, 'zoe@x.test as editor');
    await inTime(here, () => expect(cardsIn(here)).toBe(1));
    expect(calls(here, 'chat.postMessage')).toBe(2);
    await here.stop();
  });
});
