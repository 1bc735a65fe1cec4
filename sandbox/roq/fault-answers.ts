import type { ServerResponse } from 'node:http';
import type { Fault, GraphqlFault } from './faults.ts';
import type { GraphqlAnswer } from './graphql-route.ts';
import { sendHtml, sendJson } from './http.ts';
import { ConnectionFault, cutBody } from './interruptions.ts';
import { refusal } from './refusal.ts';

type Run = () => Promise<GraphqlAnswer>;
type Respond = (response: ServerResponse, fault: Fault, run: Run) => void | Promise<void>;

/** Answers a GraphQL call as the fault demands; `run` does what was asked for. @throws ConnectionFault */
export async function answerWithFault(fault: Fault, run: Run, response: ServerResponse): Promise<void> {
  await answers[fault.kind as GraphqlFault](response, fault, run);
}

const answers: Record<GraphqlFault, Respond> = {
  hang: () => Promise.reject(new ConnectionFault('hang')),
  'html-502': badGateway,
  'html-200': (response) => sendHtml(response, 200, '<!doctype html><title>Sign in</title><h1>Sign in</h1>'),
  'empty-200': emptyJson,
  'rate-limited': (response, fault) => {
    response.setHeader('retry-after', String(fault.retryAfter ?? 1));
    sendJson(response, 429, { statusCode: 429, message: 'ThrottlerException: Too Many Requests' });
  },
  redirect: (response, fault) => {
    response.writeHead(301, { location: fault.location ?? '/login', 'content-length': 0 });
    response.end();
  },
  unauthorized: (response) => sendJson(response, 200, { errors: [refusal('UNAUTHORIZED_EXCEPTION')], data: null }),
  'error-before': internalError,
  'commit-error': async (response, _fault, run) => {
    await run();
    internalError(response);
  },
  'commit-hang': async (_response, _fault, run) => {
    await run();
    throw new ConnectionFault('hang');
  },
  'commit-drop': async (_response, _fault, run) => {
    await run();
    throw new ConnectionFault('destroy');
  },
  'commit-cut-length': async (response, _fault, run) => cutBody(response, JSON.stringify((await run()).body), true),
  'commit-cut-chunked': async (response, _fault, run) => cutBody(response, JSON.stringify((await run()).body), false),
  'commit-html-502': async (response, _fault, run) => {
    await run();
    badGateway(response);
  },
  'commit-data-and-errors': async (response, _fault, run) => {
    const { body } = await run();
    sendJson(response, 200, { ...body, errors: [...(body.errors ?? []), refusal('INTERNAL_ERROR')] });
  },
};

function internalError(response: ServerResponse): void {
  sendJson(response, 200, { errors: [refusal('INTERNAL_ERROR')], data: null });
}

function badGateway(response: ServerResponse): void {
  sendHtml(response, 502, '<html><body><h1>502 Bad Gateway</h1></body></html>');
}

function emptyJson(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 0 });
  response.end();
}
