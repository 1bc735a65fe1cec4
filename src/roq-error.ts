export type RoqErrorKind =
  | 'unavailable' // passing, and the request did not change anything
  | 'unauthorized' // our credentials or token are refused, also after one refresh
  | 'actor_unknown' // ROQ does not know the acting user any more
  | 'forbidden'
  | 'validation'
  | 'too_many' // BULK_USER_INVITE_LIMIT_EXCEEDED; see `maxAllowed`
  | 'conflict' // the invite's state does not allow it; see `status`
  | 'not_found'
  | 'ambiguous' // the request left and its effect is not known
  | 'contract'; // an answer of an unexpected shape

export type RoqErrorFacts = {
  kind: RoqErrorKind;
  operation: string;
  /** Whether the GraphQL request left this process: only then a mutation may have had an effect. */
  sent: boolean;
  httpStatus?: number | undefined;
  code?: string | undefined;
  /** What ROQ asks us to wait, ms. */
  retryAfterMs?: number | undefined;
  maxAllowed?: number | undefined;
  inviteStatus?: string | undefined;
  requestId?: string | undefined;
};

/** A failed ROQ call, in our words. Its message never holds an address, a name or a token. */
export class RoqError extends Error {
  override readonly name = 'RoqError';
  constructor(
    readonly facts: RoqErrorFacts,
    options?: { cause?: unknown },
  ) {
    super(`${facts.operation}: ${facts.kind}${facts.code ? ` (${facts.code})` : ''}`, options);
  }
  get kind(): RoqErrorKind {
    return this.facts.kind;
  }
}
