/** Slack's date tokens, in the reader's own time zone. */
const day = 86_400_000;

type Place = { timeZone: string; now: number };
type Formats = Record<string, (at: Date, place: Place) => string>;

const english = (options: Intl.DateTimeFormatOptions) => (at: Date, place: Place) =>
  new Intl.DateTimeFormat('en-US', { ...options, timeZone: place.timeZone }).format(at);

const formats: Formats = {
  date_num: (at, { timeZone }) => dayOf(at, timeZone),
  date: english({ month: 'long', day: 'numeric', year: 'numeric' }),
  date_short: english({ month: 'short', day: 'numeric', year: 'numeric' }),
  date_long: english({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
  time: english({ hour: 'numeric', minute: '2-digit' }),
  time_secs: english({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
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
export function nearDay(at: Date, { timeZone, now }: Place): string | undefined {
  const shown = dayOf(at, timeZone);
  if (shown === dayOf(new Date(now), timeZone)) return 'today';
  if (shown === dayOf(new Date(now - day), timeZone)) return 'yesterday';
  return shown === dayOf(new Date(now + day), timeZone) ? 'tomorrow' : undefined;
}

/** YYYY-MM-DD. */
export const dayOf = (at: Date, timeZone: string): string => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);

export const clockTime = (ms: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { hour: 'numeric', minute: '2-digit', timeZone }).format(ms);

/** "Tuesday, October 6", or Today and Yesterday. */
export function dayHeading(ms: number, place: Place): string {
  const near = nearDay(new Date(ms), place);
  if (near) return `${near[0]?.toUpperCase()}${near.slice(1)}`;
  const options = { weekday: 'long', month: 'long', day: 'numeric', timeZone: place.timeZone } as const;
  return new Intl.DateTimeFormat('en-US', options).format(ms);
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
