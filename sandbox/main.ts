import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { slashCommand } from '../src/config.ts';
import { createLog, forPeople } from '../src/log.ts';
import { sandboxClock } from './clock.ts';
import { assets } from './page-assets.ts';
import { buildPage } from './page-build.ts';
import { startPageServer } from './page-server.ts';
import { startSandbox } from './start-sandbox.ts';
import { allScopes } from './world.ts';

const usage = `npm run sandbox -- [options]
  --socket            Socket Mode instead of HTTP
  --port <number>     where the page is (default 4000, or the next free port)
  --command </name>   the slash command (default /invite)
  --data <folder>     keep the app's data there (default: a fresh temporary folder)
  --no-webhooks       ROQ calls nobody: cards follow by readings only
  --log <level>       the app's log: trace, debug, info, warn, error, silent (default warn)
  --help`;

const options = z.object({
  socket: z.boolean().default(false),
  port: z.coerce.number('must be a number').int().min(0).max(65_000).default(4000),
  command: slashCommand.default('/invite'),
  data: z.string().optional(),
  'no-webhooks': z.boolean().default(false),
  log: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  help: z.boolean().default(false),
});
type Options = z.infer<typeof options>;

try {
  const given = read();
  if (given.help) console.log(usage);
  else await run(given);
} catch (error) {
  console.error(complaint(error) ?? error);
  process.exitCode = 1;
}

/** What is wrong with the options, and how they are written; undefined for any other error. */
function complaint(error: unknown): string | undefined {
  if (error instanceof z.ZodError) return `${z.prettifyError(error)}\n\n${usage}`;
  const misread = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return misread ? `${error.message}\n\n${usage}` : undefined;
}

/** @throws ZodError for what an option cannot be, Error for an unknown one */
function read(): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    options: { socket: flag, port: text, command: text, data: text, 'no-webhooks': flag, log: text, help: flag },
  });
  return options.parse(values);
}

async function run(values: Options): Promise<void> {
  const dataDir = values.data ?? (await mkdtemp(join(tmpdir(), 'roq-invite-sandbox-')));
  const clock = sandboxClock();
  const { command } = values;
  const [folder, sandbox] = await Promise.all([
    buildPage(),
    startSandbox({
      clock,
      log: createLog(values.log, await forPeople(process.stdout)),
      transport: values.socket ? 'socket' : 'http',
      dataDir,
      command,
      scopes: allScopes,
      webhooks: !values['no-webhooks'],
    }),
  ]);
  const page = await startPageServer({
    sandbox,
    clock,
    command,
    port: values.port,
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
