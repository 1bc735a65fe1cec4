import type { WebClientOptions } from '@slack/web-api';
import { type Trace, untraced } from '../trace.ts';

type FetchFunction = NonNullable<WebClientOptions['fetch']>;
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
  return {
    url,
    async fetch(input, init) {
      const method = methodOf(url, String(input));
      const startedAt = performance.now();
      const tell = (outcome: SlackOutcome) => called({ method, outcome, ms: performance.now() - startedAt });
      const ask = () => trace.call(`Slack ${method}`, { 'slack.method': method }, () => fetch(input, init));
      const answer = await ask().catch((error) => {
        tell('lost');
        throw error;
      });
      if (answer.status === 200 && method !== responseUrl) return toldWhenRead(answer, tell);
      tell(byStatus(answer.status));
      return answer;
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

/** The Web API says in the body what came of a call, and whoever made it reads that only once. */
function toldWhenRead(answer: Response, tell: (outcome: SlackOutcome) => void): FetchResponse {
  const { ok, status, statusText, url, headers } = answer;
  const text = async () => {
    const said = await answer.text().catch((error) => {
      tell('lost');
      throw error;
    });
    tell(bySaying(said));
    return said;
  };
  return {
    ...{ ok, status, statusText, url, headers, text },
    json: async () => JSON.parse(await text()),
    arrayBuffer: () => answer.arrayBuffer().finally(() => tell('ok')),
  };
}

function bySaying(text: string): SlackOutcome {
  if (!/^\s*\{/.test(text)) return 'failed';
  if (!/"ok"\s*:\s*false/.test(text)) return 'ok';
  return /"error"\s*:\s*"rate_?limited"/.test(text) ? 'limited' : 'refused';
}
