import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Exchange, json, page, type Reply, type Route, readExchange, sendReply } from './http-exchange.ts';

/** Hands each request to the first route whose prefix fits; what a route throws is answered, never lost. */
export function listener(routes: [prefix: string, route: Route][]) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    readExchange(request, response)
      .then((exchange) => routed(routes, exchange))
      .catch((error: unknown) => json({ ok: false, error: 'fatal_error', detail: String(error) }, 500))
      .then((reply) => sendReply(response, reply))
      .catch(() => response.destroy());
  };
}

async function routed(routes: [prefix: string, route: Route][], exchange: Exchange): Promise<Reply> {
  const route = routes.find(([prefix]) => exchange.path.startsWith(prefix))?.[1];
  return route ? route(exchange) : page('not found', 404);
}
