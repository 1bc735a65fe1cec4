import type { ServerResponse } from 'node:http';
import type { Environment } from './environment.ts';
import { holdUp } from './interruptions.ts';
import type { LoggedRequest } from './request-log.ts';

/** Answers a call of the platform under the eyes of the log, after `delay` and `down` had their turn. */
export async function answerLogged(
  env: Environment,
  response: ServerResponse,
  call: Pick<LoggedRequest, 'operation' | 'variables' | 'requestId'> & { names: string[] },
  answer: (entry: LoggedRequest) => void | Promise<void>,
): Promise<void> {
  const { names, ...asked } = call;
  const entry = env.requests.begin({ at: env.clock.now(), ...asked });
  env.changed({ what: 'request' });
  const started = performance.now();
  try {
    await holdUp(env, names, entry);
    await answer(entry);
    if (!response.destroyed) entry.status = response.statusCode;
  } finally {
    entry.ms = performance.now() - started;
    env.changed({ what: 'request' });
  }
}
