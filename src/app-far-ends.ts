import type { Logger } from 'pino';
import { logging } from './act-log.ts';
import type { AlarmClock } from './clock.ts';
import type { Config } from './config.ts';
import { counting } from './metrics/counting.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { createRoq, type Roq } from './roq/client.ts';
import { type SlackApi, slackApi } from './slack/api.ts';
import { openStore, type Store } from './store/store.ts';
import type { Trace } from './trace.ts';

/** What the app stands on: each call to it is counted and traced, each act logged. */
export type FarEnds = { store: Store; roq: Roq; api: SlackApi; metrics: Metrics };

/** The part of app.ts that reaches out. Rejects when the store cannot be opened. */
export async function openFarEnds(
  config: Config,
  { log, clock, trace }: { log: Logger; clock: AlarmClock; trace: Trace },
): Promise<FarEnds> {
  const metrics = createMetrics();
  const { encryptionKeys } = config;
  const store = logging(counting(await openStore({ ...config.store, encryptionKeys, clock, log }), metrics), log);
  if (store.engine === 'sqlite') await store.leases.takeOver();
  const roq = createRoq(
    { ...config.roq, operationTimeoutMs: 45_000, retries: 2 },
    { log, clock, trace, onCall: (call) => metrics.roqCalled({ ...call, name: call.operation }) },
  );
  const api = slackApi(
    config.slack.apiUrl,
    ({ method, ...call }) => metrics.slackCalled({ ...call, name: method }),
    trace,
  );
  return { store, roq, api, metrics };
}
