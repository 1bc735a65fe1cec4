import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, forPeople } from '../src/log.ts';
import type { Behind } from './behind.ts';
import { type SandboxClock, sandboxClock } from './clock.ts';
import { liveIn } from './lived-in.ts';
import { type Options, readOptions, UsageError, usage } from './options.ts';
import { assets } from './page-assets.ts';
import { buildPage } from './page-build.ts';
import { startPageServer } from './page-server.ts';
import { startRoqAlone, startSlackAlone } from './start-alone.ts';
import { startSandbox } from './start-sandbox.ts';
import { allScopes, defaultWorld } from './world.ts';
import { type DescribedWorld, readWorldFile, WorldFileError } from './world-file.ts';

try {
  const given = readOptions(process.argv.slice(2));
  if (given.help) console.log(usage);
  else await run(given);
} catch (error) {
  const known = error instanceof UsageError || error instanceof WorldFileError;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}

async function run(given: Options): Promise<void> {
  const clock = sandboxClock();
  const described = given.config ? await readWorldFile(given.config) : { world: defaultWorld };
  const [folder, started] = await Promise.all([buildPage(), start(given, clock, described)]);
  const { behind, env, stop } = started;
  const page = await startPageServer({
    behind,
    clock,
    world: described.world,
    port: given.port,
    assets: await assets(folder),
  });
  for (const [name, value] of Object.entries(env)) console.log(`${name}=${value}`);
  console.log(`The sandbox is ready: ${page.url}   (Ctrl-C stops it)`);
  const end = async () => {
    await page.close();
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
}

/** What was asked for; `env` is for the app that somebody brings. */
async function start(
  given: Options,
  clock: SandboxClock,
  { world, app }: DescribedWorld,
): Promise<{ behind: Behind; env: Record<string, string>; stop(): Promise<void> }> {
  const port = given['api-port'];
  if (given['slack-only'])
    return startSlackAlone({ clock, world, port, app, command: given.command, requestUrl: given['request-url'] });
  if (given['roq-only']) return startRoqAlone({ clock, world, port });
  const dataDir = given.data ?? (await mkdtemp(join(tmpdir(), 'roq-invite-sandbox-')));
  const behind = await startSandbox({
    clock,
    log: createLog(given.log, await forPeople(process.stdout)),
    transport: given.socket ? 'socket' : 'http',
    dataDir,
    command: given.command,
    scopes: allScopes,
    workflow: true,
    slackSeed: world.slack,
    roq: { seed: world.roq },
    webhooks: !given['no-webhooks'],
    ...(given.config ? {} : { before: liveIn }),
  });
  const stop = async () => {
    await behind.stop();
    if (!given.data) await rm(dataDir, { recursive: true, force: true });
  };
  return { behind, env: {}, stop };
}
