import { outgoing } from '../outgoing.ts';
import { startDeadline } from './deadline.ts';

export type Answer = {
  status: number;
  retryAfter: string | undefined;
  text: string;
  /** The parsed body; `undefined` when it is not JSON. */
  json: unknown;
};

export type Post = { url: string; headers: Record<string, string>; body: string };

export type Transport = {
  /** One POST, read to the end of its body under one deadline. Throws what the network throws; never follows a redirect. */
  post(request: Post, timeoutMs: number, signal?: AbortSignal): Promise<Answer>;
  /** Waits for what is on its way. */
  close(): Promise<void>;
};

/** The SDK has two HTTP stacks, neither with a timeout: both are led through this one. */
export function createTransport(): Transport {
  const { post, close } = outgoing();
  return {
    post: async (request, timeoutMs, signal) => {
      const deadline = startDeadline(timeoutMs, signal);
      try {
        const answer = await post({ ...request, signal: deadline.signal });
        const text = await answer.body.text();
        const { statusCode: status } = answer;
        return { status, retryAfter: only(answer.headers['retry-after']), text, json: parseJson(text) };
      } finally {
        deadline.done();
      }
    },
    close,
  };
}

const only = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

// A SyntaxError would quote the body, and the body may hold addresses: it is not kept.
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const neverLeftCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
]);

/** Whether a network error shows that the request cannot have reached the server. */
export function neverLeft(error: unknown): boolean {
  const code = networkCode(error);
  return code !== undefined && (neverLeftCodes.has(code) || /CERT|SELF_SIGNED|^ERR_TLS|^ERR_SSL/.test(code));
}

/** What may be kept of a network error: its code. Some carry pieces of the answer. */
export const networkFault = (error: unknown): Error => new Error(networkCode(error) ?? 'Network failure');

function networkCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return networkCode(error.cause) ?? code;
}
