import type { WebClientOptions } from '@slack/web-api';
import { type Outgoing, type OutgoingAnswer, outgoing } from '../outgoing.ts';
import { type Trace, untraced } from '../trace.ts';

type FetchFunction = NonNullable<WebClientOptions['fetch']>;
type FetchRequest = NonNullable<Parameters<FetchFunction>[1]>;
type FetchResponse = Awaited<ReturnType<FetchFunction>>;

/**
 * ok; refused: Slack says no to what was asked; limited: not so often; failed: an answer that is none of the Web API's;
 * lost: no answer.
 */
export type SlackOutcome = 'ok' | 'refused' | 'limited' | 'failed' | 'lost';
/** One HTTP request to Slack. `method` is the Web API's name, or `response_url`. */
export type SlackCall = { method: string; outcome: SlackOutcome; ms: number };

/** Where Slack's Web API is (with a slash at its end), and how it is reached. */
export type SlackApi = { url: string; fetch: FetchFunction };

/** Every request goes through this `fetch`, also those that Bolt makes by itself; `called` must not throw. */
export function slackApi(url: string, called: (call: SlackCall) => void, trace: Trace = untraced): SlackApi {
  const { post } = outgoing();
  return {
    url,
    async fetch(input, init = {}) {
      const address = String(input);
      const method = methodOf(url, address);
      const startedAt = performance.now();
      const tell = (outcome: SlackOutcome) => called({ method, outcome, ms: performance.now() - startedAt });
      const ask = () => trace.call(`Slack ${method}`, { 'slack.method': method }, () => send(post, address, init));
      const answer = await ask().catch((error) => {
        tell('lost');
        throw error;
      });
      if (answer.status === 200 && method !== responseUrl) return toldWhenRead(answer, tell);
      tell(byStatus(answer.status));
      return readAtOnce(answer);
    },
  };
}

const responseUrl = 'response_url';

const methodOf = (apiUrl: string, address: string): string =>
  address.startsWith(apiUrl) ? (address.slice(apiUrl.length).split(/[?#]/)[0] ?? '') : responseUrl;

function byStatus(status: number): SlackOutcome {
  if (status === 429) return 'limited';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}

/** Texts, as good as all there is, go the shorter way; a form with a file in it is left to `fetch`. */
async function send(post: Outgoing['post'], url: string, init: FetchRequest): Promise<FetchResponse> {
  const { method, body, headers, signal } = init;
  if (method !== 'POST' || typeof body === 'object') return fetch(url, init);
  return asFetched(url, await post({ url, headers, body, signal }));
}

function asFetched(url: string, { statusCode: status, statusText, headers, body }: OutgoingAnswer): FetchResponse {
  const listed = (value: string | string[] = []) => (Array.isArray(value) ? value.join(', ') : value);
  return {
    ...{ ok: status >= 200 && status < 300, status, statusText, url },
    headers: {
      get: (name) => (Object.hasOwn(headers, name) ? listed(headers[name]) : null),
      entries: () => Object.entries(headers).map(([name, value]) => [name, listed(value)]),
    },
    text: () => body.text(),
    json: () => body.json(),
    arrayBuffer: () => body.arrayBuffer(),
  };
}

/** The Web API says in the body what came of a call, and whoever made it reads that only once. */
function toldWhenRead(answer: FetchResponse, tell: (outcome: SlackOutcome) => void): FetchResponse {
  const text = async () => {
    const said = await answer.text().catch((error) => {
      tell('lost');
      throw error;
    });
    tell(bySaying(said));
    return said;
  };
  return { ...withText(answer, text), arrayBuffer: () => answer.arrayBuffer().finally(() => tell('ok')) };
}

/** Not everybody reads these to their end, as a connection must be before it can be used again. */
async function readAtOnce(answer: FetchResponse): Promise<FetchResponse> {
  const said = await answer.text().catch(() => '');
  return withText(answer, async () => said);
}

function withText(answer: FetchResponse, text: () => Promise<string>): FetchResponse {
  const { ok, status, statusText, url, headers } = answer;
  return {
    ...{ ok, status, statusText, url, headers, text },
    json: async () => JSON.parse(await text()),
    arrayBuffer: async () => new TextEncoder().encode(await text()).buffer,
  };
}

function bySaying(text: string): SlackOutcome {
  if (!/^\s*\{/.test(text)) return 'failed';
  if (!/"ok"\s*:\s*false/.test(text)) return 'ok';
  return /"error"\s*:\s*"rate_?limited"/.test(text) ? 'limited' : 'refused';
}
