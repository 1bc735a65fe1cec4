import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { sandboxClock } from '../../sandbox/clock.ts';
import { startFarEnds } from '../../sandbox/start-sandbox.ts';
import { people } from '../../sandbox/world.ts';
import { actor, eventually } from '../stories/cast.ts';
import { aloneInDist, terminalEnv } from '../typed-commands.ts';

/** The Slack CLI itself is not to be had from npm: its side is played from its documentation, by running the hooks. */
const hooks = z.object({ hooks: z.record(z.string(), z.string()) });
const own = hooks.parse(JSON.parse(readFileSync('.slack/hooks.json', 'utf8'))).hooks;

async function hook(command: string | undefined): Promise<string> {
  const { stdout } = await promisify(execFile)('sh', ['-c', command ?? 'false'], { env: terminalEnv });
  return stdout;
}
/** What the project says itself comes before what the SDK says. */
const all = async () => ({ ...hooks.parse(JSON.parse(await hook(own['get-hooks']))).hooks, ...own });

test('get-hooks names what the CLI needs, and get-manifest answers with the manifest', async () => {
  const known = await all();
  expect(Object.keys(known)).toEqual(expect.arrayContaining(['get-hooks', 'get-manifest', 'start', 'check-update']));
  const manifest = JSON.parse(await hook(known['get-manifest']));
  expect(manifest).toEqual(JSON.parse(readFileSync('manifest.json', 'utf8')));
  expect(manifest.settings.socket_mode_enabled).toBe(true);
}, 60_000);

test(
  '`slack run` starts the app with the tokens of the CLI, it answers, and Ctrl-C stops it',
  () => aloneInDist(runs),
  240_000,
);

async function runs(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'roq-invite-cli-'));
  const ends = await startFarEnds({ clock: sandboxClock(), transport: 'socket', dataDir, command: '/roq-invite' });
  const { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_COMMAND, SLACK_SIGNING_SECRET, ...dotEnv } = ends.env;
  const given = { SLACK_CLI_XOXB: SLACK_BOT_TOKEN, SLACK_CLI_XAPP: SLACK_APP_TOKEN };
  const app = spawn('sh', ['-c', `exec ${(await all()).start} --protocol=message-boundaries --boundary=xyz`], {
    env: { ...terminalEnv, ...dotEnv, ...given },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let said = '';
  app.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  try {
    await eventually(() => expect(said).toContain('"msg":"started"'), 90_000);
    const ada = actor(ends, people.ada.id);
    await ada.types('/roq-invite help');
    await ada.sees('`/roq-invite status`');
  } finally {
    const ended = once(app, 'exit');
    process.kill(-(app.pid ?? 0), 'SIGINT');
    await ended;
    await Promise.all([ends.slack.stop(), ends.roq.close()]);
    await rm(dataDir, { recursive: true, force: true });
  }
  await eventually(() => expect(said).toContain('"msg":"stopped"'));
}
