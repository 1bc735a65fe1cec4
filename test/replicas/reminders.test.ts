import { afterEach, beforeEach, expect, test } from 'vitest';
import { channels, eventually, messageText } from '../stories/cast.ts';
import { remindersOn } from '../stories/reminder-steps.ts';
import { asked, day, inTime, nowSays, oneLine } from '../stories/steps.ts';
import { type Replicas, startReplicas } from './replicas.ts';

const { general } = channels;
let here: Replicas;
beforeEach(async () => {
  here = await startReplicas({ DRAIN_SECONDS: '1' });
});
afterEach(async () => {
  // A post that the stop cut off is looked for, in vain: this app may not read the channel.
  expect(here.slack.violations().filter(({ rule }) => rule !== 'missing_scope')).toEqual([]);
  await here.stop();
});

test('through three replicas at once, of which one stops, is one mail to each', async () => {
  const ada = here.person('ada');
  await remindersOn(ada, 3);
  const addresses = Array.from({ length: 12 }, (_, index) => `zoe${index}@x.test`);
  await oneLine(ada, `${addresses.join(', ')} as editor`);
  const card = await inTime(here, () => {
    const found = ada.messages(general).find((message) => messageText(message).includes('12 people'));
    if (!found) throw new Error('no card yet');
    return found;
  });
  await here.slack.settled();
  here.roq.faults.add({ kind: 'delay', operation: 'resendUserInvite', ms: 1_000, times: 3 });
  here.clock.advance(3 * day);
  await eventually(() => expect(asked(here, 'resendUserInvite')).toBeGreaterThan(0));
  const stopping = here.apps.shift()?.stop();
  // Its call ends on this clock, and before the second of real time after which the stop cuts it off.
  here.clock.advance(1_000);
  await inTime(here, () => {
    for (const address of addresses) expect(here.roq.mailsTo(address)).toHaveLength(2);
  });
  await stopping;
  await inTime(here, () => {
    const now = messageText(nowSays(ada, general, card, 'Reminded by mail'));
    expect(now.split('Reminded by mail')).toHaveLength(13);
  });
  here.clock.advance(3 * day);
  await inTime(here, () => {
    for (const address of addresses) expect(here.roq.mailsTo(address)).toHaveLength(3);
  });
  expect(asked(here, 'resendUserInvite')).toBe(24);
});
