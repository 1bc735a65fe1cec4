import type { Ack, Delivery, DeliveryKind } from '../journal.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';
import { type Encoding, postToApp } from './http-post.ts';

/** What an app has to acknowledge within: ms on the sandbox clock. */
export const ackDeadline = 3000;

export interface Outgoing {
  kind: DeliveryKind;
  name: string;
  team: string;
  user?: string;
  payload: JsonObject;
  retry?: { num: number; reason: string };
}

const encodings: { [kind in DeliveryKind]?: Encoding } = { slash_commands: 'form', event: 'json' };
const answering = new Set<DeliveryKind>(['slash_commands', 'view_submission', 'block_suggestion']);

/** Sends a payload to the app over HTTP or a socket and waits for its acknowledgement; never throws. */
export function deliver(world: World, outgoing: Outgoing): Promise<Ack> {
  const delivery: Delivery = {
    id: world.ids.id('DL'),
    transport: world.app.socketMode ? 'socket' : 'http',
    at: world.clock.now(),
    ...outgoing,
  };
  world.journal.delivered(delivery);
  const waiting = acknowledged(world, delivery).then((ack) => noted(world, delivery, ack));
  return underWay(world, waiting);
}

/** Counts work as under way until it ends, so that `settled` can wait for it. */
export function underWay<T>(world: World, work: Promise<T>): Promise<T> {
  world.underWay.add(work);
  const done = () => world.underWay.delete(work);
  work.then(done, done);
  return work;
}

type Answer = Pick<Ack, 'status' | 'body' | 'headers'>;

function acknowledged(world: World, delivery: Delivery): Promise<Ack> {
  const ms = () => world.clock.now() - delivery.at;
  return new Promise((resolve) => {
    const late = () => resolve({ ...nothing, outcome: 'late', ms: ms(), error: 'operation_timeout' });
    const cancel = world.clock.after(ackDeadline, late);
    const cap = setTimeout(late, world.answerCap);
    cap.unref();
    void send(world, delivery)
      .then((answer) => judged(answer, ms()))
      .catch((): Ack => ({ ...nothing, outcome: 'unreachable', ms: ms(), error: 'dispatch_failed' }))
      .then((ack) => {
        if (delivery.ack) delivery.lateAnswer = { status: ack.status, body: ack.body, ms: ack.ms };
        cancel();
        clearTimeout(cap);
        resolve(ack);
      });
  });
}

const nothing = { status: null, body: undefined, headers: {} };

function judged(answer: Answer, ms: number): Ack {
  if (ms >= ackDeadline) return { ...answer, outcome: 'late', ms, error: 'operation_timeout' };
  if (answer.status === 200) return { ...answer, outcome: 'ok', ms };
  const error = (answer.status ?? 0) >= 500 ? 'http_service_error' : 'http_client_error';
  return { ...answer, outcome: 'refused', ms, error };
}

function send(world: World, delivery: Delivery): Promise<Answer> {
  if (delivery.transport === 'socket') return world.sendOverSocket(envelope(delivery));
  return postToApp(world, delivery.payload, encodings[delivery.kind] ?? 'payload', delivery.retry);
}

function envelope({ kind, payload, retry }: Delivery): JsonObject {
  const type = kind === 'slash_commands' ? 'slash_commands' : kind === 'event' ? 'events_api' : 'interactive';
  return {
    type,
    payload,
    accepts_response_payload: answering.has(kind),
    ...(type === 'events_api' ? { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' } : {}),
  };
}

function noted(world: World, delivery: Delivery, ack: Ack): Ack {
  delivery.ack = ack;
  world.journal.delivered(delivery);
  const what = `${delivery.kind} ${delivery.name}`;
  if (ack.outcome === 'late') world.journal.violated('late_ack', `${what}: no answer within ${ackDeadline} ms`);
  if (ack.outcome === 'refused') world.journal.violated('bad_ack_status', `${what}: answered ${ack.status}`);
  if (ack.outcome === 'unreachable') world.journal.violated('unreachable', `${what}: the app cannot be reached`);
  return ack;
}
