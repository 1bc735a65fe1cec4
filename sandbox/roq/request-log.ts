export interface LoggedRequest {
  /** ms since the epoch on the sandbox clock. */
  at: number;
  /** GraphQL operation name or root field, `token:service` or `token:user`. */
  operation: string;
  /** A user id, or `service`; null if the call was not authenticated. */
  asWhom: string | null;
  variables: unknown;
  /** How long it took in real time; null while it runs. */
  ms: number | null;
  /** HTTP status; null while it runs, and for good when the connection was broken off. */
  status: number | null;
  requestId: string | null;
  /** Kind of the fault that struck. */
  fault: string | null;
}

export interface RequestLog {
  begin(request: Pick<LoggedRequest, 'at' | 'operation' | 'variables' | 'requestId'>): LoggedRequest;
  all(): LoggedRequest[];
  clear(): void;
}

const kept = 10_000;

/** What was asked of the platform. Keys and tokens never come here. */
export function requestLog(): RequestLog {
  let log: LoggedRequest[] = [];
  return {
    begin(request) {
      const entry = { ...request, asWhom: null, ms: null, status: null, fault: null };
      if (log.length >= kept) log = log.slice(kept / 2);
      log.push(entry);
      return entry;
    },
    all: () => log.map((entry) => ({ ...entry })),
    clear() {
      log = [];
    },
  };
}
