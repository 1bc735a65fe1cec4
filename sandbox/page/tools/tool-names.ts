import { computed } from '@preact/signals';
import { cast, inspection, mails, parts, stepRuns, type Tool, weather } from '../state.ts';

const all: { id: Tool; name: string; icon: string; about?: 'slack' | 'roq' }[] = [
  { id: 'mail', name: 'Mailbox', icon: '✉', about: 'roq' },
  { id: 'roq', name: 'ROQ', icon: '▤', about: 'roq' },
  { id: 'workflows', name: 'Workflows', icon: '⇄', about: 'slack' },
  { id: 'weather', name: 'Weather', icon: '☁' },
  { id: 'inspector', name: 'Inspector', icon: '⌕', about: 'slack' },
];
const hasSteps = computed(() => (cast.value?.steps.length ?? 0) > 0);
/** The tools about what there is. */
export const tools = computed(() =>
  all.filter(({ id, about }) => (!about || parts.value[about]) && (id !== 'workflows' || hasSteps.value)),
);

const broken = computed(() => inspection.value?.violations.length ?? 0);

/** What waits to be looked at in each tool. */
export const counts = computed<Record<Tool, { count: number; loud: boolean; says: string }>>(() => ({
  mail: { count: mails.value.filter(({ state }) => state === 'open').length, loud: false, says: 'to accept' },
  roq: { count: 0, loud: false, says: '' },
  workflows: { count: stepRuns.value.filter(({ state }) => state === 'running').length, loud: false, says: 'running' },
  weather: { count: weather.value?.switches.filter(({ on }) => on).length ?? 0, loud: false, says: 'on' },
  inspector: { count: broken.value, loud: true, says: broken.value === 1 ? 'rule broken' : 'rules broken' },
}));
