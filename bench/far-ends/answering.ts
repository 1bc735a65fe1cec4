import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Reply = { status?: number; headers?: Record<string, string>; body: string };
export type Route = (request: IncomingMessage, body: string) => Reply;

export const ok = (value: unknown, headers?: Record<string, string>): Reply => ({
  body: JSON.stringify(value),
  ...(headers ? { headers } : {}),
});

/** Answers each request `latencyMs()` after it has been read; what it does to the far end happens before that. */
export async function answering(route: Route, latencyMs: () => number, answered: (reply: Reply) => void) {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const reply = route(request, Buffer.concat(parts).toString('utf8'));
      const send = () => {
        write(response, reply);
        answered(reply);
      };
      const ms = latencyMs();
      if (ms > 0) setTimeout(send, ms);
      else send();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function write(response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
