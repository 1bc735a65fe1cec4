import { DateTime } from 'luxon';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { startSlack } from '../../sandbox/slack/start-slack.ts';
import { slackApp } from '../../sandbox/world.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { defaultSettings } from '../../src/workspaces/settings.ts';
import { eventually, type World, world } from '../stories/cast.ts';
import { day, minute } from '../stories/steps.ts';
import { manyTenants } from './due-now.ts';

const full = process.env.SOAK === '1';
const days = full ? 60 : 30;
const step = (full ? 30 : 60) * minute;
/** Clocks change in all of these but the first and the last within the days of the test, which begin on 6 October. */
const wanted = [
  { timeZone: 'Asia/Tokyo', hour: 9, weekdays: [1, 2, 3, 4, 5] },
  { timeZone: 'Europe/Berlin', hour: 2, weekdays: [1, 2, 3, 4, 5, 6, 7] },
  { timeZone: 'America/New_York', hour: 1, weekdays: [6, 7] },
  { timeZone: 'Africa/Cairo', hour: 23, weekdays: [2, 3, 4, 5, 6, 7] },
  { timeZone: 'Pacific/Kiritimati', hour: 0, weekdays: [1, 3, 5, 7] },
] as const;

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

test(`over ${days} days, with restarts and changes of clocks, each local day that is due has one digest`, async () => {
  const { here, store, channels } = await begin();
  const tenantIds = here.roq.db.tenants.all().map(({ id }) => id);
  const from = here.clock.now();
  for (const [index, each] of wanted.entries()) {
    const { digest, ...rest } = defaultSettings(each.timeZone, from);
    const on = { ...digest, ...each, weekdays: [...each.weekdays], on: true, channelId: channels[index] };
    const settings = { ...rest, digest: on };
    await store.settings.save({
      teamId: 'T0ACME',
      tenantId: tenantIds[index] ?? '',
      settings,
      updatedBy: `U0OWNER${index}`,
    });
  }
  const plan = wanted.map((each) => dueDays(each, from));
  for (let passed = 0; passed * step < days * day; passed += 1) {
    here.clock.advance(step);
    // At times restarted in the very minute in which a digest is due, at times before and after it.
    if (passed % 37 === 0) await here.restartApp();
    await Promise.all([here.app.tick(), here.app.tick()]);
    for (const [index, each] of wanted.entries()) {
      const due = plan[index]?.filter(({ at }) => at <= here.clock.now()).map((each) => each.day);
      await eventually(() => expect(daysPosted(here, channels[index] ?? '', each.timeZone)).toEqual(due));
    }
  }
}, 300_000);

/** Each local day that is due and when, by another library than the app's own reckoning. */
function dueDays({ timeZone: zone, hour, weekdays }: (typeof wanted)[number], from: number) {
  const first = DateTime.fromMillis(from, { zone }).startOf('day');
  return Array.from({ length: days + 2 }, (_, index) => first.plus({ days: index }))
    .filter(({ weekday }) => (weekdays as readonly number[]).includes(weekday))
    .map((date) => ({ day: date.toISODate(), at: date.set({ hour }).toMillis() }))
    .filter(({ at }) => at >= from);
}

const answer = z.object({ channel: z.string(), ts: z.string() });

const daysPosted = (here: World, channel: string, zone: string): string[] =>
  here.slack
    .calls()
    .filter((call) => call.method === 'chat.postMessage')
    .map((call) => answer.parse(call.answer))
    .filter((posted) => posted.channel === channel)
    .map(({ ts }) => DateTime.fromSeconds(Number(ts), { zone }).toISODate() ?? '');

async function begin(): Promise<{ here: World; store: Store; channels: string[] }> {
  const many = manyTenants(wanted.length);
  const seedRoq = { seed: many.roq, inviteTtl: 365 * day };
  const here = await world({ roq: seedRoq });
  undo.push(here.stop);
  const slack = await startSlack({
    clock: here.clock,
    seed: many.slack,
    app: slackApp({ socketMode: false, command: '/invite' }),
  });
  undo.push(slack.stop);
  here.env.SLACK_API_URL = `${slack.url}/api/`;
  await here.restartApp();
  const store = await openStore({ dataDir: here.env.DATA_DIR ?? '', clock: here.clock });
  undo.push(store.close);
  return { here: Object.assign(here, { slack }), store, channels: many.channels };
}
