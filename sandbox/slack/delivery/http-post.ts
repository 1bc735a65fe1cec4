import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { stringify } from 'node:querystring';
import type { Ack } from '../journal.ts';
import { type JsonObject, parseJson } from '../json.ts';
import type { World } from '../world.ts';

export type Encoding = 'form' | 'payload' | 'json';

/** How requests are signed wrongly on purpose: another secret, a shifted timestamp, or any signature at all. */
export interface SigningOverride {
  secret?: string;
  /** Seconds added to the real time in X-Slack-Request-Timestamp. */
  timestampOffset?: number;
  signature?: string;
}

const overrides = new WeakMap<World, SigningOverride>();

export function overrideSigning(world: World, override: SigningOverride | undefined): void {
  if (override) overrides.set(world, override);
  else overrides.delete(world);
}

/** The body and headers of a signed request. The timestamp is real time, since apps compare it with theirs. */
export function signedRequest(world: World, body: string, contentType: string, secret = world.app.signingSecret) {
  const override = overrides.get(world) ?? {};
  const timestamp = String(Math.floor(Date.now() / 1000) + (override.timestampOffset ?? 0));
  const digest = createHmac('sha256', override.secret ?? secret)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return {
    body,
    headers: {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': override.signature ?? `v0=${digest}`,
    },
  };
}

/** Posts a payload to the app's request URL; rejects when there is no connection. */
export function postToApp(
  world: World,
  payload: JsonObject,
  encoding: Encoding,
  retry?: { num: number; reason: string },
): Promise<Pick<Ack, 'status' | 'body' | 'headers'>> {
  const signed = signedRequest(world, encoded(payload, encoding), contentTypes[encoding]);
  const retrying: { [name: string]: string } = retry
    ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }
    : {};
  return post(world.app.requestUrl ?? '', signed.body, { ...signed.headers, ...retrying });
}

const form = 'application/x-www-form-urlencoded';
const contentTypes: { [encoding in Encoding]: string } = { form, payload: form, json: 'application/json' };

function encoded(payload: JsonObject, encoding: Encoding): string {
  if (encoding === 'json') return JSON.stringify(payload);
  if (encoding === 'payload') return stringify({ payload: JSON.stringify(payload) });
  return stringify(Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value ?? '')])));
}

/** One POST on a connection of its own; the body is parsed when it is JSON. */
export function post(
  url: string,
  body: string,
  headers: { [name: string]: string },
): Promise<Pick<Ack, 'status' | 'body' | 'headers'>> {
  return new Promise((resolve, reject) => {
    const target = new URL(url);
    const request = target.protocol === 'https:' ? httpsRequest : httpRequest;
    const length = String(Buffer.byteLength(body));
    const sent = request(target, {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': length },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const received = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          status: response.statusCode ?? null,
          body: text === '' ? undefined : (parseJson(text) ?? text),
          headers: Object.fromEntries(received),
        });
      });
    });
    sent.end(body);
  });
}
