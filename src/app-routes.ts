import type { Logger } from 'pino';
import type { auditing } from './auditing.ts';
import type { AlarmClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Routes } from './http.ts';
import type { Following } from './invites/following.ts';
import type { Metrics } from './metrics/metrics.ts';
import { scrape } from './metrics/scrape.ts';
import { readiness } from './readiness.ts';
import type { Roq } from './roq/client.ts';
import { roqWebhook } from './roq/webhook.ts';
import type { SlackSide } from './slack/bolt.ts';
import type { Connection } from './slack/connect.ts';
import type { Store } from './store/store.ts';

type Parts = {
  config: Config;
  clock: AlarmClock;
  log: Logger;
  store: Store;
  roq: Roq;
  connection: Connection;
  slack: SlackSide;
  cards: Following;
  auditTrail: Pick<ReturnType<typeof auditing>, 'routes'>;
  metrics: Metrics;
};

/** The part of app.ts that answers over HTTP: Slack, ROQ, people with a browser, and whoever watches the app. */
export function routesOf(parts: Parts): Routes {
  const { config, clock, log, store, roq, connection, slack, cards, auditTrail, metrics } = parts;
  const { workspace, desk } = connection;
  const checks = { store: store.ping, roq: roq.ping, slack: workspace.ready };
  const ready = readiness(checks, clock, { webhooks: cards.webhookState });
  const { queues } = store;
  const webhookAgeMs = async () => {
    const seen = await store.webhookArrivals.last(config.roq.environmentId);
    return seen && Math.max(0, clock.now() - seen.at);
  };
  return {
    'GET /healthz': ready.healthz,
    'GET /readyz': ready.readyz,
    'GET /metrics': scrape(metrics, { queues, webhookAgeMs }, clock),
    'POST /roq/webhooks': roqWebhook({ ...config.roq, clock, log, hint: cards.heard }),
    ...(slack.handle ? { 'POST /slack/events': slack.handle } : {}),
    ...(desk ? { 'GET /slack/install': desk.begin, 'GET /slack/oauth_redirect': desk.finish } : {}),
    ...auditTrail.routes,
  };
}
