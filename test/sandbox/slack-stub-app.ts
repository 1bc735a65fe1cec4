import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import { type JsonObject, parseJson, textOf } from '../../sandbox/slack/json.ts';
import type { SlackAppRegistration } from '../../sandbox/slack/registration.ts';
import type { SlackOptions } from '../../sandbox/slack/slack-emulator.ts';
import { slackAlone } from './slack-setup.ts';

export interface Received {
  payload: JsonObject;
  headers: IncomingHttpHeaders;
  raw: string;
}
export type Answer = 'never' | { status?: number; body?: unknown; headers?: { [name: string]: string } };

/** An app that answers whatever a test tells it to: for what Bolt would never send. */
export async function slackWithStub(
  answer: (received: Received) => Answer = () => ({}),
  app: Partial<SlackAppRegistration> = {},
  options: Partial<SlackOptions> = {},
) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const raw = Buffer.concat(chunks).toString();
    const one = { payload: payloadOf(raw), headers: request.headers, raw };
    received.push(one);
    const said = answer(one);
    if (said === 'never') return;
    response.writeHead(said.status ?? 200, said.headers);
    response.end(said.body === undefined || typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sandbox = await slackAlone(app, options);
  sandbox.slack.setRequestUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`);
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await sandbox.stop();
  };
  return { ...sandbox, received, stop };
}

function payloadOf(raw: string): JsonObject {
  const form = parse(raw);
  const json = parseJson(raw) ?? parseJson(textOf(form.payload)) ?? form;
  return json as JsonObject;
}

/** The last payload the app got; empty when there was none. */
export function lastPayload(received: Received[]): JsonObject {
  return received.at(-1)?.payload ?? {};
}
