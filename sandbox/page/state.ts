import { computed, effect, signal } from '@preact/signals';
import type { Inspection } from '../page-inspector.ts';
import type { RoqSide } from '../page-roq.ts';
import type { Cast, CastMember, Guide, Mailing, Screen } from '../page-state.ts';
import type { SeenStepRun } from '../slack/slack-emulator.ts';
import type { WeatherReport } from '../weather.ts';
import { read } from './api.ts';

export type Tool = 'mail' | 'roq' | 'workflows' | 'weather' | 'inspector';
/** What a narrow screen shows; a wide one shows Slack and a tool side by side. */
export type Pane = 'slack' | 'tools';

const address = new URLSearchParams(location.search);

export const cast = signal<Cast | null>(null);
export const me = signal(address.get('as') ?? 'U0ADA');
export const channelId = signal(address.get('in') ?? '');
export const tool = signal<Tool>((address.get('tool') as Tool | null) ?? 'mail');
export const pane = signal<Pane>('slack');
export const limit = signal(100);
export const homeTab = signal(false);

export const screen = signal<Screen | null>(null);
export const guide = signal<Guide | null>(null);
export const mails = signal<Mailing[]>([]);
export const roqSide = signal<RoqSide | null>(null);
export const inspection = signal<Inspection | null>(null);
/** Newest first. */
export const stepRuns = signal<SeenStepRun[]>([]);
export const weather = signal<WeatherReport | null>(null);
export const live = signal(true);

export const myself = computed<CastMember | undefined>(() => cast.value?.people.find(({ id }) => id === me.value));
/** That of the person we are; without a Slack that of whoever looks. */
export const timeZone = computed(
  () => myself.value?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
);
export const parts = computed(() => cast.value?.parts ?? { slack: false, roq: false, app: false });
/** The app's first command; undefined for an app without any. */
export const command = computed(() => cast.value?.commands[0]);
/** What stands on the screen: while one becomes somebody else, for a moment still that of the person before. */
export const mine = computed(() => screen.value);
export const becoming = computed(() => parts.value.slack && screen.value?.user !== me.value);
export const channel = computed(() => mine.value?.channels.find(({ id }) => id === channelId.value));

/** Keeps the address in step, so that a reload or a second window shows the same. */
effect(() => {
  const query = new URLSearchParams({ as: me.value, in: channelId.value, tool: tool.value });
  history.replaceState(null, '', `?${query}`);
});

/** Each reads one thing again, where there is the part it is about. */
export const readers = {
  screen: reader('screen', screen, 'slack', () => ({
    user: me.value,
    limit: String(limit.value),
    ...(channelId.value ? { channel: channelId.value } : {}),
  })),
  guide: reader('guide', guide, 'app'),
  mails: reader('mails', mails, 'roq'),
  roq: reader('roq', roqSide, 'roq'),
  inspector: reader('inspector', inspection, 'slack'),
  workflows: reader('workflows', stepRuns, 'slack'),
  weather: reader('weather', weather),
};

/** Reads one thing again; asked again meanwhile, it reads once more at the end, so that the last answer is fresh. */
function reader<T>(
  name: string,
  into: { value: T },
  about?: 'slack' | 'roq' | 'app',
  query: () => Record<string, string> = () => ({}),
) {
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      try {
        into.value = await read<T>(name, query());
      } catch {
        live.value = false;
      }
    } while (again);
    running = undefined;
  };
  return (): Promise<void> => {
    if (about && !parts.value[about]) return Promise.resolve();
    if (running) again = true;
    else running = run();
    return running ?? Promise.resolve();
  };
}
