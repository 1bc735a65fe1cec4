import { setMaxListeners } from 'node:events';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type Clock, systemClock } from '../clock.ts';
import type { InviteGateway } from '../invites/ports.ts';
import type { RoqDirectory } from '../people/person.ts';
import { type Trace, untraced } from '../trace.ts';
import { createBreaker } from './breaker.ts';
import { createCall } from './calls.ts';
import type { RoqConfig } from './config.ts';
import { pause } from './deadline.ts';
import { createDirectory } from './directory.ts';
import { createInvites } from './invites.ts';
import { createMail, type SendMail } from './mail.ts';
import { openPlatform } from './platform.ts';
import { createRecorder, type RoqCallRecord } from './record.ts';
import { createSender } from './send.ts';
import { createTokens } from './tokens.ts';
import { createTransport } from './transport.ts';
import { wire } from './wiring.ts';

/** One ROQ environment. Every method throws RoqError and nothing else. */
export type Roq = {
  invites: InviteGateway;
  directory: RoqDirectory;
  sendMail: SendMail;
  /** Resolves when a token of the service account can be had. */
  ping(): Promise<void>;
  /** Addresses for one `send`; shrinks when ROQ asks for fewer. */
  batchSize(): number;
  /** Ends what is on its way at once: a mutation that has left counts as one whose answer was lost. */
  callOff(): void;
  /** Takes no more calls and waits for those on their way. */
  close(): Promise<void>;
};

export type RoqDeps = {
  log: Logger;
  clock?: Clock;
  onCall?: (call: RoqCallRecord) => void;
  trace?: Trace;
  /** 0 to 1; spreads the retries. */
  random?: () => number;
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
};

/** Opens no connection. Throws when the URL is bad or the SDK is not the pinned one. */
export function createRoq(config: RoqConfig, deps: RoqDeps): Roq {
  const { log, clock = systemClock, random = Math.random, sleep = pause } = deps;
  const platform = openPlatform(config);
  const transport = createTransport();
  const recorder = createRecorder(log, deps.onCall, deps.trace ?? untraced);
  wire(platform, { config, clock, transport, recorder });
  const tokens = createTokens(platform.authorization, clock);
  const breaker = createBreaker(clock);
  const off = new AbortController();
  // Every call on its way listens until it ends: Node takes more than ten for a leak.
  setMaxListeners(0, off.signal);
  const calledOff = off.signal;
  // Every call on its way listens to it.
  setMaxListeners(0, calledOff);
  const call = createCall({ platform, config, tokens, breaker, recorder, log, random, sleep, calledOff });
  const sender = createSender(call, config, log);
  return {
    invites: createInvites(call, sender.send, log),
    directory: createDirectory(call, log),
    sendMail: createMail(call),
    ping: () =>
      call({
        name: 'ping',
        kind: 'query',
        as: undefined,
        run: (api) => api.graphqlRequest('query ping { __typename }'),
        answer: z.unknown().transform(() => undefined),
      }),
    batchSize: sender.batchSize,
    callOff: () => off.abort(),
    close: async () => {
      platform.authorization.cache.close();
      await transport.close();
    },
  };
}
