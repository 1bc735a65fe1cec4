import type { Ack, ApiCall, Delivery, Violation } from './slack/journal.ts';
import { isObject, textOf } from './slack/json.ts';
import type { SlackEmulator } from './slack/slack-emulator.ts';

/** One line of what passed between Slack and the app; `detail` is fetched when somebody looks. */
export type Passage =
  | {
      way: 'to-app';
      ref: string;
      at: number;
      kind: Delivery['kind'];
      name: string;
      user: string | null;
      transport: Delivery['transport'];
      outcome: Ack['outcome'] | 'waiting';
      ms: number | null;
      error: string | null;
      retry: number | null;
      /** ms until an answer that came after its time was up. */
      lateMs: number | null;
    }
  | { way: 'from-app'; ref: string; at: number; method: string; status: ApiCall['status']; error: string | null };

export interface Inspection {
  passages: Passage[];
  violations: Violation[];
  deliveries: number;
  calls: number;
}

const shown = 150;

/** The newest first. */
export function inspectionOf(slack: SlackEmulator): Inspection {
  const deliveries = slack.deliveries();
  const calls = slack.calls();
  const firstCall = Math.max(0, calls.length - shown);
  const passages: Passage[] = [
    ...deliveries.slice(-shown).map(toApp),
    ...calls.slice(firstCall).map((call, index) => fromApp(call, firstCall + index)),
  ];
  return {
    passages: passages.sort((a, b) => b.at - a.at).slice(0, shown),
    violations: [...slack.violations()].reverse(),
    deliveries: deliveries.length,
    calls: calls.length,
  };
}

/** Everything about one passage; undefined for one that is not there. */
export function passageDetail(slack: SlackEmulator, ref: string): unknown {
  const [what, id = ''] = ref.split(':');
  if (what === 'call') return slack.calls()[Number(id)];
  return slack.deliveries().find((delivery) => delivery.id === id);
}

function toApp({ id, kind, name, user, transport, at, ack, retry, lateAnswer, payload }: Delivery): Passage {
  return {
    way: 'to-app',
    ref: `delivery:${id}`,
    at,
    kind,
    name: kind === 'slash_commands' ? `${name} ${textOf(payload.text)}`.trim() : name,
    user: user ?? null,
    transport,
    outcome: ack?.outcome ?? 'waiting',
    ms: ack?.ms ?? null,
    error: ack?.error ?? null,
    retry: retry?.num ?? null,
    lateMs: lateAnswer?.ms ?? null,
  };
}

function fromApp({ at, method, status, answer }: ApiCall, index: number): Passage {
  const error = isObject(answer) && answer.ok === false ? textOf(answer.error) : null;
  return { way: 'from-app', ref: `call:${index}`, at, method, status, error };
}
