import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { RoqError, type RoqErrorFacts } from '../roq-error.ts';
import { platformHost, type RoqConfig } from './config.ts';
import type { PlatformInternals, SdkAnswer, TokenRequest } from './platform.ts';
import type { Recorder } from './record.ts';
import { isJws } from './tokens.ts';
import { type Answer, networkFault, neverLeft, type Transport } from './transport.ts';
import { judgeGraphql, judgeToken, lostKind, type OperationKind, type Verdict } from './verdict.ts';

/** One attempt of one operation, followed through the SDK. */
export type Attempt = {
  operation: string;
  kind: OperationKind;
  requestId: string;
  signal: AbortSignal;
  /** Filled in on the way. */
  sent: boolean;
  token?: string;
  httpStatus?: number;
};

export const attempts = new AsyncLocalStorage<Attempt>();

type Parts = { config: RoqConfig; clock: Clock; transport: Transport; recorder: Recorder };

/** Leads both HTTP stacks of the SDK through our transport; what fails there is thrown as a RoqError. */
export function wire(platform: PlatformInternals, parts: Parts): void {
  platform.graphqlClient.requestConfig.fetch = (url, init) => {
    const attempt = attempts.getStore();
    if (!attempt) throw new Error('A ROQ request outside of an attempt');
    return postGraphql(attempt, { url, ...init }, parts);
  };
  platform.authorization.request = (request) => postToken(request, parts);
}

async function postGraphql(
  attempt: Attempt,
  request: { url: string; headers: Record<string, string>; body: string },
  { config, clock, transport }: Parts,
): Promise<SdkAnswer> {
  const { kind, signal } = attempt;
  const headers = { ...request.headers, 'request-id': attempt.requestId };
  const timeoutMs = kind === 'mutation' ? config.mutationTimeoutMs : config.queryTimeoutMs;
  attempt.token = request.headers['roq-platform-authorization']?.replace(/^Bearer /, '') ?? '';
  signal.throwIfAborted();
  attempt.sent = true;
  const answer = await transport
    .post({ url: request.url, headers, body: request.body }, timeoutMs, signal)
    .catch((error) => {
      attempt.sent = !neverLeft(error);
      throw failure(attempt, { kind: attempt.sent ? lostKind(kind) : 'unavailable' }, networkFault(error));
    });
  attempt.httpStatus = answer.status;
  const verdict = judgeGraphql(answer, kind, clock.now());
  if (verdict) throw failure(attempt, verdict);
  return { ok: true, status: answer.status, headers: noHeaders, text: async () => answer.json };
}

const noHeaders = new Map<string, string>();

const tokenSchema = z.object({ accessToken: z.string().refine(isJws) });

async function postToken(
  { endpoint, headers, body }: TokenRequest,
  { config, clock, transport, recorder }: Parts,
): Promise<{ accessToken: string }> {
  const whose = endpoint.endsWith('/serviceAccount') ? 'service' : 'user';
  const attempt = { operation: `${whose} token`, sent: false };
  const url = `${platformHost(config.platformUrl)}${endpoint}`;
  const request = { url, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return recorder.watch({ ...attempt, phase: 'token' }, async () => {
    const answer: Answer = await transport.post(request, config.tokenTimeoutMs).catch((error) => {
      throw failure(attempt, { kind: 'unavailable' }, networkFault(error));
    });
    const token = tokenSchema.safeParse(answer.json);
    if (answer.status >= 200 && answer.status < 300 && token.success) return token.data;
    throw failure(attempt, judgeToken(answer, whose, clock.now()));
  });
}

type Place = Pick<RoqErrorFacts, 'operation' | 'sent' | 'requestId'>;

function failure(place: Place, verdict: Verdict, cause?: Error): RoqError {
  const { operation, sent, requestId } = place;
  return new RoqError({ ...verdict, operation, sent, requestId }, cause && { cause });
}
