import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import { systemClock } from '../../src/clock.ts';
import { doctor } from '../../src/commands/doctor.ts';
import { openDatabase } from '../../src/store/database.ts';
import { engines } from '../store/stores.ts';
import { silent } from '../stories/cast.ts';

let dataDir: string;
let sandbox: Sandbox | undefined;
const servers: Server[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'roq-invite-doctor-'));
});
afterEach(async () => {
  await sandbox?.stop();
  sandbox = undefined;
  for (const server of servers.splice(0)) server.close().closeAllConnections();
  await rm(dataDir, { recursive: true, force: true });
});

/** The app runs, and is reached at PUBLIC_URL. */
async function started(options: Partial<SandboxOptions> = {}): Promise<Sandbox & { env: Record<string, string> }> {
  sandbox = await startSandbox({ clock: sandboxClock(), log: silent, transport: 'http', dataDir, ...options });
  return Object.assign(sandbox, { env: { ...sandbox.env, PUBLIC_URL: sandbox.app.url } });
}

const secrets = /xoxb-|xapp-|signing-secret|state-secret|client-secret|webhook-key|api[-_]?key-|:postgres@|eyJ/i;

/** What the doctor says, line by line; never with a secret. */
async function says(env: Record<string, string>, ...args: string[]) {
  const { text, well } = await doctor(args, env);
  expect(text.replaceAll(/SLACK_\w+|ROQ_\w+/g, '')).not.toMatch(secrets);
  for (const value of [env.ROQ_API_KEY, env.SLACK_BOT_TOKEN, env.SLACK_SIGNING_SECRET, env.ROQ_WEBHOOK_KEY])
    if (value) expect(text).not.toContain(value);
  const lines = text.split('\n').filter(Boolean);
  return { text, well, bad: lines.filter((line) => line.startsWith('BAD')), lines };
}

describe('a whole installation', () => {
  test.each([
    ['one workspace over HTTP', {}, 'one workspace, HTTP, embedded database'],
    ['one workspace in Socket Mode', { transport: 'socket' }, 'one workspace, Socket Mode, embedded database'],
    ['many workspaces', { install: 'oauth' }, 'many workspaces, HTTP, embedded database'],
  ] as const)('%s is well', async (_name, options, kind) => {
    const { env } = await started(options);
    const { text, bad, well } = await says(env);
    expect(bad).toEqual([]);
    expect(well).toBe(true);
    expect(text).toContain(`ok    The environment is whole: ${kind}`);
    expect(text).toContain('ok    ROQ takes ROQ_ENVIRONMENT_ID and ROQ_API_KEY');
    expect(text).toContain('ok    The app takes webhooks at');
    expect(text).toContain("ok    The clock agrees with Slack's");
    expect(text).toMatch(/ok {4}The store is of this version \(\d{4}_/);
  });

  test('on PostgreSQL, and with a mail to try the template', async () => {
    const site = await engines.find(({ name }) => name === 'postgres')?.site();
    if (!site?.databaseUrl) throw new Error('no PostgreSQL');
    const { env, roq } = await started({ databaseUrl: site.databaseUrl });
    const { well, text } = await says(env, '--mail', 'me@acme.test');
    expect(well).toBe(true);
    expect(text).toContain('ok    ROQ took a mail with the template SLACK_LINK_CODE');
    expect(roq.mails()).toMatchObject([{ to: 'me@acme.test', template: 'SLACK_LINK_CODE' }]);
    await sandbox?.stop();
    sandbox = undefined;
    await site.remove();
  });

  test('nothing is changed by it: no message, no invite, no mail, no table', async () => {
    const { env, slack, roq } = await started();
    await says(env);
    // The one without a name is the look at Slack's clock.
    expect(new Set(slack.calls().map(({ method }) => method))).toEqual(new Set(['auth.test', '']));
    expect(roq.requests().filter(({ operation }) => /send|resend|cancel/i.test(operation))).toEqual([]);
    expect(roq.mails()).toEqual([]);
  });
});

type Break = (sandbox: Sandbox, env: Record<string, string>) => void | Promise<void>;
const breaks: [what: string, break_: Break, said: RegExp, options?: Partial<SandboxOptions>][] = [
  [
    'a variable is missing',
    (_s, env) => void delete env.ROQ_API_KEY,
    /BAD {3}ROQ_API_KEY is missing\n {6}-> .*credentials/,
  ],
  [
    'the bot token is wrong',
    (_s, env) => void Object.assign(env, { SLACK_BOT_TOKEN: 'xoxb-wrong' }),
    /BAD .*SLACK_BOT_TOKEN. It says invalid_auth\n.*OAuth & Permissions/,
  ],
  [
    'a scope is missing',
    () => {},
    /BAD {3}The bot lacks users:read.email, .*\n.*add it, then Reinstall/,
    { scopes: ['commands', 'chat:write', 'users:read'] },
  ],
  [
    'Slack does not answer',
    ({ slack }) => slack.addFaults({ kind: '500' }),
    /BAD {3}Slack does not answer \(http 500\)/,
  ],
  [
    'Slack is not to be reached',
    (_s, env) => void Object.assign(env, { SLACK_API_URL: 'http://127.0.0.1:2/api' }),
    /BAD {3}Slack does not answer \(ECONNREFUSED\)/,
  ],
  [
    'the token of Socket Mode is wrong',
    (_s, env) => void Object.assign(env, { SLACK_APP_TOKEN: 'xapp-wrong' }),
    /BAD .*SLACK_APP_TOKEN.*invalid_auth\n.*connections:write/,
    { transport: 'socket' },
  ],
  [
    'the client secret is wrong',
    (_s, env) => void Object.assign(env, { SLACK_CLIENT_SECRET: 'no' }),
    /BAD .*bad_client_secret\n.*App Credentials/,
    { install: 'oauth' },
  ],
  [
    'the client id is wrong',
    (_s, env) => void Object.assign(env, { SLACK_CLIENT_ID: '9.9' }),
    /BAD .*invalid_client_id/,
    { install: 'oauth' },
  ],
  [
    'the API key of ROQ is wrong',
    (_s, env) => void Object.assign(env, { ROQ_API_KEY: 'no' }),
    /BAD {3}ROQ refuses ROQ_ENVIRONMENT_ID and ROQ_API_KEY/,
  ],
  [
    'the address of ROQ is another page',
    (_s, env) => notRoq(env),
    /BAD {3}What answers at ROQ_PLATFORM_URL is not ROQ/,
  ],
  [
    'ROQ is away',
    (_s, env) => void Object.assign(env, { ROQ_PLATFORM_URL: 'http://127.0.0.1:2' }),
    /BAD {3}ROQ does not answer/,
  ],
  [
    'the service account may not read invites',
    ({ roq }) => roq.faults.add({ kind: 'error-before', operation: 'userInvites' }),
    /BAD {3}The service account could not read user invites/,
  ],
  [
    'the service account may not read users',
    ({ roq }) => roq.faults.add({ kind: 'error-before', operation: 'userProfiles' }),
    /BAD {3}The service account could not read users/,
  ],
  [
    'there is no such tenant',
    (_s, env) => void Object.assign(env, { ROQ_TENANT_ID: randomUUID() }),
    /BAD {3}ROQ knows no tenant ROQ_TENANT_ID/,
  ],
  [
    'the database is away',
    (_s, env) => void Object.assign(env, { DATABASE_URL: 'postgres://me:postgres@127.0.0.1:2/db' }),
    /BAD {3}The database in DATABASE_URL does not open \(ECONNREFUSED\)/,
  ],
  [
    'the store is of a newer version',
    newerStore,
    /BAD {3}The store was changed by a newer version than this one can work with \(9999_future!\)/,
  ],
  [
    'PUBLIC_URL is somebody else',
    (_s, env) => somebodyElse(env),
    /BAD {3}A signed request to \/slack\/events was not taken \(200\)/,
  ],
  [
    'PUBLIC_URL does not answer',
    (_s, env) => void Object.assign(env, { PUBLIC_URL: 'http://127.0.0.1:2' }),
    /BAD {3}PUBLIC_URL does not answer \(ECONNREFUSED\)/,
  ],
  [
    'the signing secret is another',
    (_s, env) => void Object.assign(env, { SLACK_SIGNING_SECRET: 'other' }),
    /BAD {3}A signed request to \/slack\/events was not taken \(401\)/,
  ],
  [
    'the webhook key is another',
    (_s, env) => void Object.assign(env, { ROQ_WEBHOOK_KEY: 'other' }),
    /BAD {3}A webhook to \/roq\/webhooks was not taken \(401\)/,
  ],
  ['the clock is wrong', (_s, env) => hoursAhead(env), /BAD {3}The clock is 7\d\d\d s off ROQ's.*\n.*set-ntp/],
];
const looks: [what: string, break_: Break, said: RegExp][] = [
  ['PUBLIC_URL is not set', (_s, env) => void delete env.PUBLIC_URL, /look {2}Without PUBLIC_URL nothing can be tried/],
  [
    'there is no webhook key',
    (_s, env) => void delete env.ROQ_WEBHOOK_KEY,
    /look {2}Without ROQ_WEBHOOK_KEY cards follow ROQ more slowly\n.*\/roq\/webhooks/,
  ],
  ['the metrics are open', () => {}, /look {2}\/metrics can be read by anybody/],
  [
    'the mail template was not tried',
    () => {},
    /look {2}The mail template SLACK_LINK_CODE was not tried. Only who links/,
  ],
  [
    'everybody needs the mail template',
    (_s, env) => void Object.assign(env, { TRUST_SLACK_EMAIL: 'false' }),
    /Everybody here needs it/,
  ],
];

async function newerStore(): Promise<void> {
  const db = await openDatabase({ dataDir, clock: systemClock });
  await db.write((tx) => sql`insert into migrations values ('9999_future!', 1)`.execute(tx));
  await db.close();
}

async function serving(answer: (url: string) => { headers?: Record<string, string>; body: string }): Promise<string> {
  const server = createServer((req, res) => {
    const { headers, body } = answer(req.url ?? '');
    res.writeHead(200, headers).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}
const somebodyElse = async (env: Record<string, string>): Promise<void> => {
  env.PUBLIC_URL = await serving(() => ({ body: 'welcome' }));
};
const notRoq = async (env: Record<string, string>): Promise<void> => {
  env.ROQ_PLATFORM_URL = await serving(() => ({ body: 'welcome' }));
};
const hoursAhead = async (env: Record<string, string>): Promise<void> => {
  const date = new Date(Date.now() + 2 * 3_600_000).toUTCString();
  env.ROQ_PLATFORM_URL = await serving(() => ({ headers: { date }, body: '{}' }));
};

describe('each thing broken in turn', () => {
  test.each(breaks)('%s: it says so, and what to do', async (_what, break_, said, options) => {
    const here = await started(options);
    const env = { ...here.env };
    await break_(here, env);
    const { text, well } = await says(env);
    expect(text).toMatch(said);
    expect(well).toBe(false);
    expect(text).toMatch(/need you before the app can work/);
  });

  test.each(looks)('%s: the app can work, and it says so', async (_what, break_, said) => {
    const here = await started();
    const env = { ...here.env };
    await break_(here, env);
    const { text, well } = await says(env);
    expect(text).toMatch(said);
    expect(well).toBe(true);
  });

  test('ROQ takes no mail with that template', async () => {
    const { env, roq } = await started();
    roq.faults.add({ kind: 'error-before', operation: 'sendMail' });
    const { text, well } = await says(env, '--mail', 'me@acme.test');
    expect(text).toMatch(/BAD {3}ROQ did not take a mail with the template SLACK_LINK_CODE.*\n.*make the template/);
    expect(text).not.toContain('me@acme.test');
    expect(well).toBe(false);
  });

  test('the embedded store does not open, or cannot be made', async () => {
    const { env } = await started();
    const fresh = join(dataDir, 'new');
    expect((await says({ ...env, DATA_DIR: fresh })).text).toContain('ok    There is no store in DATA_DIR yet');
    await chmod(dataDir, 0o500);
    const { text } = await says({ ...env, DATA_DIR: fresh });
    await chmod(dataDir, 0o700);
    if (process.getuid?.() !== 0) expect(text).toContain('BAD   There is no store in DATA_DIR, and none can be made');
  });
});
