import { AsyncLocalStorage } from 'node:async_hooks';

/** What is followed: a request of a person, or a piece of the app's own work. */
export type Work = {
  /** A few words of a program, never of a person. */
  name: string;
  /** In the log, in ROQ's requests and in the sentence of an unknown failure. */
  requestId?: string | undefined;
  /** W3C traceparent of what led to it, in another process or at another time. */
  traceparent?: string | undefined;
};
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Follows one request or piece of work through everything it causes. What is run ends as it would without. */
export interface Trace {
  work<T>(work: Work, run: () => Promise<T>): Promise<T>;
  /** A call to a far end, within the work under way. */
  call<T>(name: string, attributes: Attributes, run: () => Promise<T>): Promise<T>;
  /** The work under way goes on with what began under this traceparent; too late once it has called anybody. */
  goesOn(traceparent: string | undefined): void;
  /** To be stored with what the work under way leaves to others; `undefined` when nobody traces. */
  traceparent(): string | undefined;
}

const requestIds = new AsyncLocalStorage<string | undefined>();

/** Of the work under way. */
export const currentRequestId = (): string | undefined => requestIds.getStore();

export const withRequestId = <T>(requestId: string | undefined, run: () => Promise<T>): Promise<T> =>
  requestIds.run(requestId, run);

/** Keeps the request id, and nothing else. */
export const untraced: Trace = {
  work: ({ requestId }, run) => withRequestId(requestId, run),
  call: (_name, _attributes, run) => run(),
  goesOn: () => {},
  traceparent: () => undefined,
};
