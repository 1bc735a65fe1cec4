import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { sandboxClock } from '../../sandbox/clock.ts';
import { type FarEnds, startFarEnds } from '../../sandbox/start-sandbox.ts';
import { parseConfig } from '../../src/config.ts';
import { freePort } from '../crash/app-process.ts';
import { slackRules } from '../slack-manifest-rules.ts';
import { engines, type Site } from '../store/stores.ts';
import { eventually } from '../stories/cast.ts';
import { aloneInDist, terminalEnv } from '../typed-commands.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'CHANGELOG.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
const program = /^(npm|npx|node|docker|kubectl|sudo|cp|set|git|psql|slack|openssl|systemctl|curl|deploy\/\S+) /;

/** Every command that a page tells people to type: lines of shell blocks, and commands in running text. */
function commandsIn(page: string): string[] {
  const text = readFileSync(page, 'utf8');
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) => block.split('\n'));
  const inline = [...text.replace(/```[\s\S]*?```/g, '').matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
  return [...blocks, ...inline.filter((code) => program.test(code))]
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '');
}
const told = [...new Set(pages.flatMap(commandsIn))];

let dir: string;
let ends: FarEnds;
let site: Site;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'roq-invite-docs-'));
  ends = await startFarEnds({ clock: sandboxClock(), transport: 'http', dataDir: join(dir, 'data') });
  const found = await engines.find(({ name }) => name === 'postgres')?.site();
  if (!found) throw new Error('no PostgreSQL');
  site = found;
}, 120_000);
afterAll(async () => {
  await Promise.all([ends.slack.stop(), ends.roq.close(), site.remove()]);
  await rm(dir, { recursive: true, force: true });
});

const shell = async (command: string, env: Record<string, string> = {}) =>
  (await promisify(execFile)('sh', ['-c', command], { env: { ...terminalEnv, ...ends.env, ...env } })).stdout;

/** Starts what runs until it is stopped, waits for what it says, looks, and presses Ctrl-C. */
async function serving(command: string, says: RegExp, look: (said: string) => Promise<void>, env = {}): Promise<void> {
  const child = spawn('sh', ['-c', `exec ${command}`], {
    env: { ...terminalEnv, ...ends.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const ended = once(child, 'exit');
  try {
    await eventually(() => expect(said).toMatch(says), 100_000);
    await look(said);
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await ended;
  }
}

/** What is typed, without the installation that brought these tests here. */
const installed = (command: string): string => command.replace('npm ci && ', '');
const backup = () => join(dir, 'backup.db');

/** In this order: the store that is backed up is the one that the start has made. */
const runs: Record<string, (command: string) => Promise<void>> = {
  'npm ci && npm run sandbox': (command) =>
    serving(`${installed(command)} -- --port 0`, /The sandbox is ready: (\S+)/, async (said) => {
      const [, page = ''] = /ready: (\S+)/.exec(said) ?? [];
      expect((await fetch(page)).status).toBe(200);
    }),
  'npm run --silent manifest -- --command /roq-invite --url https://invites.example.com': async (command) => {
    const manifest = slackRules.parse(parse(await shell(command)));
    expect(manifest.features.slash_commands[0]?.command).toBe('/roq-invite');
  },
  'npm run --silent manifest -- --workflow --url https://invites.example.com': async (command) => {
    const manifest = slackRules.parse(parse(await shell(command)));
    expect(Object.keys(manifest.functions ?? {})).toEqual(['invite_to_roq']);
  },
  'cp .env.example .env': async (command) => {
    cpSync('.env.example', join(dir, '.env.example'));
    await shell(`cd ${dir} && ${command}`);
    expect(existsSync(join(dir, '.env'))).toBe(true);
  },
  'set -a; . ./.env; set +a': async (command) => {
    const set = await shell(
      `cd ${dir} && echo 'ROQ_API_KEY=from-the-file' >> .env && ${command} && printenv ROQ_API_KEY`,
    );
    expect(set.trim()).toBe('from-the-file');
  },
  'npm ci && npm start': async (command) => {
    const port = String(await freePort());
    const look = async () => expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    await serving(installed(command), /"msg":"started"/, look, { PORT: port });
  },
  'npm run doctor': async (command) => {
    expect(await shell(command)).toContain('The app can work.');
  },
  'SLACK_STATE_SECRET=$(openssl rand -hex 32)': async (command) => {
    expect(await shell(`${command}; printf %s "$SLACK_STATE_SECRET"`)).toMatch(/^[0-9a-f]{64}$/);
  },
  'ENCRYPTION_KEY=$(openssl rand -base64 32)': async (command) => {
    const key = await shell(`${command}; printf %s "$ENCRYPTION_KEY"`);
    expect(parseConfig({ ...ends.env, ENCRYPTION_KEY: key }).encryptionKeys[0]).toHaveLength(32);
  },
  'npm run store:backup -- --to backup.db': async (command) => {
    expect(await shell(command.replace('backup.db', backup()))).toContain('is backed up');
  },
  'npm run store:restore -- --from backup.db': async (command) => {
    const said = await shell(`${command.replace('backup.db', backup())} --data-dir ${join(dir, 'restored')}`);
    expect(said).toContain('Start the app.');
  },
  'npm run store:move -- --to postgres://…': async (command) => {
    expect(await shell(command.replace('postgres://…', `'${site.databaseUrl}'`))).toContain('Moved and verified');
  },
};

/** What is not run here, and why; where something else proves it, that is named first. */
const notRunHere: Record<string, [proof: string | undefined, why: string]> = {
  'npm ci && npm test': [undefined, 'it is what runs this test'],
  'npm test': [undefined, 'it is what runs this test'],
  'npm run check': ['.ci/run', 'CI runs its parts, and all tests instead of the quick ones'],
  'npm run test:quick': [undefined, '`npm test` runs these tests and the others'],
  'npm run lint': ['.ci/run', 'CI runs it'],
  'npm run types': ['.ci/run', 'CI runs it'],
  'npm run knip': ['.ci/run', 'CI runs it'],
  'npm run bench': ['bench/main.ts', 'it takes many minutes and a quiet machine'],
  'npm run test:soak': ['test/crash/kill-while-sending.test.ts', 'the same tests at full size take many minutes'],
  'npm run release:record -- v0.2.0': [
    'test/upgrades/upgrades.test.ts',
    'there is no such tag; what it wrote is tested',
  ],
  'npm run pictures': ['test/browser/browser.setup.ts', 'it needs a browser, and draws the pictures of the docs anew'],
  'slack run': ['test/operation/slack-cli.test.ts', 'the Slack CLI is not to be had from npm; its hooks are run'],
  'SLACK_CLIENT_ID=…  SLACK_CLIENT_SECRET=…': [undefined, 'it is filled in by whoever has them'],
  'sudo deploy/install.sh': ['deploy/install.sh', 'it makes a user and a service on the host'],
  'DOMAIN=invites.example.com POSTGRES_PASSWORD=… docker compose --env-file .env -f deploy/compose.yaml up -d --build':
    ['test/docs/deploy.test.ts', 'no container engine runs here'],
  'kubectl apply -f deploy/kubernetes.yaml': ['test/docs/deploy.test.ts', 'no cluster is here'],
};

test('every command in the docs is run here, or has a reason not to be', () => {
  const known = [...Object.keys(runs), ...Object.keys(notRunHere)];
  // In running text a command may stand for a longer one.
  expect(told.filter((command) => !known.some((each) => each.includes(command)))).toEqual([]);
  expect(known.filter((command) => !told.includes(command))).toEqual([]);
});

test.each(Object.entries(notRunHere))('%s is proven elsewhere, if anywhere', (command, [proof, why]) => {
  expect(why).not.toBe('');
  if (proof) expect(existsSync(proof), proof).toBe(true);
  if (proof === '.ci/run') {
    const [, script = ''] = /npm (?:run )?(\S+)$/.exec(command) ?? [];
    if (script !== 'check') expect(readFileSync('.ci/run', 'utf8')).toContain(`npm run ${script}\n`);
  }
});

test('every script of package.json is told somewhere, or serves one that is', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const served = Object.values(scripts).join(' ') + readFileSync('.slack/hooks.json', 'utf8');
  const untold = Object.keys(scripts).filter(
    (name) =>
      !told.some((command) => command.split(/ -- | && /).some((part) => part.endsWith(name))) && !served.includes(name),
  );
  expect(untold.filter((name) => !['prestart', 'format'].includes(name))).toEqual([]);
});

describe('typed as they stand', () => {
  test.each(Object.entries(runs))('%s', async (command, run) => aloneInDist(() => run(command)), 240_000);
});
