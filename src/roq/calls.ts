import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { CallOptions } from '../invites/ports.ts';
import { RoqError } from '../roq-error.ts';
import { currentRequestId } from '../trace.ts';
import type { Breaker } from './breaker.ts';
import type { RoqConfig } from './config.ts';
import { startDeadline, untilAborted } from './deadline.ts';
import type { PlatformInternals, RoqApi } from './platform.ts';
import type { Recorder } from './record.ts';
import { pauseBeforeRetry } from './retry.ts';
import type { Tokens } from './tokens.ts';
import type { OperationKind } from './verdict.ts';
import { type Attempt, attempts } from './wiring.ts';

export type Operation<T> = {
  name: string;
  kind: OperationKind;
  /** `undefined`: the service account, which sees every tenant. */
  as: string | undefined;
  run(api: RoqApi): Promise<unknown>;
  answer: z.ZodType<T>;
  options?: CallOptions | undefined;
};

/** Runs one operation to its end: tokens, retries where they are safe, deadlines. Throws nothing but RoqError. */
export type Call = <T>(operation: Operation<T>) => Promise<T>;

export type CallParts = {
  platform: PlatformInternals;
  config: RoqConfig;
  tokens: Tokens;
  breaker: Breaker;
  recorder: Recorder;
  log: Logger;
  random(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Ends every call, for good. */
  calledOff: AbortSignal;
};

export function createCall(parts: CallParts): Call {
  return async (operation) => {
    const requestId = operation.options?.requestId ?? currentRequestId() ?? randomUUID();
    const deadline = startDeadline(parts.config.operationTimeoutMs, parts.calledOff, operation.options?.signal);
    try {
      return await persevere(operation, requestId, deadline.signal, parts);
    } finally {
      deadline.done();
    }
  };
}

async function persevere<T>(operation: Operation<T>, id: string, signal: AbortSignal, parts: CallParts): Promise<T> {
  let refreshed = false;
  let retries = 0;
  for (let nth = 1; ; nth++) {
    const attempt = startAttempt(operation, nth === 1 ? id : `${id}-${nth}`, signal);
    try {
      return await parts.recorder.watch({ ...attempt, phase: 'graphql' }, () => once(operation, id, attempt, parts));
    } catch (error) {
      if (!(error instanceof RoqError) || signal.aborted) throw error;
      if (error.kind === 'unauthorized' && attempt.token && !refreshed) {
        refreshed = true;
        parts.tokens.drop(operation.as, attempt.token);
        continue;
      }
      const wait = pauseBeforeRetry(error, {
        kind: operation.kind,
        retries,
        most: parts.config.retries,
        random: parts.random,
      });
      if (wait === undefined) throw error;
      retries += 1;
      await parts.sleep(wait, signal);
      if (signal.aborted) throw error;
    }
  }
}

function startAttempt(operation: Operation<unknown>, requestId: string, signal: AbortSignal): Attempt {
  return { operation: operation.name, kind: operation.kind, requestId, signal, sent: false };
}

async function once<T>(operation: Operation<T>, id: string, attempt: Attempt, parts: CallParts): Promise<T> {
  const restMs = await untilAborted(parts.breaker.admit(id), attempt.signal).catch(() => {
    throw refuse(attempt, 'CALLED_OFF');
  });
  if (restMs !== undefined) throw refuse(attempt, 'CIRCUIT_OPEN', restMs);
  try {
    if (operation.as === '') throw new RoqError({ ...placeOf(attempt), kind: 'actor_unknown' });
    const api = operation.as === undefined ? parts.platform.asSuperAdmin() : parts.platform.asUser(operation.as);
    const raw = await untilAborted(
      attempts.run(attempt, () => operation.run(api)),
      attempt.signal,
    );
    const value = await read(operation, raw, attempt, parts.log);
    parts.breaker.settle(id, 'up');
    return value;
  } catch (thrown) {
    const error = inOurWords(thrown, attempt, parts.log);
    const off = parts.calledOff.aborted || operation.options?.signal?.aborted === true;
    parts.breaker.settle(id, off ? 'nothing' : seenThrough(error));
    throw error;
  }
}

/** The answer in our types; only the places of what is wrong are told, never the values. */
async function read<T>(operation: Operation<T>, raw: unknown, attempt: Attempt, log: Logger): Promise<T> {
  const parsed = await operation.answer.safeParseAsync(raw);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join('.')).slice(0, 10);
  log.error(
    { operation: attempt.operation, requestId: attempt.requestId, paths },
    'ROQ answers in an unexpected shape',
  );
  throw new RoqError({ ...placeOf(attempt), kind: 'contract', code: 'UNEXPECTED_SHAPE' });
}

function inOurWords(thrown: unknown, attempt: Attempt, log: Logger): RoqError {
  const place = placeOf(attempt);
  if (thrown instanceof RoqError) {
    const httpStatus = thrown.facts.httpStatus ?? place.httpStatus;
    return new RoqError({ ...thrown.facts, ...place, httpStatus }, { cause: thrown.cause });
  }
  if (attempt.signal.aborted) {
    const kind = attempt.sent && attempt.kind === 'mutation' ? 'ambiguous' : 'unavailable';
    return new RoqError({ ...place, kind, code: 'CALLED_OFF' });
  }
  // Neither message nor cause: what the SDK throws quotes the request.
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  log.error({ operation: attempt.operation, requestId: attempt.requestId, name }, 'The ROQ SDK failed by itself');
  return new RoqError({ ...place, kind: attempt.sent && attempt.kind === 'mutation' ? 'ambiguous' : 'contract' });
}

/** A failure with ROQ's own code shows that ROQ is there. */
function seenThrough(error: RoqError): 'up' | 'down' {
  const lost = error.kind === 'unavailable' || error.kind === 'ambiguous';
  return lost && (error.facts.code === undefined || error.facts.code === 'CALLED_OFF') ? 'down' : 'up';
}

const placeOf = ({ operation, requestId, sent, httpStatus }: Attempt) => ({ operation, requestId, sent, httpStatus });

/** Called off before anything left this process. */
export function refuse(
  attempt: Pick<Attempt, 'operation' | 'requestId'>,
  code: string,
  retryAfterMs?: number,
): RoqError {
  const { operation, requestId } = attempt;
  return new RoqError({ kind: 'unavailable', operation, requestId, sent: false, code, retryAfterMs });
}
