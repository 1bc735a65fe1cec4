import { afterEach, describe, expect, test } from 'vitest';
import { type Actor, channels, messageText, people, viewText, type World } from '../stories/cast.ts';
import { digestsCome, digestsIn, everyDay, turnOn } from '../stories/digest-steps.ts';
import { joinedWords } from '../stories/follow-steps.ts';
import { directOf, getsWord, shows } from '../stories/rules-steps.ts';
import { day, hour, inTime, invites } from '../stories/steps.ts';
import { onBothStores, onPostgres, onSqlite, type Surroundings, worldIn } from '../stories/surroundings.ts';

const { general, board } = channels;
const bot = 'U0BOT';
let here: World;
let ada: Actor;
let alan: Actor;
const begin = async (where: Surroundings, roq: { inviteTtl?: number } = {}) => {
  here = await worldIn(where, ['ada', 'alan', 'mia'], { roq });
  [ada, alan] = [here.person('ada'), here.person('alan')];
};
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

const tried = (channel: string) =>
  here.slack.calls().filter(({ method, args }) => method === 'chat.postMessage' && args.channel === channel).length;
const triedEdits = (channel: string) =>
  here.slack.calls().filter(({ method, args }) => method === 'chat.update' && args.channel === channel).length;
const words = (who: Actor) =>
  who
    .directMessages()
    .map(messageText)
    .filter((text) => text.includes('aily digest of invites'));
const roqId = (email: string) => here.roq.db.users.find((user) => user.email === email)?.id ?? '';
/** To the next morning at nine in Berlin from noon, and from there on day by day. */
const morning = async (ms: number) => {
  await here.slack.settled();
  here.clock.advance(ms);
  await here.app.tick();
};
const audited = (what: string) => here.log().filter((line) => line.what === what).length;
/** Mornings with a digest each, until it was looked whether somebody stands behind it: within a week. */
const withinAWeek = async (what: string) => {
  for (let days = 0; days < 7 && audited(what) === 0; days += 1) {
    const posted = tried(general);
    await morning(day);
    await inTime(here, () => expect(audited(what) + tried(general)).toBeGreaterThan(posted));
  }
  await inTime(here, () => expect(audited(what)).toBe(1));
};

describe.each(onBothStores)('a digest whose channel is gone, in $name', (where) => {
  test.each([
    ['archived', 'is archived', (channel: string) => here.slack.archiveChannel(channel)],
    ['deleted', 'channel not found', (channel: string) => here.slack.deleteChannel(channel)],
    ['left by the app', /not in channel|channel not found/, (c: string) => here.slack.leaveChannel(bot, c)],
  ])('%s: it is turned off, whoever set it is told once, and nothing is tried again', async (_, why, end) => {
    await begin(where);
    await here.slack.joinChannel(bot, board);
    await turnOn(ada, { Days: everyDay, Channel: board });
    const posted = tried(board);
    await end(board);
    await morning(21 * hour);
    const word = await getsWord(here, ada, 'so it is off now');
    expect(messageText(word)).toMatch(why);
    await inTime(here, () => expect(audited('digest.stopped')).toBe(1));
    expect(tried(board)).toBe(posted + 1);
    for (let days = 0; days < 3; days += 1) await morning(day);
    await ada.pressesIn(word, directOf(here, ada), 'Open the settings');
    await ada.seesModal('Daily digest');
    await ada.fills({ Digest: 'On', Channel: general });
    await ada.submits();
    await ada.seesModal('Saved.');
    await ada.closes();
    await morning(day);
    await digestsCome(here, ada, 1, general);
    expect([tried(board), words(ada).length]).toEqual([posted + 1, 1]);
  });
});

test.each(onBothStores)(
  'in $name a channel deleted with cards and a digest in it: one try of each, and life goes on elsewhere',
  async (where) => {
    await begin(where, { inviteTtl: 400 * day });
    await here.slack.joinChannel(bot, board);
    await turnOn(ada, { Days: everyDay, Channel: board });
    await invites(ada, 'zoe@x.test, bob@y.test as editor', board);
    await invites(ada, 'yan@x.test as editor', board);
    await morning(21 * hour);
    await digestsCome(here, ada, 1, board);
    here.slack.deleteChannel(board);
    const [posted, edited] = [tried(board), triedEdits(board)];
    here.roq.accept('zoe@x.test');
    here.roq.accept('yan@x.test');
    await getsWord(here, ada, 'joined Acme');
    await inTime(here, () => expect(triedEdits(board)).toBe(edited + 3));
    await morning(day);
    await getsWord(here, ada, 'so it is off now');
    here.roq.accept('bob@y.test');
    await inTime(here, () => expect(joinedWords(here, ada).join()).toContain('bob@y.test'));
    for (let days = 0; days < 3; days += 1) await morning(day);
    await invites(ada, 'late@x.test as editor', general);
    expect([tried(board), triedEdits(board), words(ada).length]).toEqual([posted + 1, edited + 3, 1]);
  },
);

describe('a digest that somebody set who is gone', () => {
  const ends: [string, Surroundings, () => unknown][] = [
    ['deactivated in Slack', onSqlite, () => here.slack.changeUser(ada.id, { deleted: true })],
    ['deactivated in ROQ', onPostgres, () => here.roq.setUser(roqId('ada@acme.test'), { active: false })],
    ['without the power', onSqlite, () => here.roq.setUser(roqId('ada@acme.test'), { roleKeys: ['member'] })],
  ];
  test.each(ends)('%s: the next who may change it is told once, and looks after it', async (_, where, end) => {
    await begin(where);
    await shows(alan, here.person('mia'));
    await turnOn(ada, { Days: everyDay });
    await end();
    await morning(21 * hour);
    await digestsCome(here, alan, 1);
    await withinAWeek('digest.passed_on');
    const word = await getsWord(here, alan, 'is yours to look after now');
    expect(messageText(word)).toContain(`<@${people.ada.id}>`);
    const before = digestsIn(alan, general).length;
    await morning(day);
    await digestsCome(here, alan, before + 1);
    await alan.pressesIn(word, directOf(here, alan), 'Open the settings');
    await alan.seesModal('Daily digest');
    expect(viewText(alan.modal())).not.toContain('Settings can be changed by people');
    await alan.closes();
    await here.slack.changeUser(alan.id, { deleted: true });
    await withinAWeek('digest.stopped');
    // One that was on its way already may still come: stopping the app waits for it.
    await here.restartApp();
    const posts = tried(general);
    for (let days = 0; days < 3; days += 1) await morning(day);
    await here.restartApp();
    await here.app.tick();
    await here.slack.settled();
    expect([tried(general), words(alan).length, words(here.person('mia')).length]).toEqual([posts, 1, 0]);
  });
});
