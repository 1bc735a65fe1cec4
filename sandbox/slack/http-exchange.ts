import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { isObject, type JsonObject, parseJson } from './json.ts';

/** A request as the routes see it. */
export interface Exchange {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
  response: ServerResponse;
}

/** An answer; `broken` ends the connection without one, or leaves it hanging. `streaming` is already under way. */
export type Reply =
  | { status: number; headers?: { [name: string]: string }; body?: string | Buffer }
  | { broken: 'drop' | 'hang' }
  | { streaming: true };

export type Route = (exchange: Exchange) => Reply | Promise<Reply>;

export const json = (value: unknown, status = 200, headers: { [name: string]: string } = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
});

export const page = (html: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: html,
});

const mostBytes = 32 * 1024 * 1024;

export async function readExchange(request: IncomingMessage, response: ServerResponse): Promise<Exchange> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('request too large');
    chunks.push(chunk);
  }
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
    response,
  };
}

/** The arguments of a call: a form, a JSON object, or the query; undefined when a JSON body is broken. */
export function argumentsOf({ headers, body, query }: Exchange): JsonObject | undefined {
  const asked = Object.fromEntries(query);
  if (body.length === 0) return asked;
  if (headers['content-type']?.startsWith('application/json')) {
    const parsed = parseJson(body.toString());
    return isObject(parsed) ? { ...asked, ...parsed } : undefined;
  }
  return { ...asked, ...parse(body.toString()) };
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  if ('streaming' in reply) return;
  if ('broken' in reply) {
    if (reply.broken === 'drop') response.socket?.destroy();
    return;
  }
  response.writeHead(reply.status, reply.headers);
  response.end(reply.body);
}
