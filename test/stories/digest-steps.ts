import { expect } from 'vitest';
import type { SeenMessage } from '../../sandbox/slack/slack-emulator.ts';
import { type Actor, channels, type World } from './cast.ts';
import { day, hour, inTime, minute } from './steps.ts';

export const digestsIn = (who: Actor, channel: string = channels.general): SeenMessage[] =>
  who.messages(channel).filter((message) => digestWords.test(message.text));
const digestWords = /still waiting|Nothing needs a decision|Nothing is waiting any more/;

/** For the field Days. */
export const everyDay = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Turns the digest on through the form, as a person does. */
export async function turnOn(who: Actor, fields: Record<string, string | string[]> = {}): Promise<void> {
  const usual = { Digest: 'On', Channel: channels.general, Hour: '09:00', 'Time zone': 'Europe/Berlin' };
  await who.types('/invite settings');
  await who.seesModal('Daily digest');
  await who.fills({ ...usual, ...fields });
  await who.submits();
  await who.seesModal('Saved.');
  await who.closes();
}

/** Lets the clock run on, with a tick every half hour, as node-cron ticks every minute. */
export async function ticksFor(here: World, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 30 * minute) {
    here.clock.advance(30 * minute);
    await here.app.tick();
  }
}

let fences = 0;
/** Waits until whatever was due in a channel is posted: a card that was wanted later stands there. */
export async function allPosted(here: World, who: Actor, channel: string = channels.general): Promise<void> {
  const domain = `fence${fences++}.test`;
  await who.types(`/invite f@${domain} as editor`, channel);
  await who.seesModal('ready');
  await who.submits();
  await who.seesModal(/sent\* to/);
  await who.closes();
  const card = `invited f•••@${domain}`;
  await inTime(here, () =>
    expect(who.messages(channel).map((each) => each.text)).toContainEqual(expect.stringContaining(card)),
  );
}

/** Waits for so many digests. */
export async function digestsCome(here: World, who: Actor, count: number, channel?: string): Promise<SeenMessage[]> {
  await inTime(here, () => expect(digestsIn(who, channel)).toHaveLength(count));
  return digestsIn(who, channel);
}

/** Waits for the only one. */
export async function digestComes(here: World, who: Actor, channel?: string): Promise<SeenMessage> {
  const [digest] = await digestsCome(here, who, 1, channel);
  if (!digest) throw new Error('no digest');
  return digest;
}

/** From noon in Berlin to the next morning at nine; the newest digest that stands there then. */
export async function nextMorning(here: World, who: Actor, channel?: string): Promise<SeenMessage> {
  here.clock.advance(21 * hour);
  await here.app.tick();
  return digestComes(here, who, channel);
}

/** As many days later, in the same minute; the newest digest of the channel, posted since. */
export async function daysLater(here: World, who: Actor, days: number, channel?: string): Promise<SeenMessage> {
  const before = digestsIn(who, channel).map(({ ts }) => ts);
  here.clock.advance(days * day);
  await here.app.tick();
  return inTime(here, () => {
    const fresh = digestsIn(who, channel).find(({ ts }) => !before.includes(ts));
    if (!fresh) throw new Error('no new digest');
    return fresh;
  });
}

/** So many digests stand in the channel, and no more were due. */
export async function onlyDigests(here: World, who: Actor, count: number, channel?: string): Promise<void> {
  await allPosted(here, who, channel);
  expect(digestsIn(who, channel)).toHaveLength(count);
}
