import type { Logger } from 'pino';
import { RoqError, type RoqErrorKind } from '../roq-error.ts';
import type { Trace } from '../trace.ts';

/**
 * One token request, or one attempt of an operation (also when its token could not be had, or the circuit is open),
 * as it is counted and logged: nothing of what was asked or answered.
 */
export type RoqCallRecord = {
  /** The SDK's name of the operation, `service token` or `user token`. */
  operation: string;
  phase: 'token' | 'graphql';
  outcome: 'ok' | RoqErrorKind;
  ms: number;
  /** Whether the GraphQL request left. */
  sent: boolean;
  httpStatus?: number | undefined;
  code?: string | undefined;
  requestId?: string | undefined;
};

export type Recorder = {
  /** Runs the work and tells how it went; whatever it throws passes on. */
  watch<T>(call: Pick<RoqCallRecord, 'operation' | 'phase' | 'requestId'>, work: () => Promise<T>): Promise<T>;
};

const faults: readonly RoqErrorKind[] = ['unavailable', 'unauthorized', 'ambiguous', 'contract'];

export function createRecorder(
  log: Logger,
  onCall: ((call: RoqCallRecord) => void) | undefined,
  trace: Trace,
): Recorder {
  return {
    watch: async ({ operation, phase, requestId }, work) => {
      const startedAt = performance.now();
      const tell = (outcome: RoqCallRecord['outcome'], sent: boolean, httpStatus?: number, code?: string) => {
        const ms = Math.round(performance.now() - startedAt);
        const call = { operation, phase, outcome, ms, sent, httpStatus, code, requestId };
        log[outcome !== 'ok' && faults.includes(outcome) ? 'warn' : 'debug'](call, 'ROQ call');
        onCall?.(call);
      };
      try {
        const attributes = { 'roq.operation': operation, 'request.id': requestId };
        const result = await trace.call(`ROQ ${operation}`, attributes, work);
        tell('ok', phase === 'graphql');
        return result;
      } catch (error) {
        if (error instanceof RoqError) tell(error.kind, error.facts.sent, error.facts.httpStatus, error.facts.code);
        throw error;
      }
    },
  };
}
