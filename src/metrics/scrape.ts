import type { Clock } from '../clock.ts';
import type { Handler } from '../http.ts';
import type { Metrics, Readings } from './metrics.ts';

/** The store is asked no oftener than this, however many scrape, ms. */
const freshMs = 5_000;

/** `GET /metrics`; the queues and the last webhook are read from the store. */
export function scrape(metrics: Metrics, readings: Readings, clock: Clock): Handler {
  const fresh = <T>(read: () => Promise<T>) => kept(read, clock);
  metrics.reads({ queues: fresh(readings.queues), webhookAgeMs: fresh(readings.webhookAgeMs) });
  return async (_req, res) => {
    const text = await metrics.text();
    res.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  };
}

function kept<T>(read: () => Promise<T>, clock: Clock): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | undefined;
  return () => {
    if (!last || clock.now() - last.at > freshMs) {
      const value = read();
      last = { at: clock.now(), value };
      value.catch(() => {
        last = undefined;
      });
    }
    return last.value;
  };
}
