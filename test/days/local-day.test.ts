import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { dueDay, isZone, localTime, zones } from '../../src/digests/local-day.ts';
import type { DigestSettings } from '../../src/workspaces/settings.ts';

const minute = 60_000;
const hourMs = 60 * minute;
const dayMs = 24 * hourMs;
const start = Date.UTC(2025, 0, 1);
const end = Date.UTC(2027, 0, 1);
const everyDay = [1, 2, 3, 4, 5, 6, 7];

const settings = (change: Partial<DigestSettings>): DigestSettings => ({
  on: true,
  channelId: 'C1',
  channelKind: 'public',
  olderThanDays: 3,
  onlyWhenNeeded: true,
  hour: 9,
  timeZone: 'UTC',
  weekdays: everyDay,
  effectiveFrom: 0,
  ...change,
});
const at = (iso: string) => Date.parse(iso);
const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
const weekdayOf = (day: string) => new Date(day).getUTCDay() || 7;
const pad = (hour: number) => String(hour).padStart(2, '0');
/** What clocks show, by another library than the one under test, in a form that sorts. */
const shown = (now: number, zone: string) => DateTime.fromMillis(now, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");

/** The instant of each change of clocks from 2025 to 2026. */
function changes(zone: string): number[] {
  const offset = (now: number) => DateTime.fromMillis(now, { zone }).offset;
  const found: number[] = [];
  let begins = offset(start);
  for (let week = start; week < end; week += 7 * dayMs) {
    let [low, high] = [week, week + 7 * dayMs];
    const ends = offset(high);
    const changed = ends !== begins;
    begins = ends;
    if (!changed) continue;
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / minute / 2) * minute;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}
const allChanges = zones().flatMap((zone) => changes(zone).map((change) => ({ zone, change })));
/** Of zones whose clocks change alike at the same instant, one. */
const differentChanges = [
  ...new Map(
    allChanges.map((each) => [[-1, 1].map((days) => shown(each.change + days * dayMs, each.zone)).join(), each]),
  ).values(),
];
/** `npm test` runs a size that fits; `npm run test:soak` the full one. */
const full = process.env.SOAK === '1';

/** A run log without the database: each due day with the first tick that saw it. */
function digests(wanted: DigestSettings, ticks: Iterable<number>): Map<string, number> {
  const posted = new Map<string, number>();
  for (const tick of ticks) {
    const day = dueDay(wanted, tick);
    if (day && !posted.has(day)) posted.set(day, tick);
  }
  return posted;
}
function* ticksFrom(from: number, to: number, step: number) {
  for (let tick = from; tick < to; tick += step) yield tick;
}
function daysBetween(from: string, to: string, weekdays: readonly number[]): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) if (weekdays.includes(weekdayOf(day))) days.push(day);
  return days;
}

describe('local time', () => {
  it.each([
    ['2026-11-22T08:05:59.999Z', 'Europe/Berlin', { day: '2026-11-22', minute: 545, weekday: 7 }],
    ['2026-11-22T23:30:00Z', 'Asia/Kathmandu', { day: '2026-11-23', minute: 315, weekday: 1 }],
    ['2026-03-08T07:00:00Z', 'America/New_York', { day: '2026-03-08', minute: 180, weekday: 7 }],
    ['2026-01-01T00:00:00Z', 'Pacific/Kiritimati', { day: '2026-01-01', minute: 840, weekday: 4 }],
    ['2026-01-01T00:00:00Z', 'UTC', { day: '2026-01-01', minute: 0, weekday: 4 }],
  ])('of %s in %s', (iso, zone, expected) => {
    expect(localTime(at(iso), zone)).toEqual(expected);
  });

  it('agrees with another library at any instant in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones()),
        fc.integer({ min: at('1980-01-01'), max: at('2090-01-01') }),
        (zone, now) => {
          const local = localTime(now, zone);
          const other = DateTime.fromMillis(now, { zone });
          expect(local).toEqual({
            day: other.toISODate(),
            minute: other.hour * 60 + other.minute,
            weekday: other.weekday,
          });
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('zones', () => {
  it('are known by name and alias, but not as offsets or nonsense', () => {
    expect(['UTC', 'Europe/Berlin', 'US/Pacific', 'Asia/Kolkata', 'Asia/Calcutta'].map(isZone)).not.toContain(false);
    expect(['', '+02:00', '-05:00', 'Europe/Atlantis', 'Berlin', ' UTC', 'C:/x'].map(isZone)).not.toContain(true);
  });

  it('are offered in order, each once and each of them known, with UTC', () => {
    expect(zones().length).toBeGreaterThan(400);
    expect(zones()).toContain('UTC');
    expect(zones()).toEqual([...new Set(zones())].sort());
    expect(zones().filter((zone) => !isZone(zone))).toEqual([]);
  });
});

describe('a digest is due', () => {
  const berlin = settings({ timeZone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5] });

  it('from its local hour on, for six hours', () => {
    expect(dueDay(berlin, at('2026-11-23T07:59:59.999Z'))).toBeUndefined();
    expect(dueDay(berlin, at('2026-11-23T08:00:00Z'))).toBe('2026-11-23');
    expect(dueDay(berlin, at('2026-11-23T13:59:59Z'))).toBe('2026-11-23');
    expect(dueDay(berlin, at('2026-11-23T14:00:00Z'))).toBeUndefined();
  });

  it('never on the next local day, however late its hour', () => {
    const late = settings({ timeZone: 'Europe/Berlin', hour: 22 });
    expect(dueDay(late, at('2026-11-23T22:59:59Z'))).toBe('2026-11-23');
    expect(dueDay(late, at('2026-11-23T23:00:00Z'))).toBeUndefined();
  });

  it('on the local weekday, not the weekday of UTC', () => {
    const auckland = settings({ timeZone: 'Pacific/Auckland', weekdays: [1] });
    expect(dueDay(auckland, at('2026-11-22T20:00:00Z'))).toBe('2026-11-23');
    expect(dueDay(auckland, at('2026-11-23T20:00:00Z'))).toBeUndefined();
  });

  it('only if it is on and has a channel', () => {
    const now = at('2026-11-23T08:00:00Z');
    expect(dueDay({ ...berlin, on: false }, now)).toBeUndefined();
    expect(dueDay({ ...berlin, channelId: undefined }, now)).toBeUndefined();
  });

  it('only if its hour came no earlier than the settings', () => {
    const now = at('2026-11-23T08:30:00Z');
    expect(dueDay({ ...berlin, effectiveFrom: at('2026-11-23T08:00:00Z') }, now)).toBe('2026-11-23');
    expect(dueDay({ ...berlin, effectiveFrom: at('2026-11-23T08:00:00.001Z') }, now)).toBeUndefined();
    expect(dueDay({ ...berlin, effectiveFrom: at('2026-11-24T00:00:00Z') }, now)).toBeUndefined();
  });

  it('from the first minute after a gap that swallows its hour', () => {
    const newYork = settings({ timeZone: 'America/New_York', hour: 2 });
    expect(dueDay(newYork, at('2026-03-08T06:59:00Z'))).toBeUndefined();
    expect(dueDay(newYork, at('2026-03-08T07:00:00Z'))).toBe('2026-03-08');
    const cairo = settings({ timeZone: 'Africa/Cairo', hour: 0 });
    expect(dueDay(cairo, at('2026-04-23T22:00:00Z'))).toBe('2026-04-24');
    const nuuk = settings({ timeZone: 'America/Nuuk', hour: 23 });
    expect(dueDay(nuuk, at('2026-03-29T00:59:00Z'))).toBeUndefined();
    expect(dueDay(nuuk, at('2026-03-29T01:00:00Z'))).toBe('2026-03-28');
    expect(dueDay(nuuk, at('2026-03-29T02:00:00Z'))).toBeUndefined();
    expect(dueDay({ ...nuuk, weekdays: [7] }, at('2026-03-29T01:00:00Z'))).toBeUndefined();
    expect(
      dueDay({ ...nuuk, effectiveFrom: at('2026-03-29T01:00:00.001Z') }, at('2026-03-29T01:30:00Z')),
    ).toBeUndefined();
  });

  it('from the first of two equal hours, so that turning it on in the second waits for tomorrow', () => {
    const newYork = settings({ timeZone: 'America/New_York', hour: 1 });
    const second = at('2026-11-01T06:00:00Z');
    expect(dueDay(newYork, at('2026-11-01T05:00:00Z'))).toBe('2026-11-01');
    expect(dueDay({ ...newYork, effectiveFrom: second }, second)).toBeUndefined();
    expect(dueDay({ ...newYork, effectiveFrom: at('2026-11-01T05:00:00Z') }, second)).toBe('2026-11-01');
  });

  it('or says that the zone is unknown', () => {
    expect(() => dueDay(settings({ timeZone: 'Europe/Atlantis' }), at('2026-11-23'))).toThrow(RangeError);
  });
});

describe('over two years, exactly one digest falls on each day that is due and none on others', () => {
  it('in every zone, with ticks at the quarter hours around the hour', () => {
    for (const [index, zone] of zones().entries()) {
      const hour = index % 24;
      const weekdays = index % 2 ? [1, 2, 3, 4, 5] : everyDay.filter((day) => day !== (index % 7) + 1);
      const ahead = DateTime.fromMillis(start, { zone }).offset * minute;
      const firstHour = start + dayMs + hour * hourMs - ahead;
      const around = (full ? [-60, -30, -15, 0, 60] : [-15, 0, 60]).map((minutes) => minutes * minute);
      const ticks = [...ticksFrom(firstHour, end, dayMs)].flatMap((expected) =>
        around.map((shift) => expected + shift),
      );
      const posted = [...digests(settings({ timeZone: zone, hour, weekdays }), ticks).keys()].filter(
        (day) => day >= '2025-01-03' && day <= '2026-12-29',
      );
      expect(posted, zone).toEqual(daysBetween('2025-01-03', '2026-12-29', weekdays));
    }
  });

  it('with ticks around the clock, at any hour, on any weekdays', () => {
    const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    const hour = fc.integer({ min: 0, max: 23 });
    const phase = fc.constantFrom(0, 15, 30, 45);
    fc.assert(
      fc.property(fc.constantFrom(...zones()), hour, weekdays, phase, (timeZone, hour, weekdays, phase) => {
        const ticks = ticksFrom(start + phase * minute, end, hourMs);
        const posted = [...digests(settings({ timeZone, hour, weekdays }), ticks).keys()];
        const inside = posted.filter((day) => day >= '2025-01-03' && day <= '2026-12-29');
        expect(inside).toEqual(daysBetween('2025-01-03', '2026-12-29', weekdays));
      }),
      { numRuns: full ? 40 : 15 },
    );
  });

  it('at each of the 24 hours around every change of clocks, on the first tick that shows the hour or what follows it', () => {
    expect(differentChanges.length).toBeGreaterThan(50);
    for (const { zone, change } of full ? allChanges : differentChanges) {
      const ticks = [...ticksFrom(change - 2 * dayMs, change + 1.5 * dayMs, 15 * minute)];
      const faces = new Map(ticks.map((tick) => [tick, shown(tick, zone)]));
      const [today] = shown(change, zone).split('T');
      const days = [dayAfter(today ?? '', -1), today ?? ''];
      const hours = Array.from({ length: 24 }, (_, hour) => hour);
      const firstPosted = new Map<string, number>();
      for (const tick of ticks) {
        for (const hour of hours) {
          const key = `${dueDay(settings({ timeZone: zone, hour }), tick)}T${pad(hour)}:00`;
          if (!firstPosted.has(key)) firstPosted.set(key, tick);
        }
      }
      const wanted = days.flatMap((day) => hours.map((hour) => `${day}T${pad(hour)}:00`));
      const expected = wanted.map((key) => [key, ticks.find((tick) => (faces.get(tick) ?? '') >= key)]);
      expect(
        wanted.map((key) => [key, firstPosted.get(key)]),
        zone,
      ).toEqual(expected);
    }
  });

  it('and a digest turned on, or changed, posts nothing whose hour had come before', () => {
    const hour = fc.integer({ min: 0, max: 23 });
    const shift = fc.integer({ min: -26 * 4, max: 26 * 4 });
    fc.assert(
      fc.property(fc.constantFrom(...allChanges), hour, shift, ({ zone, change }, hour, shift) => {
        const effectiveFrom = change + shift * 15 * minute;
        const wanted = settings({ timeZone: zone, hour, effectiveFrom });
        const ticks = [...ticksFrom(change - 3 * dayMs, change + 3 * dayMs, 15 * minute)];
        const faces = ticks.map((tick) => shown(tick, zone));
        const [today = ''] = shown(effectiveFrom, zone).split('T');
        const begins = ticks[faces.findIndex((face) => face >= `${today}T${pad(hour)}:00`)] ?? 0;
        expect(digests(wanted, ticks).has(today)).toBe(begins >= effectiveFrom);
      }),
      { numRuns: full ? 200 : 60 },
    );
  });
});
