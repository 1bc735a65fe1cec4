import { daysAhead, hourBegins, isZone, localTime } from './local-day.ts';

/** Nothing goes out by itself before the first, or from the second on: hours of the day. */
const open = { from: 8, until: 20 };

/** When quiet hours end in `timeZone`, ms; `undefined` while it is not quiet there. An unknown zone counts as UTC. */
export function quietEnds(now: number, timeZone: string): number | undefined {
  const zone = isZone(timeZone) ? timeZone : 'UTC';
  const { day, minute } = localTime(now, zone);
  if (minute >= open.until * 60) return hourBegins(localTime(daysAhead(1, now, zone), zone).day, open.from, zone);
  return minute < open.from * 60 ? hourBegins(day, open.from, zone) : undefined;
}
