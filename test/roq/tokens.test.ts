import { afterEach, expect, test } from 'vitest';
import {
  actor,
  type Fake,
  failureOf,
  goodToken,
  type Handler,
  invitePage,
  jws,
  rigFor,
  startFake,
} from './fake-roq.ts';

let fake: Fake | undefined;
afterEach(() => fake?.close());

const noInvites: Handler = () => invitePage([]);
const query = { limit: 10 };
const unauthorized: Handler = () => ({ status: 401, json: { statusCode: 401, errorCode: 'INVALID_CREDENTIALS' } });

/** Faults a first token request may meet; the next one is answered well. */
const passing: [string, Handler][] = [
  ['500 with JSON', () => ({ status: 500, json: { statusCode: 500, message: 'no' } })],
  ['502 with HTML', () => ({ status: 502, text: '<html>Bad gateway for secret@person.test</html>' })],
  ['200 with HTML', () => ({ text: '<html>Log in</html>' })],
  ['an empty body', () => ({ text: '', headers: { 'content-type': 'application/json' } })],
  ['null', () => ({ json: null })],
  ['JSON without a token', () => ({ status: 201, json: {} })],
  ['a token that is no JWS', () => ({ status: 201, json: { accessToken: 'opaque' } })],
  ['a token of three parts that hold no JSON', () => ({ status: 201, json: { accessToken: 'a.b.c' } })],
  ['a redirect', () => ({ status: 302, text: '', headers: { location: '/elsewhere' } })],
  ['429', () => ({ status: 429, json: {}, headers: { 'retry-after': '1' } })],
  ['a dropped connection', (_, response) => void response.destroy()],
  [
    'a body cut under its length',
    (_, response) => {
      response.writeHead(201, { 'content-length': '500' });
      response.write('{"accessToken":', () => response.destroy());
      return undefined;
    },
  ],
];

test.each(['service', 'user'] as const)(
  'a passing fault of the %s token is retried and poisons nothing',
  async (route) => {
    for (const [name, fault] of passing) {
      fake = await startFake({
        [route]: (...args: Parameters<Handler>) => (args[0].nth === 1 ? fault : goodToken)(...args),
        graphql: noInvites,
      });
      const { roq } = rigFor(fake.url);
      expect((await roq.invites.list(actor, query)).total, name).toBe(0);
      await roq.invites.list(actor, query);
      expect(fake.count(route), name).toBe(2);
      expect(
        fake.asked.filter((each) => /Bearer (undefined|opaque)/.test(`${each.headers['roq-platform-authorization']}`)),
      ).toEqual([]);
      await fake.close();
    }
  },
);

test.each(passing)(
  'a token endpoint that keeps answering %s is unavailable, and nothing was sent',
  async (_, fault) => {
    fake = await startFake({ user: fault, graphql: noInvites });
    const error = await failureOf(rigFor(fake.url).roq.invites.cancel(actor, 'id', { requestId: 'r' }));
    expect(error.facts).toMatchObject({ kind: 'unavailable', sent: false, operation: 'cancelUserInvite' });
    expect(fake.count('user')).toBe(3);
    expect(fake.count('graphql')).toBe(0);
  },
);

test('a token endpoint that never answers is given up at its deadline', async () => {
  fake = await startFake({ service: () => undefined });
  const { roq } = rigFor(fake.url, { tokenTimeoutMs: 30, retries: 0 });
  expect((await failureOf(roq.invites.list(actor, query))).facts).toMatchObject({ kind: 'unavailable', sent: false });
});

test('a refused connection is unavailable, and nothing was sent', async () => {
  fake = await startFake({});
  await fake.close();
  const error = await failureOf(rigFor(fake.url).roq.invites.cancel(actor, 'id', { requestId: 'r' }));
  expect(error.facts).toMatchObject({ kind: 'unavailable', sent: false });
});

test('wrong credentials are reported at once as unauthorized', async () => {
  fake = await startFake({ service: unauthorized });
  const { roq } = rigFor(fake.url);
  expect((await failureOf(roq.invites.list(actor, query))).facts).toMatchObject({
    kind: 'unauthorized',
    httpStatus: 401,
    code: 'INVALID_CREDENTIALS',
  });
  expect(fake.count('service')).toBe(1);
  expect((await failureOf(roq.ping())).kind).toBe('unauthorized');
});

test('a user ROQ does not know is actor_unknown, but a page without JSON says nothing about the user', async () => {
  fake = await startFake({
    user: ({ nth }) =>
      nth === 1
        ? { status: 404, json: { statusCode: 404, errorCode: 'USER_NOT_FOUND' } }
        : { status: 404, text: 'not here' },
  });
  const { roq } = rigFor(fake.url);
  expect((await failureOf(roq.invites.list(actor, query))).kind).toBe('actor_unknown');
  expect((await failureOf(roq.invites.list(actor, query))).kind).toBe('unavailable');
});

test('an actor without an id asks ROQ nothing', async () => {
  fake = await startFake({ graphql: noInvites });
  const error = await failureOf(rigFor(fake.url).roq.invites.list({ tenantId: 'tenant-a', roqUserId: '' }, query));
  expect(error.kind).toBe('actor_unknown');
  expect(fake.asked).toEqual([]);
});

test('fifty calls on a cold start make one service token request and one user token request', async () => {
  fake = await startFake({ graphql: noInvites });
  const { roq } = rigFor(fake.url);
  await Promise.all(Array.from({ length: 50 }, () => roq.invites.list(actor, query)));
  expect([fake.count('service'), fake.count('user'), fake.count('graphql')]).toEqual([1, 1, 50]);
});

test.each([
  ['without exp', { exp: undefined, iat: undefined }],
  ['with exp in ms', { exp: Date.now() + 3_600_000 }],
  ['with exp as a string', { exp: `${Math.floor(Date.now() / 1000) + 3600}` }],
  ['of a server whose clock is a day behind', { iat: 1_700_000_000, exp: 1_700_003_600 }],
])('a token %s is used for an hour less a minute at most', async (_, claims) => {
  let now = Date.now();
  fake = await startFake({ user: () => ({ json: { accessToken: jws(claims) } }), graphql: noInvites });
  const { roq } = rigFor(fake.url, {}, { clock: { now: () => now } });
  await roq.invites.list(actor, query);
  now += 58 * 60_000;
  await roq.invites.list(actor, query);
  expect(fake.count('user')).toBe(1);
  now += 2 * 60_000;
  await roq.invites.list(actor, query);
  expect(fake.count('user')).toBe(2);
});

test('a token is taken for expired 60 s before its end', async () => {
  let now = Date.now();
  const iat = Math.floor(now / 1000);
  fake = await startFake({ user: () => ({ json: { accessToken: jws({ iat, exp: iat + 600 }) } }), graphql: noInvites });
  const { roq } = rigFor(fake.url, {}, { clock: { now: () => now } });
  await roq.invites.list(actor, query);
  now += 539_000;
  await roq.invites.list(actor, query);
  expect(fake.count('user')).toBe(1);
  now += 2000;
  await roq.invites.list(actor, query);
  expect(fake.count('user')).toBe(2);
});

test('a user token that still lives needs no service token', async () => {
  let now = Date.now();
  const iat = Math.floor(now / 1000);
  const service: Handler = ({ nth }) =>
    nth === 1 ? { json: { accessToken: jws({ iat, exp: iat + 120 }) } } : { status: 500, json: {} };
  fake = await startFake({ service, graphql: noInvites });
  const { roq } = rigFor(fake.url, {}, { clock: { now: () => now } });
  await roq.invites.list(actor, query);
  now += 300_000;
  await roq.invites.list(actor, query);
  expect(fake.count('service')).toBe(1);
});

test('a token revoked in mid-life is replaced once, for many calls together', async () => {
  let revoked: string | undefined;
  fake = await startFake({
    graphql: ({ headers }) => {
      const refused = headers['roq-platform-authorization'] === revoked;
      return refused
        ? {
            json: {
              data: null,
              errors: [{ message: 'no', extensions: { code: 'UNAUTHORIZED', response: { statusCode: 401 } } }],
            },
          }
        : invitePage([]);
    },
  });
  const { roq } = rigFor(fake.url);
  await roq.invites.list(actor, query);
  revoked = `${fake.asked.at(-1)?.headers['roq-platform-authorization']}`;
  await Promise.all(Array.from({ length: 20 }, () => roq.invites.list(actor, query)));
  expect([fake.count('service'), fake.count('user')]).toEqual([1, 2]);
});

test('a revoked service token is replaced when a user token is refused', async () => {
  fake = await startFake({
    user: ({ nth }, response) => (nth === 2 ? unauthorized({} as never, response) : { json: { accessToken: jws() } }),
    graphql: noInvites,
  });
  const { roq } = rigFor(fake.url);
  await roq.invites.list(actor, query);
  await roq.invites.list({ ...actor, roqUserId: 'another' }, query);
  expect([fake.count('service'), fake.count('user')]).toEqual([2, 3]);
});

test('a 401 that stays is reported after one refresh, also for a mutation', async () => {
  fake = await startFake({
    graphql: () => ({ status: 401, json: { errors: [{ extensions: { code: 'UNAUTHORIZED' } }] } }),
  });
  const error = await failureOf(rigFor(fake.url).roq.invites.resend(actor, 'id', { requestId: 'r' }));
  expect(error.kind).toBe('unauthorized');
  expect([fake.count('user'), fake.count('graphql')]).toEqual([2, 2]);
});

test('a ping asks ROQ anew each time, as the service account and for nobody’s data', async () => {
  fake = await startFake({ graphql: () => ({ json: { data: { __typename: 'Query' } } }) });
  const { roq } = rigFor(fake.url);
  await roq.ping();
  await roq.ping();
  expect([fake.count('service'), fake.count('user'), fake.count('graphql')]).toEqual([1, 0, 2]);
  expect(fake.asked.at(-1)?.body.query).toBe('query ping { __typename }');
});
