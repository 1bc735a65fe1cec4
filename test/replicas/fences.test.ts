import { afterEach, beforeEach, expect, test } from 'vitest';
import { channels, eventually, messageText } from '../stories/cast.ts';
import { asked, inTime, invites, minute, nowSays } from '../stories/steps.ts';
import { type Replicas, startReplicas } from './replicas.ts';

const { general } = channels;
/** More than a lease, and no heartbeat in between: a replica that was frozen for so long, as the others see it. */
const frozen = 20_000;
let here: Replicas;
beforeEach(async () => {
  here = await startReplicas();
});
afterEach(async () => {
  await here.stop();
});

const cards = () =>
  here
    .person('ada')
    .messages(general)
    .filter((message) => !message.ephemeral && messageText(message).includes('Refresh'));

test('addresses whose holder slept through its lease are looked up by another, and not mailed again', async () => {
  const ada = here.person('ada');
  await ada.checks('zoe@x.test, bob@y.test');
  here.roq.faults.add({ kind: 'delay', operation: 'sendUserInvites', ms: 5 * minute, times: 1 });
  await ada.submits();
  await eventually(() => expect(asked(here, 'sendUserInvites')).toBe(1));
  here.clock.advance(frozen);
  await inTime(here, () => expect(asked(here, 'sendUserInvites')).toBe(2), 4 * minute);
  await inTime(here, () => expect(here.roq.mails()).toHaveLength(2));
  here.clock.advance(5 * minute);
  await inTime(here, () => expect(cards().map(messageText).join()).toContain('2 sent'));
  await here.slack.settled();
  expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.test', 'bob@y.test']);
  expect(cards()).toHaveLength(1);
});

test('a resend whose holder slept through its lease has one effect and one end', async () => {
  const ada = here.person('ada');
  const card = await invites(ada, 'zoe@x.test as editor');
  await here.noted(card, general);
  here.clock.advance(11 * minute);
  here.roq.faults.add({ kind: 'delay', operation: 'resendUserInvite', ms: 30_000, times: 1 });
  await ada.pressesIn(card, general, 'Resend');
  await eventually(() => expect(asked(here, 'resendUserInvite')).toBe(1));
  here.clock.advance(frozen);
  await inTime(here, () => nowSays(ada, general, card, 'Resent by Ada Owens'));
  expect(asked(here, 'resendUserInvite')).toBe(1);
  expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
});

test('a post whose holder slept through its lease is not posted by another, and followed as soon as it is known', async () => {
  const ada = here.person('ada');
  await ada.checks('zoe@x.test');
  here.slack.addFaults({ kind: 'slow', method: 'chat.postMessage', ms: 60_000, times: 1 });
  await ada.submits();
  const posts = () => here.slack.calls().filter(({ method }) => method === 'chat.postMessage');
  await eventually(() => expect(here.roq.mails()).toHaveLength(1));
  await inTime(here, () => expect(cards()).toHaveLength(1), 2 * minute);
  here.clock.advance(minute);
  await here.slack.settled();
  expect(posts()).toHaveLength(1);
  const [card] = cards();
  if (!card) throw new Error('no card');
  await here.noted(card, general);
  await ada.pressesIn(card, general, 'Cancel', { confirm: true });
  await inTime(here, () => nowSays(ada, general, card, 'Canceled by Ada Owens'));
});
