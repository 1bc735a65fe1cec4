import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { bounded } from './labels.ts';

/** One request to a far end, as both adapters tell it. */
export type FarCall = { name: string; outcome: string; ms: number };
/** `oldestMs`: how long the oldest item that is due has been waiting for somebody to take it. */
export type QueueState = { depth: number; oldestMs: number };

/** What is read at the moment of a scrape. */
export type Readings = {
  queues(): Promise<Readonly<Record<string, QueueState>>>;
  /** Since ROQ's last webhook, ms; `undefined` when none came yet. */
  webhookAgeMs(): Promise<number | undefined>;
};

/** What the app counts. No label holds what a person wrote, and each has a bounded set of values. */
export type Metrics = {
  acked(ack: { kind: string; ms: number }): void;
  slackCalled(call: FarCall): void;
  roqCalled(call: FarCall): void;
  /** A message of ours: `posted`, `edited`, or how it ended otherwise. */
  posted(kind: string, outcome: string): void;
  /** An act on an invite came to its end, such as `invite.sent` or `resend.unsure`. */
  ended(what: string, times: number): void;
  /** From now on a scrape asks these. */
  reads(readings: Readings): void;
  /** In Prometheus' text format. */
  text(): Promise<string>;
  contentType: string;
};

/** Seconds; Slack waits three for an acknowledgement. */
const ackBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const callBuckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25];

export function createMetrics(): Metrics {
  const own = new Registry();
  const registers = [own];
  const ofNode = processRegistry();
  const acks = histogram('ack_seconds', 'From a request of Slack to its acknowledgement', ['kind'], ackBuckets);
  const slack = histogram('slack_call_seconds', 'HTTP requests to Slack', ['method', 'outcome'], callBuckets);
  const roq = histogram('roq_call_seconds', 'HTTP requests to ROQ', ['operation', 'outcome'], callBuckets);
  const posts = counter('posts_total', 'Messages of the app in Slack', ['kind', 'outcome']);
  const digests = counter('digests_total', 'Digests of a workspace and day', ['outcome']);
  const ended = counter('ended_total', 'Acts on invites that came to an end', ['what']);
  const unsure = counter('unsure_total', 'Acts on invites of which nobody knows whether they happened', ['act']);
  for (const outcome of ['posted', 'empty', 'dead', 'unknown']) digests.inc({ outcome }, 0);
  for (const act of ['invite', 'resend', 'cancel']) unsure.inc({ act }, 0);

  function histogram<L extends string>(name: string, help: string, labelNames: L[], buckets: number[]) {
    return new Histogram({ name: `roq_invite_${name}`, help, labelNames, buckets, registers });
  }
  function counter<L extends string>(name: string, help: string, labelNames: L[]) {
    return new Counter({ name: `roq_invite_${name}`, help, labelNames, registers });
  }
  const label = bounded();
  return {
    acked: ({ kind, ms }) => acks.observe({ kind: label('kind', kind) }, ms / 1_000),
    slackCalled: ({ name, outcome, ms }) =>
      slack.observe({ method: label('method', name), outcome: label('slack', outcome) }, ms / 1_000),
    roqCalled: ({ name, outcome, ms }) =>
      roq.observe({ operation: label('operation', name), outcome: label('roq', outcome) }, ms / 1_000),
    posted(kind, outcome) {
      posts.inc({ kind: label('post', kind), outcome: label('posted', outcome) });
      if (kind === 'digest' && outcome !== 'edited') digests.inc({ outcome: label('posted', outcome) });
    },
    ended(what, times) {
      ended.inc({ what: label('what', what) }, times);
      const [act = '', end] = what.split('.');
      if (end === 'unsure') unsure.inc({ act: label('act', act) }, times);
    },
    reads: (readings) => readAtScrape(own, readings),
    text: async () => `${await own.metrics()}\n${await ofNode.metrics()}`,
    contentType: own.contentType,
  };
}

function readAtScrape(register: Registry, { queues, webhookAgeMs }: Readings): void {
  const registers = [register];
  const perQueue = (name: string, help: string, pick: (state: QueueState) => number) =>
    new Gauge({
      ...{ name: `roq_invite_${name}`, help, registers, labelNames: ['queue'] },
      async collect() {
        for (const [queue, state] of Object.entries(await queues())) this.set({ queue }, pick(state));
      },
    });
  perQueue(
    'queue_depth',
    'Items that wait for their turn or day, an answer, their next try, or the end of a call',
    ({ depth }) => depth,
  );
  perQueue(
    'queue_age_seconds',
    'How long the oldest item that is due has been waiting',
    ({ oldestMs }) => oldestMs / 1_000,
  );
  new Gauge({
    ...{ name: 'roq_invite_webhook_age_seconds', registers },
    help: 'Since the last webhook of ROQ; NaN when none came yet',
    async collect() {
      const ms = await webhookAgeMs();
      this.set(ms === undefined ? Number.NaN : ms / 1_000);
    },
  });
}

let ofProcess: Registry | undefined;
/** Node's own metrics are of the process, not of an app in it, and their collectors cannot be taken off again. */
function processRegistry(): Registry {
  if (ofProcess) return ofProcess;
  ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  return ofProcess;
}
