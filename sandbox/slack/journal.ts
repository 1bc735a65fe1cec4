import type { JsonObject } from './json.ts';

export type DeliveryKind =
  | 'slash_commands'
  | 'block_actions'
  | 'block_suggestion'
  | 'view_submission'
  | 'view_closed'
  | 'message_action'
  | 'shortcut'
  | 'event'
  | 'raw';

/** How the app answered a payload, and what that means to the person who caused it. */
export interface Ack {
  /** ok: a 200 in time. late: nothing within 3000 ms. refused: another status. unreachable: no connection. */
  outcome: 'ok' | 'late' | 'refused' | 'unreachable';
  status: number | null;
  /** The parsed JSON body, or the text when it is not JSON; undefined when empty. */
  body: unknown;
  headers: { [name: string]: string };
  /** Milliseconds on the sandbox clock from sending to the answer. */
  ms: number;
  /** What Slack tells the person: operation_timeout, dispatch_failed, http_client_error, http_service_error. */
  error?: string;
}

/** One payload on its way to the app; `ack` is absent until the app answers or its time is up. */
export interface Delivery {
  id: string;
  kind: DeliveryKind;
  /** The event's type, the command, or the callback_id. */
  name: string;
  transport: 'http' | 'socket';
  team: string;
  user?: string;
  at: number;
  payload: JsonObject;
  retry?: { num: number; reason: string };
  ack?: Ack;
  /** Set when the app answered after its time was up. */
  lateAnswer?: { status: number | null; body: unknown; ms: number };
}

/** One call of the app: a Web API method, a response_url (method `response_url`) or a file download. */
export interface ApiCall {
  at: number;
  method: string;
  team: string | null;
  args: JsonObject;
  status: number | 'hang' | 'drop';
  answer: unknown;
}

/** A rule of the platform that the app broke. */
export interface Violation {
  at: number;
  rule: string;
  detail: string;
}

export type Change = { kind: 'delivery' | 'call' | 'violation' | 'state'; at: number; what: string };
export type ChangeListener = (change: Change) => void;

/** Everything that happened, in order; listeners hear of each entry. */
export interface Journal {
  deliveries: Delivery[];
  calls: ApiCall[];
  violations: Violation[];
  delivered(delivery: Delivery): void;
  called(call: ApiCall): void;
  violated(rule: string, detail: string): void;
  changed(what: string): void;
  onChange(listener: ChangeListener): () => void;
}

export function createJournal(now: () => number): Journal {
  const listeners = new Set<ChangeListener>();
  const tell = (kind: Change['kind'], what: string) => {
    for (const listener of listeners) listener({ kind, at: now(), what });
  };
  const deliveries: Delivery[] = [];
  const calls: ApiCall[] = [];
  const violations: Violation[] = [];
  return {
    deliveries,
    calls,
    violations,
    delivered(delivery) {
      if (!deliveries.includes(delivery)) deliveries.push(delivery);
      tell('delivery', delivery.kind);
    },
    called(call) {
      calls.push(call);
      tell('call', call.method);
    },
    violated(rule, detail) {
      violations.push({ at: now(), rule, detail });
      tell('violation', rule);
    },
    changed: (what) => tell('state', what),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
