import { computed } from '@preact/signals';
import { inspection, mails, type Tool, weather } from '../state.ts';

export const tools: { id: Tool; name: string; icon: string }[] = [
  { id: 'mail', name: 'Mailbox', icon: '✉' },
  { id: 'roq', name: 'ROQ', icon: '▤' },
  { id: 'weather', name: 'Weather', icon: '☁' },
  { id: 'inspector', name: 'Inspector', icon: '⌕' },
];

/** What waits to be looked at in each tool. */
export const counts = computed<Record<Tool, { count: number; loud: boolean; says: string }>>(() => ({
  mail: { count: mails.value.filter(({ state }) => state === 'open').length, loud: false, says: 'to accept' },
  roq: { count: 0, loud: false, says: '' },
  weather: { count: weather.value?.switches.filter(({ on }) => on).length ?? 0, loud: false, says: 'on' },
  inspector: { count: inspection.value?.violations.length ?? 0, loud: true, says: 'rules broken' },
}));
