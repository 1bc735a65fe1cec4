import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { ConfigError } from '../src/config-error.ts';
import { variables } from '../src/config-variables.ts';

const roq = { ROQ_PLATFORM_URL: 'https://acme.roq-platform.com', ROQ_ENVIRONMENT_ID: 'env-1', ROQ_API_KEY: 'key-1' };
const single = { ...roq, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'sign' };
const key = Buffer.alloc(32, 7);
const oauth = {
  ...roq,
  SLACK_SIGNING_SECRET: 'sign',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client',
  SLACK_STATE_SECRET: 'state',
  ENCRYPTION_KEY: key.toString('base64'),
};

function faultsOf(env: Record<string, string | undefined>): Record<string, string> {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return Object.fromEntries(error.faults.map(({ name, why }) => [name, why]));
    throw error;
  }
  return {};
}

test('the least environment of one workspace gives every default', () => {
  expect(parseConfig(single)).toEqual({
    slack: {
      mode: 'http',
      signingSecret: 'sign',
      install: { kind: 'single', botToken: 'xoxb-1' },
      apiUrl: 'https://slack.com/api/',
      command: '/invite',
    },
    roq: {
      platformUrl: 'https://acme.roq-platform.com',
      environmentId: 'env-1',
      apiKey: 'key-1',
      linkMailTemplate: 'SLACK_LINK_CODE',
      batchSize: 10,
      maxInFlight: 3,
      tokenTimeoutMs: 5000,
      queryTimeoutMs: 10_000,
      mutationTimeoutMs: 25_000,
    },
    trustSlackEmail: true,
    store: { dataDir: './data' },
    encryptionKeys: [],
    http: { host: '127.0.0.1', port: 3000 },
    logLevel: 'info',
    tracing: false,
    cooldownMs: 600_000,
    drainMs: 20_000,
  });
});

test('every variable is read', () => {
  const config = parseConfig({
    ...single,
    SLACK_API_URL: 'http://127.0.0.1:4000/api',
    SLACK_COMMAND: '/roq-invite_2',
    ROQ_PLATFORM_URL: 'http://127.0.0.1:4001/base//',
    ROQ_WEBHOOK_KEY: 'hook',
    ROQ_TENANT_ID: '11111111-2222-3333-4444-555555555555',
    ROQ_LINK_MAIL_TEMPLATE: 'CODE_MAIL',
    TRUST_SLACK_EMAIL: 'false',
    DATABASE_URL: 'postgresql://u:p@db/app',
    DATA_DIR: '/var/lib/app',
    HOST: '0.0.0.0',
    PORT: '0',
    LOG_LEVEL: 'silent',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    RESEND_COOLDOWN_MINUTES: '0',
    ROQ_BATCH_SIZE: '7',
    ROQ_MAX_IN_FLIGHT: '1',
    ROQ_TOKEN_TIMEOUT_MS: '101',
    ROQ_QUERY_TIMEOUT_MS: '102',
    ROQ_MUTATION_TIMEOUT_MS: '103',
    DRAIN_SECONDS: '3',
  });
  expect(config.slack).toMatchObject({ apiUrl: 'http://127.0.0.1:4000/api/', command: '/roq-invite_2' });
  expect(config.roq).toEqual({
    platformUrl: 'http://127.0.0.1:4001/base',
    environmentId: 'env-1',
    apiKey: 'key-1',
    webhookKey: 'hook',
    tenantId: '11111111-2222-3333-4444-555555555555',
    linkMailTemplate: 'CODE_MAIL',
    batchSize: 7,
    maxInFlight: 1,
    tokenTimeoutMs: 101,
    queryTimeoutMs: 102,
    mutationTimeoutMs: 103,
  });
  expect(config.store).toEqual({ databaseUrl: 'postgresql://u:p@db/app', dataDir: '/var/lib/app' });
  expect(config).toMatchObject({
    http: { host: '0.0.0.0', port: 0 },
    logLevel: 'silent',
    tracing: true,
    trustSlackEmail: false,
    cooldownMs: 0,
    drainMs: 3000,
  });
});

test('an app token means Socket Mode, which needs no signing secret', () => {
  const config = parseConfig({ ...single, SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: 'xapp-1' });
  expect(config.slack).toMatchObject({ mode: 'socket', appToken: 'xapp-1', signingSecret: undefined });
});

test('the three OAuth variables mean installs in many workspaces, also beside a bot token', () => {
  const install = { kind: 'oauth', clientId: '1.2', clientSecret: 'client', stateSecret: 'state' };
  expect(parseConfig(oauth)).toMatchObject({ slack: { install }, encryptionKeys: [key] });
  expect(parseConfig({ ...oauth, SLACK_BOT_TOKEN: 'xoxb-1' }).slack.install).toEqual(install);
});

test('Slack’s e-mail addresses are trusted in one workspace and not in many, unless the operator says so', () => {
  expect(parseConfig(single).trustSlackEmail).toBe(true);
  expect(parseConfig(oauth).trustSlackEmail).toBe(false);
  expect(parseConfig({ ...oauth, TRUST_SLACK_EMAIL: 'true' }).trustSlackEmail).toBe(true);
});

test.each(['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'ENCRYPTION_KEY'])(
  'OAuth without %s is an error, with a bot token too',
  (name) => {
    expect(faultsOf({ ...oauth, [name]: undefined })).toEqual({ [name]: 'is missing' });
    expect(faultsOf({ ...oauth, SLACK_BOT_TOKEN: 'xoxb-1', [name]: '' })).toEqual({ [name]: 'is missing' });
  },
);

test('an empty environment names everything that one workspace needs, with how to get it', () => {
  expect(() => parseConfig({})).toThrow(ConfigError);
  expect(Object.keys(faultsOf({}))).toEqual([
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'ROQ_PLATFORM_URL',
    'ROQ_ENVIRONMENT_ID',
    'ROQ_API_KEY',
  ]);
  expect(() => parseConfig({})).toThrow(/\n {2}SLACK_SIGNING_SECRET is missing\. .*Basic Information/);
});

test('an empty or blank variable counts as absent, and blanks around a value do not count', () => {
  expect(faultsOf({ ...single, ROQ_API_KEY: '', ROQ_ENVIRONMENT_ID: ' \r\n' })).toEqual({
    ROQ_API_KEY: 'is missing',
    ROQ_ENVIRONMENT_ID: 'is missing',
  });
  expect(parseConfig({ ...single, PORT: '', SLACK_APP_TOKEN: ' ', ROQ_API_KEY: ' key-2\r' })).toMatchObject({
    slack: { mode: 'http' },
    http: { port: 3000 },
    roq: { apiKey: 'key-2' },
  });
});

const bad: [string, string[]][] = [
  ['SLACK_BOT_TOKEN', ['xoxp-1', 'secret-value']],
  ['SLACK_APP_TOKEN', ['xoxb-1']],
  ['SLACK_API_URL', ['slack.com/api', 'ftp://slack.com', 'https://slack.com/api/?x=1']],
  ['SLACK_COMMAND', ['invite', '/', '/Invite', '/in vite', '/ínvite', `/${'a'.repeat(32)}`]],
  ['ROQ_PLATFORM_URL', ['acme.roq-platform.com', 'https://u:p@acme.io', 'https://acme.io/#x']],
  ['TRUST_SLACK_EMAIL', ['yes', 'TRUE', '1']],
  ['ROQ_TENANT_ID', ['tenant', '11111111-2222-3333-4444']],
  ['DATABASE_URL', ['mysql://db', 'postgres:/db', 'postgres://[db']],
  ['ENCRYPTION_KEY', ['abc', 'ab'.repeat(31), 'g'.repeat(64), `${key.toString('hex')},x`, ',']],
  ['PORT', ['65536', '-1', '3e3', '80.5', 'http']],
  ['LOG_LEVEL', ['verbose', 'INFO']],
  ['RESEND_COOLDOWN_MINUTES', ['-1', '10081', 'ten']],
  ['ROQ_BATCH_SIZE', ['0', '101']],
  ['ROQ_MAX_IN_FLIGHT', ['0', '21']],
  ['ROQ_TOKEN_TIMEOUT_MS', ['99', '600001']],
  ['ROQ_QUERY_TIMEOUT_MS', ['0']],
  ['ROQ_MUTATION_TIMEOUT_MS', ['Infinity']],
  ['DRAIN_SECONDS', ['601']],
];
test.each(bad)('a bad %s is named, and never shown', (name, values) => {
  for (const value of values) {
    expect(faultsOf({ ...single, [name]: value }), value).toEqual({ [name]: expect.stringContaining('must') });
  }
  expect(() => parseConfig({ ...single, [name]: `${values[0]}-do-not-show` })).toThrow(/^((?!do-not-show).)*$/s);
});

test('what is missing and what is bad are told together, one line each', () => {
  const env = { SLACK_BOT_TOKEN: 'xoxp-1', PORT: 'x', ROQ_PLATFORM_URL: 'x', SLACK_COMMAND: 'x' };
  expect(Object.keys(faultsOf(env))).toEqual([
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
    'SLACK_COMMAND',
    'ROQ_PLATFORM_URL',
    'ROQ_ENVIRONMENT_ID',
    'ROQ_API_KEY',
    'PORT',
  ]);
  expect(() => parseConfig(env)).toThrow(/^[^\n]+(\n {2}[A-Z_]+ (is|must) [^\n]+){7}$/);
});

test('several encryption keys keep their order, in hex and in both spellings of base64', () => {
  const second = Buffer.alloc(32, 0xff);
  const texts = [key.toString('hex'), second.toString('base64'), second.toString('base64url')];
  expect(parseConfig({ ...oauth, ENCRYPTION_KEY: texts.join(', ') }).encryptionKeys).toEqual([key, second, second]);
});

test('.env.example holds every variable once and none that is unknown, each below a comment', () => {
  const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
  const set = lines.flatMap((line, at) => {
    const name = /^#? ?([A-Z][A-Z_]+)=/.exec(line)?.[1];
    return name ? [{ name, comment: lines[at - 1] ?? '' }] : [];
  });
  expect(set.map(({ name }) => name)).toEqual(variables.map(({ name }) => name));
  for (const { name, comment } of set) expect(comment, name).toMatch(/^# .{10,}/);
});

test('.env.example, once its blanks are filled, is a working environment with the defaults it tells', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const pairs = (pattern: RegExp) =>
    Object.fromEntries([...text.matchAll(pattern)].map(([, name, value]) => [name, value]));
  expect(Object.keys(faultsOf(pairs(/^([A-Z_]+)=(.*)$/gm)))).toEqual(Object.keys(faultsOf({})));
  const told = parseConfig({ ...single, ...pairs(/^# ([A-Z_]+)=(.+)$/gm) });
  expect(told).toEqual(parseConfig(single));
});

const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' };
test.each([
  [{}, false],
  [collector, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://traces.example.com/v1/traces' }, true],
  [{ ...collector, OTEL_TRACES_EXPORTER: 'none' }, false],
  [{ ...collector, OTEL_SDK_DISABLED: 'true' }, false],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, false],
])('with %j traces are exported: %s', (env, tracing) => {
  expect(parseConfig({ ...single, ...env }).tracing).toBe(tracing);
});

test('a way of writing traces that is not spoken here is refused, and not silently another', () => {
  expect(faultsOf({ ...single, ...collector, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toEqual({
    OTEL_EXPORTER_OTLP_PROTOCOL: 'must be http/protobuf, the only one spoken here',
  });
});
