import { afterEach, describe, expect, test } from 'vitest';
import type { SandboxOptions } from '../../sandbox/start-sandbox.ts';
import { channels, messageText, type World, world } from './cast.ts';
import { daysLater, digestComes, digestsIn, everyDay, nextMorning, ticksFor, turnOn } from './digest-steps.ts';
import { day, hour, inTime, inviteOf, minute, nowSays, seeded, seedWith } from './steps.ts';
import { onBothStores, worldIn } from './surroundings.ts';

const { general, partners } = channels;
let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});
const begin = async (options: Partial<SandboxOptions> = {}): Promise<void> => {
  here = await world(options);
};
/** Invites last longer than the story. */
const lasting = (...more: Parameters<typeof seedWith>) => ({ roq: { ...seedWith(...more), inviteTtl: 400 * day } });

describe.each(onBothStores)('the daily digest in $name', (where) => {
  test('comes the next morning at its hour, oldest first, masked; what is ticked is resent, and leaves it', async () => {
    here = await worldIn(where, ['ada']);
    const ada = here.person('ada');
    await turnOn(ada);
    await ticksFor(here, 20 * hour + 30 * minute);
    expect(digestsIn(ada)).toHaveLength(0);
    await ticksFor(here, 30 * minute);
    const digest = await digestComes(here, ada);
    const said = messageText(digest);
    expect(said).toContain('5 invites to Acme still waiting*: 1 pending, 4 expired. 4 need a decision');
    expect(digest.text).toMatch(
      /^5 invites to Acme still waiting: 1 pending, 4 expired[\s\S]*Otto Old \(o•••@old\.test\)/,
    );
    expect(said).toMatch(/o•••@old\.test[\s\S]*e•••@agency\.test[\s\S]*l•••@lab\.test[\s\S]*u•••@uni\.test/);
    expect(said).toMatch(/Otto Old \(o•••@old\.test\)\nExpired 29 days ago · invited by Alan Adams/);
    expect(said).not.toMatch(/otto@|eve@|lee@|una@|pat@|p•••@/);
    await ada.ticksIn(digest, general, ['Eve Early', 'Lee Long']);
    await ada.pressesIn(digest, general, 'Resend selected');
    await ada.seesModal('Resend 2 invites?');
    await ada.submits();
    await ada.seesModal('2 invites resent.');
    expect(
      here.roq
        .mails()
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['eve@agency.test', 'lee@lab.test']);
    const left = await inTime(here, () => nowSays(ada, general, digest, '3 pending, 2 expired. 2 need a decision'));
    expect(messageText(left)).not.toMatch(/Eve Early|Lee Long/);
    await ada.closes();
    await ada.pressesIn(left, general, 'Show all 5');
    await ada.seesModal('5 invites · page 1 of 1');
  });

  test('of 3,000 invites fits: the oldest eight, the rest counted and behind one button', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) =>
      seeded({ email: `p${n}@many.test`, firstName: 'Pia', lastName: `P${n}`, ageMs: 4 * day + n * minute }),
    );
    here = await worldIn(where, ['ada'], lasting(...many));
    const ada = here.person('ada');
    await turnOn(ada);
    const digest = await nextMorning(here, ada);
    expect(messageText(digest)).toContain('3,005 invites to Acme still waiting*: 3,003 pending, 2 expired.');
    expect(messageText(digest)).toContain('… and 2,994 more.');
    await ada.pressesIn(digest, general, 'Show all 3,005');
    await ada.seesModal('3,005 invites · page 1 of 251');
  });
});

describe('what a digest tells', () => {
  test('two tenants in one workspace: each of its own, and a press redraws only that one', async () => {
    await begin();
    const [ada, olga] = [here.person('ada'), here.person('olga')];
    await turnOn(ada);
    await turnOn(olga, { Channel: partners });
    await nextMorning(here, ada);
    const globex = await digestComes(here, olga, partners);
    expect(messageText(globex)).toContain('1 invite to Globex still waiting');
    const updates = () =>
      here.slack
        .calls()
        .filter((call) => call.method === 'chat.update')
        .map((call) => call.args.channel);
    await olga.ticksIn(globex, partners, ['Gil Gray']);
    await olga.pressesIn(globex, partners, 'Resend selected');
    await olga.seesModal('Resend 1 invite?');
    await olga.submits();
    await olga.seesModal('Resent: ROQ mails gil@globex.test again');
    await inTime(here, () =>
      nowSays(olga, partners, globex, 'Nothing needs a decision.* 1 invite to Globex: 1 pending.'),
    );
    expect(updates()).toEqual([partners]);
  });

  test('who has not answered for as long as the settings say, and what is new since the last one', async () => {
    await begin(lasting(seeded({ email: 'kim@slow.test', ageMs: 2 * day, firstName: 'Kim' })));
    const ada = here.person('ada');
    await turnOn(ada, { Days: everyDay, 'A pending invite needs a decision': 'After 5 days without an answer' });
    const first = messageText(await nextMorning(here, ada));
    expect(first).toContain('4 pending, 2 expired. 2 need a decision');
    expect(first).not.toMatch(/Kim|Since the last digest/);
    here.roq.accept('pat@partner.test');
    here.clock.advance(hour);
    await ada.types('/invite new@comer.test as editor');
    await ada.seesModal('ready');
    await ada.submits();
    await ada.seesModal(/sent\* to/);
    await ada.closes();
    here.clock.advance(2 * day - hour);
    const second = messageText(await daysLater(here, ada, 1));
    expect(second).toContain('Since the last digest: 1 sent, 1 joined.');
    expect(second).toMatch(/Kim \(k•••@slow\.test\)\nNo answer for 5 days/);
    expect(second).not.toContain('new@comer');
  });

  test('nothing that needs anybody: no digest, unless the workspace wants one whenever anything waits', async () => {
    await begin({
      roq: { seed: { ...seedWith().seed, invites: [seeded({ email: 'kim@slow.test' })] }, inviteTtl: 9 * day },
    });
    const ada = here.person('ada');
    await turnOn(ada);
    here.clock.advance(21 * hour);
    await here.app.tick();
    await turnOn(ada, { 'Post it': 'Whenever anything is waiting or new' });
    here.clock.advance(day);
    await here.app.tick();
    const said = await ada.seesMessage(general, 'Nothing needs a decision');
    expect(messageText(said)).toContain('1 invite to Acme: 1 pending.');
    expect(ada.messages(general).filter((each) => messageText(each).includes('Read from ROQ'))).toHaveLength(1);
  });

  test('in the language of the workspace', async () => {
    await begin();
    const ada = here.person('ada');
    await turnOn(ada, { 'Language of messages in channels': 'German (Deutsch)' });
    here.clock.advance(21 * hour);
    await here.app.tick();
    const digest = await inTime(here, () => ada.seesMessage(general, 'Noch nicht angenommen: 5 Einladungen zu Acme'));
    expect(messageText(digest)).toMatch(
      /Otto Old \(o•••@old\.test\)\nAbgelaufen vor 29 Tagen · eingeladen von Alan Adams/,
    );
    await turnOn(ada, { 'Language of messages in channels': 'English' });
    await inTime(here, () => nowSays(ada, general, digest, '5 invites to Acme still waiting'));
  });

  test('what expired more than a month ago is counted, not listed every day', async () => {
    const old = seeded({ email: 'old@x.test', status: 'expired', ageMs: 40 * day, statusAgeMs: 39 * day });
    await begin({ roq: seedWith(old) });
    const ada = here.person('ada');
    await turnOn(ada);
    const said = messageText(await nextMorning(here, ada));
    expect(said).toContain('5 invites to Acme');
    expect(said).toContain('1 invite that expired more than 30 days ago left out');
    expect(said).not.toContain('@x.test');
  });

  test('not an expired invite of somebody who has joined since', async () => {
    await begin({ roq: seedWith(seeded({ email: 'alan@acme.test', status: 'expired', ageMs: 9 * day })) });
    const ada = here.person('ada');
    await turnOn(ada);
    expect(messageText(await nextMorning(here, ada))).toContain('5 invites to Acme');
    expect(inviteOf(here, 'alan@acme.test').status).toBe('expired');
  });

  test('a channel that the app was removed from: no digest, no crash, one line in the log', async () => {
    await begin();
    const ada = here.person('ada');
    await turnOn(ada);
    here.slack.addFaults({ kind: 'error', error: 'not_in_channel', method: 'chat.postMessage', channel: general });
    await ticksFor(here, 22 * hour);
    await inTime(here, () => expect(here.log().filter((line) => line.msg === 'a post failed')).toHaveLength(1));
    expect(digestsIn(ada)).toHaveLength(0);
  });
});
