import type { Topic } from '../page-changes.ts';
import type { Cast } from '../page-state.ts';
import { read } from './api.ts';
import { cast, channelId, live, me, pane, readers, tool } from './state.ts';
import { tools } from './tools/tool-names.ts';

/** Reads everything once, then whatever the sandbox says has changed. */
export function goLive(): void {
  const source = new EventSource('/api/changes');
  source.onopen = () => {
    live.value = true;
    void readAll();
  };
  // Time passes without a change.
  setInterval(() => void readers.weather(), 20_000);
  source.onerror = () => {
    live.value = false;
  };
  source.onmessage = ({ data }) => {
    const topics: Topic[] = JSON.parse(data);
    for (const topic of topics) void readers[topic]();
    if (topics.includes('inspector')) void readers.weather();
    if (topics.some((topic) => topic !== 'screen')) void readers.guide();
  };
}

async function readAll(): Promise<void> {
  const found = await read<Cast>('cast');
  if (cast.value && cast.value.run !== found.run) location.reload();
  cast.value = found;
  if (!found.people.some(({ id }) => id === me.value)) me.value = found.people[0]?.id ?? '';
  if (!channelId.value) channelId.value = found.startChannel;
  if (!tools.value.some(({ id }) => id === tool.value)) tool.value = tools.value[0]?.id ?? 'weather';
  if (!found.parts.slack) pane.value = 'tools';
  await Promise.all(Object.values(readers).map((again) => again()));
}
