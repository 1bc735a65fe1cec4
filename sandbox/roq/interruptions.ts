import type { ServerResponse } from 'node:http';
import type { Environment } from './environment.ts';
import type { LoggedRequest } from './request-log.ts';

/** Thrown to end a request without an answer: by silence, or by a closed socket. */
export class ConnectionFault extends Error {
  readonly how: 'hang' | 'destroy';
  constructor(how: 'hang' | 'destroy') {
    super(how);
    this.how = how;
  }
}

/** Lets `down` and `delay` strike a call before it does anything. @throws ConnectionFault */
export async function holdUp(env: Environment, names: string[], entry: LoggedRequest): Promise<void> {
  const delay = env.faults.take(['delay'], names);
  if (delay) {
    entry.fault = delay.kind;
    await new Promise<void>((resume) => env.clock.after(delay.ms ?? 1000, resume));
  }
  if (!env.faults.take(['down'], names)) return;
  entry.fault = 'down';
  throw new ConnectionFault('destroy');
}

/** Closes the connection after a part of the body has left; `announce` says how long it would have been. */
export function cutBody(response: ServerResponse, body: string, announce: boolean): Promise<void> {
  const bytes = Buffer.from(body);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    ...(announce ? { 'content-length': bytes.length } : {}),
  });
  return new Promise((closed) => {
    response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
      response.destroy();
      closed();
    });
  });
}
