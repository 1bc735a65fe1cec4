import { type Complaint, inSlackWords } from './rules/complaints.ts';
import type { Refused } from './rules/message.ts';

/** Thrown by whatever refuses; answered as `{ok: false, error, …}`. */
export class Refusal extends Error {
  readonly code: string;
  readonly extra: { [key: string]: unknown };

  constructor(code: string, extra: { [key: string]: unknown } = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

export function invalidArguments(complaints: Complaint[]): Refusal {
  return withMessages('invalid_arguments', complaints.map(inSlackWords));
}

/** A refusal that quotes each complaint, as Slack does for blocks and views. */
export function withMessages(code: string, complaints: string[]): Refusal {
  if (complaints.length === 0) return new Refusal(code);
  const messages = complaints.map((complaint) => `[ERROR] ${complaint}`);
  return new Refusal(code, {
    ...(code === 'invalid_blocks' ? { errors: complaints } : {}),
    response_metadata: { messages },
  });
}

export function refuseIf(fault: Refused | undefined): void {
  if (fault) throw withMessages(fault.error, fault.complaints);
}
