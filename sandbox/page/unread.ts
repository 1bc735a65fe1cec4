import { effect, signal } from '@preact/signals';
import type { ChannelEntry } from '../page-state.ts';
import { cast, channelId, mine, pane } from './state.ts';

/** The last message each person has seen, by `run/user/channel`. */
const marks = signal<Record<string, string>>(stored());
const storageKey = 'roq-sandbox-read';

const keyOf = (channel: string): string => `${cast.value?.run}/${mine.value?.user}/${channel}`;

/** How many messages of others this person has not seen; ten means ten or more. */
export function unread(channel: ChannelEntry): number {
  const mark = marks.value[keyOf(channel.id)] ?? '';
  return channel.recent.filter((ts) => ts > mark).length;
}

/** What stands open in front of somebody is read. */
effect(() => {
  const open = mine.value?.channels.find(({ id }) => id === channelId.value);
  const newest = open?.recent[0];
  if (!open || !newest || pane.value !== 'slack' || !cast.value) return;
  const key = keyOf(open.id);
  if (marks.peek()[key] === newest) return;
  marks.value = { ...marks.peek(), [key]: newest };
  sessionStorage.setItem(storageKey, JSON.stringify(marks.peek()));
});

function stored(): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem('roq-sandbox-read') ?? '{}');
  } catch {
    return {};
  }
}
