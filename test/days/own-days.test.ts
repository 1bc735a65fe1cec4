import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { zones } from '../../src/digests/local-day.ts';
import type { OwnDigest, OwnDigests } from '../../src/digests/own-digest.ts';
import { ownRound } from '../../src/digests/own-round.ts';

const minute = 60_000;
const dayMs = 24 * 60 * minute;
const days = 60;
/** One instant a week over two years. */
const starts = Array.from({ length: 104 }, (_, week) => Date.UTC(2025, 0, 1) + week * 7 * dayMs);

type Port = Pick<OwnDigests, 'page' | 'moved' | 'start'>;

/** The store's own promise in memory: a person's local day is taken once. */
function memory(own: OwnDigest): Port & { posted: string[] } {
  let stored = own;
  const posted: string[] = [];
  return {
    posted,
    page: async (after) => (after ? [] : [stored]),
    async moved(_own, timeZone) {
      stored = { ...stored, timeZone };
    },
    async start(_own, localDay) {
      if (posted.includes(localDay)) return false;
      posted.push(localDay);
      stored = { ...stored, lastDay: localDay };
      return true;
    },
  };
}

/** Ticks every half hour of sixty days; where the person is, Slack says. */
async function over(own: OwnDigest, from: number, zoneAt: (now: number) => string): Promise<string[]> {
  let now = from;
  const ownDigests = memory(own);
  const look = ownRound({
    ownDigests,
    slack: {
      user: async (teamId, userId) => ({ teamId, userId, name: 'Ed', standing: 'member', timeZone: zoneAt(now) }),
    },
    clock: { now: () => now },
    serves: async () => true,
    wakePosts: () => {},
    onError: (error) => {
      throw error;
    },
  });
  for (; now < from + days * dayMs; now += 30 * minute) await look();
  return ownDigests.posted;
}

const ownOf = (plan: Pick<OwnDigest, 'hour' | 'timeZone' | 'weekdays' | 'effectiveFrom'>): OwnDigest => ({
  ...{ tenantId: 'acme', roqUserId: 'r1', teamId: 'T1', slackUserId: 'U1', on: true },
  ...plan,
});
const plans = {
  zone: fc.constantFrom(...zones()),
  hour: fc.integer({ min: 0, max: 23 }),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: fc.constantFrom(...starts),
};

test('over sixty days in any zone, over every change of clocks, each local day that is due has one of one’s own', async () => {
  await fc.assert(
    fc.asyncProperty(plans.zone, plans.hour, plans.weekdays, plans.from, async (timeZone, hour, weekdays, from) => {
      const posted = await over(ownOf({ timeZone, hour, weekdays, effectiveFrom: from }), from, () => timeZone);
      const first = DateTime.fromMillis(from, { zone: timeZone }).startOf('day');
      const due = Array.from({ length: days + 2 }, (_, index) => first.plus({ days: index }))
        .filter(({ weekday }) => weekdays.includes(weekday))
        .map((date) => ({ day: date.toISODate(), at: date.set({ hour }).toMillis() }));
      // The hour a clock repeats or leaves out counts once; at either end of the sixty days it may or may not be in.
      const surely = due.filter(({ at }) => at >= from + dayMs / 12 && at < from + (days - 1) * dayMs);
      expect(posted).toEqual(expect.arrayContaining(surely.map(({ day }) => day)));
      expect(due.map(({ day }) => day)).toEqual(expect.arrayContaining(posted));
      expect(new Set(posted).size).toBe(posted.length);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test('whoever travels gets no local day twice, and none for longer than a journey takes', async () => {
  await fc.assert(
    fc.asyncProperty(plans.zone, plans.zone, plans.hour, plans.from, async (home, away, hour, from) => {
      const everyDay = ownOf({ timeZone: home, hour, weekdays: [1, 2, 3, 4, 5, 6, 7], effectiveFrom: from });
      const posted = await over(everyDay, from, (now) =>
        now > from + 20 * dayMs && now < from + 40 * dayMs ? away : home,
      );
      expect(new Set(posted).size).toBe(posted.length);
      expect(posted).toEqual([...posted].sort());
      // Two journeys may each cost a day, and the last day may not have come yet.
      expect(posted.length).toBeGreaterThanOrEqual(days - 4);
    }),
    { numRuns: 40 },
  );
}, 60_000);
