import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import {
  actor,
  type Fake,
  failureOf,
  graphqlError,
  type Handler,
  invitePage,
  inviteRow,
  rigFor,
  sendOptions,
  startFake,
} from './fake-roq.ts';

let fake: Fake | undefined;
afterEach(() => fake?.close());

const list = { limit: 10 };
const invites = JSON.stringify({ data: { userInvites: { data: [], totalCount: 0 } } });

const cutUnderLength: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
  response.write(invites.slice(0, 20), () => response.destroy());
  return undefined;
};
const cutChunk: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(invites.slice(0, 20), () => response.destroy());
  return undefined;
};
const stuckBody: Handler = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write(invites.slice(0, 20));
  return undefined;
};

/** After these a query changed nothing, and a mutation may have. */
const lost: [string, Handler][] = [
  ['502 with HTML', () => ({ status: 502, text: '<html>secret@person.test</html>' })],
  ['503 with text', () => ({ status: 503, text: 'secret@person.test' })],
  ['200 with a login page', () => ({ text: '<html>Log in, secret@person.test</html>' })],
  ['an empty JSON body', () => ({ text: '', headers: { 'content-type': 'application/json' } })],
  ['{data:null}', () => ({ json: { data: null } })],
  ['a redirect', () => ({ status: 302, text: '', headers: { location: '/v01/server/graphql' } })],
  ['a closed socket', (_, response) => void response.destroy()],
  ['a body cut under its length', cutUnderLength],
  ['a cut chunked body', cutChunk],
  ['no HTTP at all', (_, response) => void response.socket?.end('HTTP/1.1 200 OK\r\nsecret@person.test\r\n\r\n')],
  ['500 INTERNAL_ERROR', () => ({ json: { data: null, errors: [graphqlError('INTERNAL_ERROR', 500)] } })],
];

test.each(lost)('a mutation answered with %s is ambiguous and is not repeated', async (_, fault) => {
  fake = await startFake({ graphql: fault });
  const error = await failureOf(rigFor(fake.url).roq.invites.cancel(actor, 'id', sendOptions));
  expect(error.facts).toMatchObject({
    kind: 'ambiguous',
    sent: true,
    operation: 'cancelUserInvite',
    requestId: 'req-1',
  });
  expect(fake.count('graphql')).toBe(1);
});

test.each(lost.filter(([name]) => name !== '{data:null}'))(
  'a query answered with %s once is asked again',
  async (_, fault) => {
    fake = await startFake({
      graphql: (asked, response) => (asked.nth === 1 ? fault(asked, response) : invitePage([])),
    });
    expect((await rigFor(fake.url).roq.invites.list(actor, list)).total).toBe(0);
    expect(fake.count('graphql')).toBe(2);
  },
);

test.each<[string, Handler]>([
  ['that never comes', () => undefined],
  ['whose body never ends', stuckBody],
])('an answer %s is given up at the deadline', async (_, fault) => {
  fake = await startFake({ graphql: fault });
  const { roq } = rigFor(fake.url, { queryTimeoutMs: 400, mutationTimeoutMs: 400, retries: 0 });
  expect((await failureOf(roq.invites.list(actor, list))).facts).toMatchObject({ kind: 'unavailable', sent: true });
  expect((await failureOf(roq.invites.resend(actor, 'id', sendOptions))).facts).toMatchObject({
    kind: 'ambiguous',
    sent: true,
  });
});

test('all attempts together end at the deadline of the operation', async () => {
  fake = await startFake({ graphql: () => undefined });
  const { roq } = rigFor(fake.url, { operationTimeoutMs: 500, retries: 1000 });
  expect((await failureOf(roq.invites.list(actor, list))).facts).toMatchObject({
    kind: 'unavailable',
    code: 'CALLED_OFF',
  });
  expect(fake.count('graphql')).toBe(1);
});

test('a call its caller has called off is ambiguous once it was sent, and unavailable before', async () => {
  const controller = new AbortController();
  fake = await startFake({ graphql: () => void controller.abort() });
  const { roq } = rigFor(fake.url);
  const options = { requestId: 'r', signal: controller.signal };
  expect((await failureOf(roq.invites.cancel(actor, 'id', options))).facts).toMatchObject({
    kind: 'ambiguous',
    sent: true,
  });
  expect((await failureOf(roq.invites.cancel(actor, 'id', options))).facts).toMatchObject({
    kind: 'unavailable',
    sent: false,
  });
  expect(fake.count('graphql')).toBe(1);
});

test('a redirect is never followed', async () => {
  fake = await startFake({ graphql: () => ({ status: 301, text: '', headers: { location: '/elsewhere' } }) });
  await failureOf(rigFor(fake.url).roq.invites.resend(actor, 'id', sendOptions));
  expect(fake.asked.map((each) => each.route)).toEqual(['service', 'user', 'graphql']);
});

/** What ROQ says plainly: kind, and the facts the SDK would have thrown away. */
const spoken: [string, Record<string, unknown>, object][] = [
  ['FORBIDDEN', graphqlError('FORBIDDEN', 403), { kind: 'forbidden', code: 'FORBIDDEN' }],
  ['USER_INVITATION_NOT_FOUND', graphqlError('USER_INVITATION_NOT_FOUND', 404), { kind: 'not_found' }],
  ['USER_NOT_FOUND', graphqlError('USER_NOT_FOUND', 404), { kind: 'actor_unknown' }],
  ['INVALID_UUID', graphqlError('INVALID_UUID'), { kind: 'validation' }],
  ['IS_EMAIL', graphqlError('IS_EMAIL'), { kind: 'validation' }],
  [
    'a wrong state',
    graphqlError('USER_INVITE_CANCELLATION_FAILED', 400, { userInviteStatus: 'accepted' }),
    { kind: 'conflict', inviteStatus: 'accepted', code: 'USER_INVITE_CANCELLATION_FAILED' },
  ],
  ['a wrong document', { message: 'x', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }, { kind: 'validation' }],
  ['only a name of the HTTP status', { message: 'x', extensions: { code: 'FORBIDDEN' } }, { kind: 'forbidden' }],
  ['only a status', { message: 'x', extensions: { exception: { status: 403 } } }, { kind: 'forbidden' }],
  ['nothing but a text', { message: 'Cannot return null' }, { kind: 'ambiguous' }],
];

test.each(spoken)('an error entry with %s is told in our words', async (_, entry, facts) => {
  fake = await startFake({ graphql: () => ({ json: { data: null, errors: [entry] } }) });
  const error = await failureOf(rigFor(fake.url).roq.invites.cancel(actor, 'id', sendOptions));
  expect(error.facts).toMatchObject({ ...facts, sent: true, httpStatus: 200 });
  expect(fake.count('graphql')).toBe(1);
});

test.each([
  [400, { json: { statusCode: 400, message: 'no' } }, 'validation'],
  [403, { text: 'blocked' }, 'forbidden'],
  [404, { text: 'no such page' }, 'contract'],
  [405, { text: 'not so' }, 'contract'],
  [408, { text: 'too slow' }, 'ambiguous'],
  [413, { text: 'too large' }, 'validation'],
  [429, { text: 'slower' }, 'unavailable'],
  [500, { json: { errors: [graphqlError('FORBIDDEN', 403)] } }, 'forbidden'],
] as const)('HTTP %i is known by its status, unless ROQ says more', async (status, reply, kind) => {
  fake = await startFake({ graphql: () => ({ status, ...reply }) });
  const error = await failureOf(rigFor(fake.url).roq.invites.cancel(actor, 'id', sendOptions));
  expect(error.facts).toMatchObject({ kind, httpStatus: status });
  expect(fake.count('graphql')).toBe(1);
});

test('errors beside data leave a mutation ambiguous: some invites may exist', async () => {
  const data = { sendUserInvitesV2: { success: [inviteRow()], errors: null } };
  fake = await startFake({ graphql: () => ({ json: { data, errors: [graphqlError('FORBIDDEN', 403)] } }) });
  const rows = [{ email: 'a@x.test', firstName: '', lastName: '', roleKey: 'member' }];
  expect((await failureOf(rigFor(fake.url).roq.invites.send(actor, rows, sendOptions))).facts).toMatchObject({
    kind: 'ambiguous',
    sent: true,
  });
});

test('an answer of an unexpected shape is a broken contract, whose places are logged and whose values are not', async () => {
  const strange = { ...inviteRow({ email: 'secret@person.test' }), status: 'rejected', extra: 1 };
  fake = await startFake({ graphql: () => invitePage([strange]) });
  const { roq, log } = rigFor(fake.url);
  expect((await failureOf(roq.invites.list(actor, list))).facts).toMatchObject({ kind: 'contract', sent: true });
  expect(log.join('')).toContain('userInvites.data.0.status');
  expect(log.join('')).not.toMatch(/person\.test|rejected/);
});

test('no address reaches an error or a log line, whatever goes wrong', async () => {
  const row = { email: 'secret@person.test', firstName: 'Sesame', lastName: 'Street', roleKey: 'member' };
  const ways: Handler[] = [
    ...lost,
    ...spoken.map(([name, entry]): [string, Handler] => [name, () => ({ json: { errors: [entry] } })]),
  ].map(([, way]) => way);
  for (const way of ways) {
    fake = await startFake({ graphql: way });
    const { roq, log, calls } = rigFor(fake.url);
    const errors = [
      await failureOf(roq.invites.send(actor, [row], sendOptions)),
      await failureOf(roq.invites.list(actor, { ...list, emails: [row.email] })),
    ];
    log.push(inspect(errors, { depth: 8, showHidden: true }));
    const told = [...log, JSON.stringify([errors, errors.map((each) => each.facts), calls])].join('\n');
    expect(told).not.toMatch(/person\.test|Sesame|Street|eyJ/);
    await fake.close();
  }
});
