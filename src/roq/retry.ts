import type { RoqError } from '../roq-error.ts';
import type { OperationKind } from './verdict.ts';

export type RetryRule = { kind: OperationKind; retries: number; most: number; random(): number };

const longestWaitMs = 5000;

/**
 * Ms to wait before the next attempt, or `undefined` when there must be none. A mutation is repeated only when it has
 * not left; INTERNAL_ERROR may be permanent (facts 3.4), so it is asked about once more only.
 */
export function pauseBeforeRetry(error: RoqError, { kind, retries, most, random }: RetryRule): number | undefined {
  const { code, sent, retryAfterMs = 0 } = error.facts;
  if (error.kind !== 'unavailable' || code === 'CIRCUIT_OPEN') return undefined;
  if (kind === 'mutation' && sent) return undefined;
  if (retries >= (code?.startsWith('INTERNAL') ? Math.min(1, most) : most)) return undefined;
  if (retryAfterMs > longestWaitMs) return undefined;
  return retryAfterMs + random() * 300 * 4 ** retries;
}
