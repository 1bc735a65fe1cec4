import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { ErrorCode, type Logger, LogLevel } from '@slack/web-api';
import { expect, test } from 'vitest';
import { maskEmail } from '../src/invites/mask.ts';
import { boltLogger, createLog, forPeople } from '../src/log.ts';
import { Problem } from '../src/problem.ts';
import { reference } from '../src/reference.ts';
import { RoqError } from '../src/roq-error.ts';

type Line = Record<string, unknown> & { err?: Record<string, unknown> };

function logged(level: Parameters<typeof createLog>[0] = 'trace') {
  const texts: string[] = [];
  const log = createLog(level, { write: (text) => void texts.push(text) });
  return { log, text: () => texts.join(''), lines: () => texts.map((text) => JSON.parse(text) as Line) };
}

test('a line tells its level by name and keeps harmless fields', () => {
  const { log, lines } = logged();
  log.warn({ tenantId: 't1', dropped: 2, userTokenId: 'u1', at: new Date(0), none: undefined }, 'Rows dropped');
  expect(lines()).toMatchObject([
    { level: 'warn', msg: 'Rows dropped', tenantId: 't1', dropped: 2, userTokenId: 'u1' },
  ]);
  expect(lines()[0]).toHaveProperty('at', '1970-01-01T00:00:00.000Z');
  expect(lines()[0]).not.toHaveProperty('none');
});

test.each([
  'authorization',
  'roq-platform-authorization',
  'roq-platform-server-authorization',
  'roq-platform-webhook-key',
  'token',
  'botToken',
  'access_token',
  'apiKey',
  'clientSecret',
  'encryptionKeys',
  'password',
  'set-cookie',
  'code',
  'email',
  'emails',
  'text',
  'firstName',
  'private_metadata',
  'response_url',
])('the field %s is redacted at any depth', (name) => {
  const { log, text } = logged();
  const secret = 'hush-123';
  log.info({ [name]: secret, a: { [name]: [secret], b: [{ c: { [name]: { deep: secret } } }] } }, 'x');
  log.child({ [name]: secret, a: { [name]: secret } }).info('x');
  expect(text()).not.toContain('hush');
  expect(text().match(/\[redacted\]/g)).toHaveLength(5);
});

test('a code that is the name of a failure is kept', () => {
  const { log, lines } = logged();
  for (const code of ['USER_INVITE_RESENDING_FAILED', 'FORBIDDEN', 'ECONNREFUSED', 'not_linked']) log.info({ code });
  for (const code of ['123456', 'k7qx-9f', '12.34.abcdef', 123456]) log.info({ code });
  expect(lines().map(({ code }) => code)).toEqual([
    'USER_INVITE_RESENDING_FAILED',
    'FORBIDDEN',
    'ECONNREFUSED',
    'not_linked',
    ...Array(4).fill('[redacted]'),
  ]);
});

const secrets: [what: string, text: string, masked: string][] = [
  ['an address', 'to ada.lovelace+x@mail.acme.com.', 'to a•••@mail.acme.com.'],
  [
    'an address in brackets',
    'Ada <ada@x.io>, <mailto:bob@y.io|bob@y.io>',
    'Ada <a•••@x.io>, <mailto:b•••@y.io|b•••@y.io>',
  ],
  ['an address after a line break', 'to\nada@x.io\tand\u0001bob@y.io', 'to\na•••@x.io\tand\u0001b•••@y.io'],
  ['an address of another script', 'жанна@пример.рф', 'ж•••@пример.рф'],
  ['an address in a query', '/a?email=ada%40x.io&b=1', '/a?email=a•••@x.io&b=1'],
  ['a bot token', 'sent xoxb-12-34-abcDEF', 'sent xoxb-•••'],
  ['a rotated token', 'sent xoxe.xoxb-1-abcDEF', 'sent xoxe.•••'],
  ['an app token', '"xapp-1-A1-2-beef"', '"xapp-•••"'],
  ['a bearer', 'Authorization: Bearer abcdefghijklmnop.qrs', 'Authorization: Bearer •••'],
  ['basic credentials', 'basic ZW52LTE6a2V5LTE6YWJj==', 'basic •••'],
  ['a JWS', 'got eyJhbGciOi.eyJleHAiOjF9.c2ln!', 'got eyJ•••!'],
  ['a response URL', 'POST https://hooks.slack.com/commands/T1/2/abc', 'POST https://hooks.slack.com/•••'],
  ['a database password', 'postgres://user:pa55@localhost/db', 'postgres://•••@localhost/db'],
  ['an OAuth code', 'GET /slack/oauth_redirect?code=1.2.a&state=xyz', 'GET /slack/oauth_redirect?code=•••&state=•••'],
];
test.each(secrets)('%s is masked in messages, fields, errors and their causes', (_what, text, masked) => {
  const { log, lines } = logged();
  const error = new Error(text, { cause: new TypeError(text) });
  error.stack = `Error: ${text}\n    at /app/node_modules/.pnpm/@slack+bolt@5.1.0/index.js:1:2`;
  log.error({ err: error, list: [{ note: text }] }, text);
  log.child({ note: text }).info(error);
  log.info('%s', text);
  const [first, second, third] = lines();
  const told = { type: 'Error', message: masked, stack: expect.stringContaining(masked) };
  expect(first).toMatchObject({ msg: masked, list: [{ note: masked }], err: told });
  expect(first?.err).toMatchObject({ cause: { type: 'TypeError', message: masked } });
  expect(first?.err?.stack).toContain('@slack+bolt@5.1.0/index.js:1:2');
  expect(second).toMatchObject({ msg: masked, note: masked, err: told });
  expect(third).toMatchObject({ msg: masked });
});

test('of an error only what is known is told, not the request that an SDK hangs on it', () => {
  const { log, text, lines } = logged();
  const data = { ok: false, error: 'channel_not_found', response_metadata: { messages: ['hush'] } };
  log.error({ err: Object.assign(new Error('a'), { code: ErrorCode.PlatformError, data, request: { body: 'hush' } }) });
  log.error(new RoqError({ kind: 'forbidden', operation: 'sendUserInvites', sent: true, code: 'FORBIDDEN' }));
  log.error(new Problem('not_linked', { name: 'hush' }));
  log.error(new AggregateError([new Error('connect ECONNREFUSED')], 'all failed'));
  expect(text()).not.toContain('hush');
  expect(lines().map(({ err }) => err)).toMatchObject([
    { code: 'slack_webapi_platform_error', slackError: 'channel_not_found' },
    { type: 'RoqError', facts: { kind: 'forbidden', operation: 'sendUserInvites', sent: true, code: 'FORBIDDEN' } },
    { type: 'Problem', code: 'not_linked' },
    { type: 'AggregateError', errors: [{ message: 'connect ECONNREFUSED' }] },
  ]);
});

test('what loops, lies deep or is no plain object does not drag the process into the log', () => {
  const { log, lines } = logged();
  const loop: Record<string, unknown> = { name: 'loop' };
  loop.self = loop;
  const error = new Error('a');
  error.cause = error;
  const deep = Array.from({ length: 50 }).reduce<Record<string, unknown>>((inner) => ({ inner }), { end: 'bottom' });
  log.info({ loop, error, deep, socket: new AbortController(), bytes: Buffer.from('hush') });
  const [line] = lines();
  expect(line).toMatchObject({ loop: { name: 'loop', self: '[...]' }, error: { cause: '[...]' } });
  expect(line).toMatchObject({ socket: '[AbortController]', bytes: '[Buffer]' });
  expect(JSON.stringify(line)).not.toContain('bottom');
});

test('a long line without an address stays whole', () => {
  const { log, lines } = logged();
  const long = `${'a'.repeat(200_000)}@${'a.'.repeat(1000)}`;
  log.info(long);
  expect(lines()[0]?.msg).toBe(long);
});

test("Bolt's lines come with a part, errors as errors, debug as trace, and keep their objects redacted", () => {
  const { log, lines, text } = logged();
  const bolt: Logger = boltLogger(log, LogLevel.INFO);
  bolt.debug('body', { view: { private_metadata: 'hush', id: 'V1' } });
  bolt.info('ready', 3000);
  bolt.warn();
  bolt.error('Slack API error:', new Error('for ada@x.io'), new Error('second'));
  bolt.error(new Error('alone'));
  expect(lines()).toMatchObject([
    { level: 'trace', part: 'bolt', msg: 'body', detail: [{ view: { private_metadata: '[redacted]', id: 'V1' } }] },
    { level: 'info', msg: 'ready 3000' },
    { level: 'warn' },
    { level: 'error', msg: 'Slack API error:', err: { message: 'for a•••@x.io' }, detail: [{ message: 'second' }] },
    { level: 'error', msg: 'alone', err: { type: 'Error' } },
  ]);
  expect(text()).not.toContain('hush');
});

test('Bolt may ask for a level or a name as of its own logger, but ours decides what is written', () => {
  const { log, lines } = logged('info');
  const bolt: Logger = boltLogger(log, LogLevel.INFO);
  bolt.setLevel(LogLevel.DEBUG);
  bolt.setName('other');
  bolt.debug('hidden');
  expect(bolt.getLevel()).toBe(LogLevel.INFO);
  expect(lines()).toEqual([]);
});

test('the level decides what is written, down to nothing', () => {
  const { log, lines } = logged('silent');
  log.fatal('x');
  expect(lines()).toEqual([]);
});

test.each([
  [true, /INFO.*: sent to a•••@acme\.com\n {4}requestId: "k7qx9f2d"/],
  [undefined, /^$/],
])('at a terminal (%s) lines are for people, with the same masks', async (isTTY, said) => {
  let text = '';
  const out = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const destination = await forPeople(Object.assign(out, isTTY === undefined ? {} : { isTTY }));
  if (destination) createLog('info', destination).info({ requestId: 'k7qx9f2d' }, 'sent to ada@acme.com');
  expect(stripVTControlCharacters(text)).toMatch(said);
});

test.each([
  ['ada@acme.com', 'a•••@acme.com'],
  ['a@acme.com', 'a•••@acme.com'],
  ['😀x@acme.com', '😀•••@acme.com'],
  ['"odd@local"@acme.com', '"•••@acme.com'],
  ['@acme.com', '•••@acme.com'],
  ['nobody', '•••'],
])('the address %s is shown to others as %s', (email, shown) => expect(maskEmail(email)).toBe(shown));

test('a reference is eight characters without look-alikes, and new each time', () => {
  const references = Array.from({ length: 500 }, reference);
  for (const each of references) expect(each).toMatch(/^[2-9cdfghjkmnpqrtvwxy]{8}$/);
  expect(new Set(references).size).toBe(500);
});
