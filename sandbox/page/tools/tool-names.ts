import { computed } from '@preact/signals';
import { inspection, mails, parts, type Tool, weather } from '../state.ts';

const all: { id: Tool; name: string; icon: string; about?: 'slack' | 'roq' }[] = [
  { id: 'mail', name: 'Mailbox', icon: '✉', about: 'roq' },
  { id: 'roq', name: 'ROQ', icon: '▤', about: 'roq' },
  { id: 'weather', name: 'Weather', icon: '☁' },
  { id: 'inspector', name: 'Inspector', icon: '⌕', about: 'slack' },
];
/** The tools about what there is. */
export const tools = computed(() => all.filter(({ about }) => !about || parts.value[about]));

const broken = computed(() => inspection.value?.violations.length ?? 0);

/** What waits to be looked at in each tool. */
export const counts = computed<Record<Tool, { count: number; loud: boolean; says: string }>>(() => ({
  mail: { count: mails.value.filter(({ state }) => state === 'open').length, loud: false, says: 'to accept' },
  roq: { count: 0, loud: false, says: '' },
  weather: { count: weather.value?.switches.filter(({ on }) => on).length ?? 0, loud: false, says: 'on' },
  inspector: { count: broken.value, loud: true, says: broken.value === 1 ? 'rule broken' : 'rules broken' },
}));
