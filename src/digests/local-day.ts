import { boundedCache } from '../bounded-cache.ts';
import type { DigestSettings } from '../workspaces/settings.ts';

/** `day` is YYYY-MM-DD, `minute` of the day 0 to 1439, `weekday` as in ISO: 1 = Monday. */
export type LocalTime = Readonly<{ day: string; minute: number; weekday: number }>;

const minuteMs = 60_000;
const dayMs = 86_400_000;
const graceMinutes = 6 * 60;

/** On which days and at which local hour something comes. */
export type DayPlan = Pick<DigestSettings, 'hour' | 'timeZone' | 'weekdays' | 'effectiveFrom'>;

/** The local day whose digest in its channel is due at `now` (ms), if any: see `dueOn`. */
export const dueDay = (
  settings: DayPlan & Pick<DigestSettings, 'on' | 'channelId'>,
  now: number,
): string | undefined => (settings.on && settings.channelId ? dueOn(settings, now) : undefined);

/**
 * The local day that is due at `now` (ms), if any: for six hours from its hour on, within that day, and only if
 * its hour came at or after `effectiveFrom`. An hour lost in spring counts from the first minute after it; a repeated
 * hour counts from its first time. The caller posts once per day; a day missed is skipped.
 * Throws RangeError for an unknown zone.
 */
export function dueOn(plan: DayPlan, now: number): string | undefined {
  const { hour, timeZone, weekdays, effectiveFrom } = plan;
  if (now < effectiveFrom) return undefined;
  const local = localTime(now, timeZone);
  const late = local.minute - hour * 60;
  if (late >= 0 && late < graceMinutes) {
    const due = weekdays.includes(local.weekday) && startsAfter(effectiveFrom, local.day, plan, now);
    return due ? local.day : undefined;
  }
  return hour === 23 && local.minute < 60 ? lostEvening(plan, now, local) : undefined;
}

/** What clocks in `timeZone` show at `now` (ms). Throws RangeError for an unknown zone. */
export function localTime(now: number, timeZone: string): LocalTime {
  const zone = zoneClock(timeZone);
  if (zone.at === now && zone.shown) return zone.shown;
  // "2026-11-22 09:05": of all locales, Swedish writes a date and time as ISO does.
  const text = zone.format.format(now);
  const day = text.slice(0, 10);
  const minute = Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16));
  zone.at = now;
  zone.shown = { day, minute, weekday: new Date(`${day}T00:00Z`).getUTCDay() || 7 };
  return zone.shown;
}

/** An IANA name this machine knows, aliases included; no offsets such as "+02:00", which know no summer time. */
export function isZone(name: string): boolean {
  if (!/^[a-z]/i.test(name)) return false;
  try {
    return Boolean(zoneClock(name));
  } catch {
    return false;
  }
}

/** The first instant of a day written YYYY-MM-DD, ms; `undefined` for what is no day. Throws RangeError for an unknown zone. */
export function dayBegins(day: string, timeZone: string): number | undefined {
  const written = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00Z`) : Number.NaN;
  const exists = !Number.isNaN(written) && new Date(written).toISOString().startsWith(day);
  return exists ? hourBegins(day, 0, timeZone) : undefined;
}

/** The first instant of the local day that comes `days` after the one at `now`, ms. */
export function daysAhead(days: number, now: number, timeZone: string): number {
  const today = Date.parse(`${localTime(now, timeZone).day}T00:00Z`);
  return hourBegins(new Date(today + days * dayMs).toISOString().slice(0, 10), 0, timeZone);
}

/** Names to choose from, in order. */
export const zones = (): string[] => [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();

type ZoneClock = { format: Intl.DateTimeFormat; at?: number; shown?: LocalTime };

/** One formatter per zone, with its last answer: all workspaces of a zone ask for the same instant. */
const clocks = boundedCache<ZoneClock>(700);

function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const digits = '2-digit';
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: digits,
    day: digits,
    hour: digits,
    minute: digits,
  });
  const clock: ZoneClock = { format };
  clocks.set(timeZone, clock);
  return clock;
}

/** Whether the hour of `day`, already reached at `now`, came at or after `effectiveFrom`. */
function startsAfter(effectiveFrom: number, day: string, plan: DayPlan, now: number): boolean {
  // The hour began at most the grace and one change of clocks ago: no need to look closer at older settings.
  if (effectiveFrom <= now - 2 * dayMs) return true;
  return hourBegins(day, plan.hour, plan.timeZone) >= effectiveFrom;
}

/** The instant at which clocks show this hour for the first time that day, or pass over it. Throws RangeError for an unknown zone. */
export function hourBegins(day: string, hour: number, timeZone: string): number {
  const wall = Date.parse(`${day}T00:00Z`) + hour * 60 * minuteMs;
  const offsets = [wall - dayMs, wall + dayMs].map((at) => offset(at, timeZone));
  const shown = offsets.map((ahead) => wall - ahead).filter((at) => at + offset(at, timeZone) === wall);
  if (shown.length > 0) return Math.min(...shown);
  let at = wall - Math.max(...offsets);
  while (at + offset(at, timeZone) < wall) at += minuteMs;
  return at;
}

/** How far local time is ahead of UTC, ms; `at` is a whole minute. */
function offset(at: number, timeZone: string): number {
  const { day, minute } = localTime(at, timeZone);
  return Date.parse(`${day}T00:00Z`) + minute * minuteMs - at;
}

/** In Nuuk clocks go from 23:00 to 00:00 once a year: the digest of that evening comes in the first hour after it. */
function lostEvening(plan: DayPlan, now: number, local: LocalTime): string | undefined {
  const midnight = now - (now % minuteMs) - local.minute * minuteMs;
  const eve = localTime(midnight - minuteMs, plan.timeZone);
  const lost = eve.day !== local.day && eve.minute < 23 * 60;
  const due = lost && plan.weekdays.includes(eve.weekday) && midnight >= plan.effectiveFrom;
  return due ? eve.day : undefined;
}
