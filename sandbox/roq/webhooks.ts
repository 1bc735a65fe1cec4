import type { SandboxClock } from '../clock.ts';
import type { FaultControl } from './faults.ts';
import type { Json } from './records.ts';

export interface WebhookTarget {
  url: string;
  key: string;
}

/** ROQ sends neither an event id nor a time. */
export interface WebhookEvent {
  name: string;
  id: string;
  object: 'userInvite' | 'user';
  data: { current: Json; previous: Json | null };
  environmentId: string;
}

export interface WebhookDelivery {
  at: number;
  name: string;
  id: string;
  /** 1 is the first try. */
  attempt: number;
  /** HTTP status; null if no answer came. */
  status: number | null;
}

export interface WebhookSender {
  emit(event: WebhookEvent): void;
  deliveries(): WebhookDelivery[];
  /** Resolves once nothing is on its way; retries that wait for the clock do not count. */
  settled(): Promise<void>;
  close(): void;
}

const retries = 5;
const retryStep = 30 * 60 * 1000;
const answerTimeout = 10_000;

/** Delivers events one after another; a failed one comes again after 30 minutes × N, five times at most. */
export function webhookSender(deps: {
  clock: SandboxClock;
  faults: FaultControl;
  target: () => WebhookTarget | null;
}): WebhookSender {
  const { clock, faults } = deps;
  const waiting = new Set<() => void>();
  const log: WebhookDelivery[] = [];
  let line = Promise.resolve();
  let flushHeld: (() => void) | undefined;

  const later = (ms: number, task: () => void) => {
    const cancel = clock.after(ms, () => {
      waiting.delete(cancel);
      task();
    });
    waiting.add(cancel);
    return cancel;
  };
  const enqueue = (event: WebhookEvent, attempt: number) => {
    line = line.then(() => deliver(event, attempt));
  };
  const deliver = async (event: WebhookEvent, attempt: number) => {
    const target = deps.target();
    if (!target) return;
    const status = await post(target, event);
    log.push({ at: clock.now(), name: event.name, id: event.id, attempt, status });
    const done = status !== null && status >= 200 && status < 300;
    if (!done && attempt <= retries) later(retryStep * attempt, () => enqueue(event, attempt + 1));
  };
  const hold = (event: WebhookEvent, ms: number) => {
    const cancel = later(ms, () => flushHeld?.());
    flushHeld = () => {
      flushHeld = undefined;
      cancel();
      waiting.delete(cancel);
      enqueue(event, 1);
    };
  };

  return {
    emit(event) {
      if (!deps.target() || faults.take(['webhook-lost'], [event.name])) return;
      const reorder = flushHeld ? undefined : faults.take(['webhook-reorder'], [event.name]);
      if (reorder) return hold(event, reorder.ms ?? 5000);
      enqueue(event, 1);
      if (faults.take(['webhook-duplicate'], [event.name])) enqueue(event, 1);
      flushHeld?.();
    },
    deliveries: () => [...log],
    async settled() {
      for (let seen: Promise<void> | undefined; seen !== line; ) {
        seen = line;
        await seen;
      }
    },
    close() {
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}

async function post(target: WebhookTarget, event: WebhookEvent): Promise<number | null> {
  try {
    const answer = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'roq-platform-webhook-key': target.key },
      body: JSON.stringify(event),
      redirect: 'manual',
      signal: AbortSignal.timeout(answerTimeout),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}
