import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { showAcceptPage, submitAcceptPage } from './accept-page.ts';
import { answerTokenRequest } from './authorize.ts';
import { answerControl } from './control-api.ts';
import type { RoqControls } from './emulator.ts';
import type { Environment } from './environment.ts';
import { answerGraphql } from './graphql-route.ts';
import { nestError, sendHtml, sendJson } from './http.ts';
import { ConnectionFault } from './interruptions.ts';

/** Serves the environment over HTTP; `close` also ends what still hangs. */
export async function serveRoq(
  env: Environment,
  controls: RoqControls,
  at: { host: string; port: number },
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    route(env, controls, request, response).catch((error: unknown) => giveUp(error, response));
  });
  server.listen(at.port, at.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${at.host}:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function route(env: Environment, controls: RoqControls, request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://roq');
  switch (`${request.method} ${pathname}`) {
    case 'POST /v01/authorize/serviceAccount':
      return answerTokenRequest(env, 'service', request, response);
    case 'POST /v01/authorize':
      return answerTokenRequest(env, 'user', request, response);
    case 'POST /v01/server/graphql':
      return answerGraphql(env, request, response);
    case 'GET /accept-invite':
      return showAcceptPage(env, searchParams.get('token') ?? '', response);
    case 'POST /accept-invite':
      return submitAcceptPage(env, searchParams, request, response);
    case 'GET /login':
      return sendHtml(response, 200, '<!doctype html><title>Sign in</title><h1>Sign in</h1>');
  }
  if (pathname.startsWith('/sandbox/')) return answerControl(controls, request, response, pathname);
  sendJson(response, 404, nestError(404, 'Not Found', `Cannot ${request.method} ${pathname}`));
}

function giveUp(error: unknown, response: ServerResponse): void {
  if (error instanceof ConnectionFault) {
    if (error.how === 'destroy') response.destroy();
    return;
  }
  if (response.headersSent) return void response.destroy();
  const tooLarge = error instanceof RangeError;
  sendJson(response, tooLarge ? 413 : 500, nestError(tooLarge ? 413 : 500, 'Error', String(error)));
}
