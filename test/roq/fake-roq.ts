import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createRoq, type Roq, type RoqDeps } from '../../src/roq/client.ts';
import type { RoqConfig } from '../../src/roq/config.ts';
import type { RoqCallRecord } from '../../src/roq/record.ts';
import { RoqError } from '../../src/roq-error.ts';

export type Asked = {
  route: 'service' | 'user' | 'graphql';
  headers: IncomingHttpHeaders;
  body: { operationName?: string; variables?: Record<string, unknown>; userId?: string; [key: string]: unknown };
  /** How many requests this route had, this one included. */
  nth: number;
};
export type Reply = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> };
/** Returns the reply, or nothing when it has dealt with the response itself (or leaves it hanging). */
export type Handler = (asked: Asked, response: ServerResponse) => Reply | undefined | Promise<Reply | undefined>;
export type Fake = { url: string; asked: Asked[]; count(route: Asked['route']): number; close(): Promise<void> };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
let issued = 0;
/** A compact JWS nobody signed; unique each time. */
export function jws(claims: Record<string, unknown> = {}): string {
  issued += 1;
  const iat = Math.floor(Date.now() / 1000);
  return `${encode({ alg: 'HS256' })}.${encode({ iat, exp: iat + 3600, jti: issued, ...claims })}.sig`;
}
export const goodToken: Handler = () => ({ status: 201, json: { accessToken: jws() } });

/** A ROQ that answers what the test says: for faults the emulated one has no switch for. */
export async function startFake(routes: { service?: Handler; user?: Handler; graphql?: Handler }): Promise<Fake> {
  const asked: Asked[] = [];
  const count = (route: Asked['route']) => asked.filter((each) => each.route === route).length;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const route = request.url?.endsWith('/serviceAccount')
      ? 'service'
      : request.url?.endsWith('/graphql')
        ? 'graphql'
        : 'user';
    const body = request.method === 'POST' ? JSON.parse(Buffer.concat(chunks).toString()) : {};
    const entry = { route, headers: request.headers, body, nth: count(route) + 1 } as const;
    asked.push(entry);
    const reply = await (routes[route] ?? goodToken)(entry, response);
    if (!reply) return;
    const { status = 200, json, text, headers } = reply;
    response.writeHead(status, { 'content-type': text === undefined ? 'application/json' : 'text/html', ...headers });
    response.end(text ?? JSON.stringify(json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, count, close };
}

export type Rig = { roq: Roq; calls: RoqCallRecord[]; log: string[]; slept: number[] };

/** The client under test: never sleeps, keeps every log line and call record. */
export function rigFor(url: string, config: Partial<RoqConfig> = {}, deps: Partial<RoqDeps> = {}): Rig {
  const calls: RoqCallRecord[] = [];
  const log: string[] = [];
  const slept: number[] = [];
  const roq = createRoq(
    {
      ...{ platformUrl: url, environmentId: 'env', apiKey: 'key', batchSize: 10, maxInFlight: 3, retries: 2 },
      ...{ tokenTimeoutMs: 20_000, queryTimeoutMs: 20_000, mutationTimeoutMs: 20_000, operationTimeoutMs: 60_000 },
      ...config,
    },
    {
      log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
      onCall: (call) => void calls.push(call),
      random: () => 1,
      sleep: async (ms) => void slept.push(ms),
      ...deps,
    },
  );
  return { roq, calls, log, slept };
}

/** The RoqError the call must fail with. */
export async function failureOf(call: Promise<unknown>): Promise<RoqError> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof RoqError) return thrown;
  throw new Error('The call was to fail with a RoqError', { cause: thrown });
}

/** An error entry of ROQ's GraphQL. */
export const graphqlError = (errorCode: string, statusCode = 400, variables: Record<string, unknown> = {}) => ({
  message: 'said of secret@person.test',
  extensions: { response: { statusCode, errorCode, message: 'said of secret@person.test', variables } },
});

export const actor = { roqUserId: '11111111-1111-4111-8111-111111111111', tenantId: 'tenant-a' };
export const sendOptions = { requestId: 'req-1' };

let rows = 0;
/** A row of `userInvites` as ROQ sends it. */
export function inviteRow(changes: Record<string, unknown> = {}) {
  rows += 1;
  return {
    ...{
      id: `invite-${rows}`,
      email: `guest${rows}@x.test`,
      firstName: 'G',
      lastName: '',
      locale: 'en-US',
      data: null,
    },
    ...{ tenantId: actor.tenantId, roleKeys: ['member'], status: 'pending', userTokenId: 't', acceptedByUserId: null },
    ...{
      createdByUserId: actor.roqUserId,
      createdAt: '2023-11-20T10:00:00.000Z',
      updatedAt: null,
      statusUpdatedAt: null,
    },
    ...changes,
  };
}
export const invitePage = (data: unknown[], totalCount = data.length): Reply => ({
  json: { data: { userInvites: { data, totalCount } } },
});
export const row = (email: string) => ({ email, firstName: '', lastName: '', roleKey: 'member' });
