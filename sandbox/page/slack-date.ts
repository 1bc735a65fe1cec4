/** Slack's date tokens, in the reader's own time zone and language. */
const day = 86_400_000;

type Place = {
  timeZone: string;
  now: number;
  /** Default that of this page. */
  locale?: string;
};
const pageLocale = 'en-US';
type Formats = Record<string, (at: Date, place: Place) => string>;

const written = (options: Intl.DateTimeFormatOptions) => (at: Date, place: Place) =>
  new Intl.DateTimeFormat(place.locale ?? pageLocale, { ...options, timeZone: place.timeZone }).format(at);

const formats: Formats = {
  date_num: (at, { timeZone }) => dayOf(at, timeZone),
  date: written({ month: 'long', day: 'numeric', year: 'numeric' }),
  date_short: written({ month: 'short', day: 'numeric', year: 'numeric' }),
  date_long: written({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
  time: written({ hour: 'numeric', minute: '2-digit' }),
  time_secs: written({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
  ago: (at, { now }) => ago(now - at.getTime()),
};

/** Replaces `{date_short_pretty} {time}` and their like; undefined when the instant is none, as Slack then uses its fallback. */
export function formatSlackDate(seconds: number, format: string, place: Place): string | undefined {
  if (!Number.isFinite(seconds) || seconds === 0) return undefined;
  const at = new Date(seconds * 1000);
  return format.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const plain = name.replace(/_pretty$/, '');
    const close = plain === name ? undefined : nearDay(at, place);
    return close ?? formats[plain]?.(at, place) ?? whole;
  });
}

/** "today", "yesterday" or "tomorrow", where it is one of them. */
export function nearDay(at: Date, { timeZone, now, locale = pageLocale }: Place): string | undefined {
  const shown = dayOf(at, timeZone);
  const away = [0, -1, 1].find((days) => shown === dayOf(new Date(now + days * day), timeZone));
  return away === undefined ? undefined : new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day');
}

/** YYYY-MM-DD. */
export const dayOf = (at: Date, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);

export const clockTime = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat(pageLocale, { hour: 'numeric', minute: '2-digit', timeZone }).format(ms);

/** "Tuesday, October 6", or Today and Yesterday. */
export function dayHeading(ms: number, place: Place): string {
  const near = nearDay(new Date(ms), place);
  if (near) return `${near[0]?.toUpperCase()}${near.slice(1)}`;
  const options = { weekday: 'long', month: 'long', day: 'numeric', timeZone: place.timeZone } as const;
  return new Intl.DateTimeFormat(pageLocale, options).format(ms);
}

/** "3 min ago", "in 2 h". */
export function ago(ms: number): string {
  const size = Math.abs(ms);
  if (size < 60_000) return 'just now';
  const [count, unit] =
    size < 3_600_000
      ? [Math.floor(size / 60_000), 'min']
      : size < 2 * day
        ? [Math.floor(size / 3_600_000), 'h']
        : [Math.floor(size / day), 'days'];
  return ms < 0 ? `in ${count} ${unit}` : `${count} ${unit} ago`;
}
