import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, messageText, type Transport, type World, world } from './cast.ts';
import { digestsCome, digestsIn, ticksFor, turnOn } from './digest-steps.ts';
import { day, hour, inTime, inviteOf, minute, nowSays, seeded, seedWith } from './steps.ts';

const { general } = channels;

describe.each<Transport>(['http', 'socket'])('the daily digest over %s', (transport) => {
  let here: World;
  beforeEach(async () => {
    here = await world({ transport });
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('comes the next morning at its hour, oldest first, masked, and its buttons work', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    await ticksFor(here, 20 * hour + 30 * minute);
    expect(digestsIn(ada)).toHaveLength(0);
    await ticksFor(here, 30 * minute);
    const [digest] = await digestsCome(here, ada, 1);
    if (!digest) throw new Error('no digest');
    const said = messageText(digest);
    expect(said).toMatch(/o•••@old\.test[\s\S]*e•••@agency\.test[\s\S]*l•••@lab\.test[\s\S]*p•••@partner\.test/);
    expect(said).not.toMatch(/otto@|eve@|lee@|pat@/);
    await ada.pressesIn(digest, general, 'Invite again', { near: 'Eve Early' });
    await ada.sees('Resent: ROQ mails eve@agency.test again');
    expect(here.roq.mailsTo('eve@agency.test')).toHaveLength(1);
    await inTime(here, () => nowSays(ada, general, digest, /Eve Early[\s\S]*?Pending/));
    await ada.pressesIn(digest, general, 'Show all 5');
    await ada.seesModal('5 invites · page 1 of 1');
  });
});

describe('a digest in its channel', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('two tenants in one workspace: each digest tells of its own, and a press redraws only that one', async () => {
    const [ada, olga] = [here.person('ada'), here.person('olga')];
    await turnOn(ada);
    await turnOn(olga, { Channel: channels.partners });
    await ticksFor(here, 21 * hour);
    await digestsCome(here, ada, 1);
    const [globex] = await digestsCome(here, olga, 1, channels.partners);
    if (!globex) throw new Error('no digest');
    expect(messageText(globex)).toContain('1 invite to Globex still waiting');
    const updates = () =>
      here.slack
        .calls()
        .filter((call) => call.method === 'chat.update')
        .map((call) => call.args.channel);
    await olga.pressesIn(globex, channels.partners, 'Invite again');
    await olga.sees('Resent: ROQ mails gil@globex.test again');
    await inTime(here, () => nowSays(olga, channels.partners, globex, '1 pending'));
    expect(updates()).toEqual([channels.partners]);
    await ada.pressesIn(globex, channels.partners, 'Resend');
    await ada.sees('not one you may see');
  });

  test('acted on down to its last line, it says that nothing waits any more', async () => {
    const olga = here.person('olga');
    await turnOn(olga);
    here.clock.advance(21 * hour);
    await here.app.tick();
    const [digest] = await digestsCome(here, olga, 1);
    if (!digest) throw new Error('no digest');
    await olga.pressesIn(digest, general, 'Invite again');
    const again = await inTime(here, () => nowSays(olga, general, digest, '1 pending'));
    await olga.pressesIn(again, general, 'Cancel', { confirm: true });
    await inTime(here, () => nowSays(olga, general, digest, 'Nothing is waiting any more'));
  });

  test('a channel that the app was removed from: no digest, no crash, one line in the log', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    here.slack.addFaults({ kind: 'error', error: 'not_in_channel', method: 'chat.postMessage', channel: general });
    await ticksFor(here, 22 * hour);
    await inTime(here, () => expect(here.log().filter((line) => line.msg === 'a post failed')).toHaveLength(1));
    expect(digestsIn(ada)).toHaveLength(0);
  });
});

test('a digest of 500 shows the oldest fifteen and opens the rest', async () => {
  const many = Array.from({ length: 500 }, (_, n) =>
    seeded({
      email: `p${n}@many.test`,
      firstName: 'Pia',
      lastName: `P${n}`,
      status: 'expired',
      ageMs: 3 * day + n * minute,
    }),
  );
  const here = await world({ roq: seedWith(...many) });
  const ada = here.person('ada');
  await turnOn(ada);
  here.clock.advance(21 * hour);
  await here.app.tick();
  const [digest] = await digestsCome(here, ada, 1);
  if (!digest) throw new Error('no digest');
  expect(messageText(digest)).toContain('505 invites to Acme still waiting: 1 pending, 504 expired');
  await ada.pressesIn(digest, general, 'Show all 505');
  await ada.seesModal('505 invites · page 1 of 43');
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

test('what expired more than a month ago is counted, not listed every day', async () => {
  const old = seeded({ email: 'old@x.test', status: 'expired', ageMs: 40 * day, statusAgeMs: 39 * day });
  const here = await world({ roq: seedWith(old) });
  const ada = here.person('ada');
  await turnOn(ada);
  here.clock.advance(21 * hour);
  await here.app.tick();
  await digestsCome(here, ada, 1);
  const said = digestsIn(ada).map(messageText).join();
  expect(said).toContain('5 invites to Acme');
  expect(said).toContain('1 invite that expired more than 30 days ago left out');
  expect(said).not.toContain('@x.test');
  await here.stop();
});

test('an expired invite of somebody who has joined since is not in the digest', async () => {
  const here = await world({ roq: seedWith(seeded({ email: 'alan@acme.test', status: 'expired', ageMs: 9 * day })) });
  const ada = here.person('ada');
  await turnOn(ada);
  here.clock.advance(21 * hour);
  await here.app.tick();
  await digestsCome(here, ada, 1);
  expect(digestsIn(ada).map(messageText).join()).toContain('5 invites to Acme');
  expect(inviteOf(here, 'alan@acme.test').status).toBe('expired');
  await here.stop();
});
