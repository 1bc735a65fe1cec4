import { z } from 'zod';
import type { RoqErrorFacts, RoqErrorKind } from '../roq-error.ts';
import { type Complaint, kindOf, readGraphqlError, readResponse, readRetryAfter } from './taxonomy.ts';
import type { Answer } from './transport.ts';

export type OperationKind = 'query' | 'mutation';

export type Verdict = Omit<RoqErrorFacts, 'operation' | 'sent' | 'requestId'>;

/** A failure after which a query changed nothing, and a mutation may have. */
export const lostKind = (kind: OperationKind): RoqErrorKind => (kind === 'mutation' ? 'ambiguous' : 'unavailable');

const anObject = z.object({});
const bodySchema = z.object({
  data: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  errors: z.array(z.unknown()).optional().catch(undefined),
});

/** What is wrong with an answer of the GraphQL endpoint; `undefined` when it holds data and no errors. */
export function judgeGraphql(answer: Answer, operation: OperationKind, now: number): Verdict | undefined {
  const body = bodySchema.safeParse(answer.json).data;
  const [first] = body?.errors ?? [];
  const success = answer.status >= 200 && answer.status < 300;
  const partly = Object.values(body?.data ?? {}).some((field) => field !== null);
  if (success && body?.data && first === undefined && (partly || operation === 'query')) return undefined;
  const complaint = first === undefined ? readResponse(answer.json) : readGraphqlError(first);
  const isGraphql = body !== undefined && first !== undefined;
  const { code, maxAllowed, inviteStatus } = complaint;
  return {
    code,
    maxAllowed,
    inviteStatus,
    kind: operation === 'mutation' && partly ? 'ambiguous' : kindFor(complaint, answer, operation, isGraphql),
    httpStatus: answer.status,
    retryAfterMs: readRetryAfter(answer.retryAfter, now),
  };
}

function kindFor(complaint: Complaint, answer: Answer, operation: OperationKind, isGraphql: boolean): RoqErrorKind {
  const { status } = answer;
  const kind = kindOf({ ...complaint, statusCode: complaint.statusCode ?? (status >= 400 ? status : undefined) });
  // A page that is not ROQ's cannot know that an invite is gone: the URL or a proxy is wrong.
  if (kind === 'not_found' && !isGraphql) return 'contract';
  if (kind) return kind;
  if (status >= 400 && status < 500 && status !== 408) return 'contract';
  const unexplained = isGraphql && complaint.code === undefined && status < 300;
  return unexplained && operation === 'query' ? 'contract' : lostKind(operation);
}

/** What a token endpoint's refusal means; whatever is not said plainly passes (facts 5.1). */
export function judgeToken(answer: Answer, whose: 'service' | 'user', now: number): Verdict {
  const complaint = readResponse(answer.json);
  return {
    code: complaint.code,
    kind: tokenKind(complaint, answer, whose),
    httpStatus: answer.status,
    retryAfterMs: readRetryAfter(answer.retryAfter, now),
  };
}

function tokenKind({ code }: Complaint, { status, json }: Answer, whose: 'service' | 'user'): RoqErrorKind {
  const byCode = kindOf({ code });
  if (byCode === 'unauthorized' || status === 401 || status === 403) return 'unauthorized';
  const spoken = anObject.safeParse(json).success;
  const unknown = byCode === 'actor_unknown' || code === 'INVALID_UUID' || (status === 404 && spoken);
  if (unknown) return whose === 'user' ? 'actor_unknown' : 'unauthorized';
  return 'unavailable';
}
