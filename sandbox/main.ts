import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LogLevel } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { sandboxClock } from './clock.ts';
import { assets } from './page-assets.ts';
import { buildPage } from './page-build.ts';
import { startPageServer } from './page-server.ts';
import { startSandbox } from './start-sandbox.ts';

const usage = `npm run sandbox -- [options]
  --socket            Socket Mode instead of HTTP
  --port <number>     where the page is (default 4000, or the next free port)
  --command </name>   the slash command (default /invite)
  --data <folder>     keep the app's data there (default: a fresh temporary folder)
  --log <level>       the app's log: trace, debug, info, warn, error, silent (default warn)
  --help`;

const { values } = parseArgs({
  options: {
    socket: { type: 'boolean', default: false },
    port: { type: 'string', default: '4000' },
    command: { type: 'string', default: '/invite' },
    data: { type: 'string' },
    log: { type: 'string', default: 'warn' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(usage);
else await run();

async function run(): Promise<void> {
  const dataDir = values.data ?? (await mkdtemp(join(tmpdir(), 'roq-invite-')));
  const clock = sandboxClock();
  const { command } = values;
  const [folder, sandbox] = await Promise.all([
    buildPage(),
    startSandbox({
      clock,
      log: createLog(values.log as LogLevel),
      transport: values.socket ? 'socket' : 'http',
      dataDir,
      command,
    }),
  ]);
  const page = await startPageServer({
    sandbox,
    clock,
    command,
    port: Number(values.port),
    assets: await assets(folder),
  });
  console.log(`The sandbox is ready: ${page.url}   (Ctrl-C stops it)`);

  const stop = async () => {
    await page.close();
    await sandbox.stop();
    if (!values.data) await rm(dataDir, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}
