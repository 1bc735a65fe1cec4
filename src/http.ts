import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export type Handler = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;
/** Keyed `METHOD /path`; `METHOD /folder/*` takes every path of one more segment. */
export type Routes = Record<string, Handler>;

/** One small server for Slack, probes and webhooks. Unknown paths get 404; a failing handler gets 500 and is logged. */
export function httpServer(routes: Routes, onError: (error: unknown) => void): Server {
  return createServer((req, res) => {
    const handler = handlerOf(routes, req);
    if (!handler) {
      res.writeHead(404).end();
      return;
    }
    Promise.resolve()
      .then(() => handler(req, res))
      .catch((error) => {
        onError(error);
        if (!res.headersSent) res.writeHead(500);
        res.end();
      });
  });
}

function handlerOf(routes: Routes, req: IncomingMessage): Handler | undefined {
  const path = pathOf(req);
  return routes[`${req.method} ${path}`] ?? routes[`${req.method} ${path.replace(/[^/]*$/, '*')}`];
}

const pathOf = (req: IncomingMessage): string => (req.url ?? '/').split('?')[0] ?? '/';

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });

/** Takes no new connections; those idle are cut, those busy may finish until `withinMs` has passed. */
export const close = (server: Server, withinMs: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), withinMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
