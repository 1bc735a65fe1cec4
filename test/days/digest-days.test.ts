import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { channels, type World, world } from '../stories/cast.ts';
import { allPosted, digestsCome, digestsIn, onlyDigests, ticksFor, turnOn } from '../stories/digest-steps.ts';
import { day, hour, minute } from '../stories/steps.ts';

describe('when a digest comes', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    expect(here.slack.violations()).toEqual([]);
    await here.stop();
  });

  test('on weekdays only, unless other days are chosen', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    // From Tuesday noon: Wednesday, Thursday, Friday.
    for (const count of [1, 2, 3]) {
      await ticksFor(here, day);
      await digestsCome(here, ada, count);
    }
    await ticksFor(here, 2 * day);
    await onlyDigests(here, ada, 3);
    await ticksFor(here, day);
    await digestsCome(here, ada, 4);
    await turnOn(ada, { Days: ['Saturday'] });
    await ticksFor(here, 5 * day);
    await onlyDigests(here, ada, 5);
  });

  test('turned on in the afternoon, it begins on the next day', async () => {
    const ada = here.person('ada');
    await turnOn(ada, { Hour: '10:00' });
    await ticksFor(here, 4 * hour);
    await onlyDigests(here, ada, 0);
  });

  test('once per local day, also after a restart and with many ticks', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    here.clock.advance(21 * hour);
    await Promise.all([here.app.tick(), here.app.tick(), here.app.tick()]);
    await digestsCome(here, ada, 1);
    await here.restartApp();
    await here.app.tick();
    await ticksFor(here, 3 * hour);
    await onlyDigests(here, ada, 1);
  });

  test('a restart between the claim and the post loses nothing and posts once', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    here.roq.faults.add({ kind: 'down' });
    here.clock.advance(21 * hour);
    await here.app.tick();
    await here.restartApp();
    expect(digestsIn(ada)).toHaveLength(0);
    here.roq.faults.clear();
    await digestsCome(here, ada, 1);
    await ticksFor(here, 3 * hour);
    await onlyDigests(here, ada, 1);
  });

  test('days on which the app was off are skipped, never sent as a backlog', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    here.clock.advance(2 * day + 20 * hour);
    await here.app.tick();
    await ticksFor(here, 30 * minute);
    await onlyDigests(here, ada, 0);
    await ticksFor(here, 30 * minute);
    await digestsCome(here, ada, 1);
    await ticksFor(here, 8 * hour);
    await onlyDigests(here, ada, 1);
  });

  test('the app off from its hour into the evening: that day is skipped', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    here.clock.advance(28 * hour);
    await here.app.tick();
    await onlyDigests(here, ada, 0);
  });

  test('ROQ down from its hour into the evening: that day is skipped, not posted at midnight', async () => {
    const ada = here.person('ada');
    await turnOn(ada);
    here.roq.faults.add({ kind: 'down' });
    await ticksFor(here, 28 * hour);
    here.roq.faults.clear();
    await ticksFor(here, hour);
    await onlyDigests(here, ada, 0);
    await ticksFor(here, 17 * hour);
    await digestsCome(here, ada, 1);
  });

  test('nothing waiting, nothing posted', async () => {
    const ada = here.person('ada');
    const olga = here.person('olga');
    await turnOn(ada);
    await turnOn(olga, { Channel: channels.partners });
    here.roq.accept('gil@globex.test');
    await ticksFor(here, 22 * hour);
    await digestsCome(here, ada, 1);
    await onlyDigests(here, olga, 0, channels.partners);
  });

  test.each([
    ['spring, when 02:00 does not exist', Date.UTC(2027, 2, 27, 10), 'Saturday', 'Sunday', '02:00'],
    ['autumn, when 02:00 comes twice', Date.UTC(2026, 9, 24, 10), 'Saturday', 'Sunday', '02:00'],
  ])('once over the change of clocks in %s', async (_name, noon, first, second, hourOfDay) => {
    here.clock.advance(noon - here.clock.now());
    const ada = here.person('ada');
    await turnOn(ada, {
      Hour: hourOfDay,
      Days: [first, second, 'Monday'],
      'Post it': 'Whenever anything is waiting or new',
    });
    await allPosted(here, ada);
    // Six hours after its hour a digest is not posted any more: the ticks wait for it, however fast they are.
    await ticksFor(here, 17 * hour);
    await digestsCome(here, ada, 1);
    await ticksFor(here, 6 * hour);
    await onlyDigests(here, ada, 1);
    await ticksFor(here, 17 * hour);
    await digestsCome(here, ada, 2);
    await ticksFor(here, 7 * hour);
    await onlyDigests(here, ada, 2);
  });
});
