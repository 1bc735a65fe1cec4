import { parseArgs } from 'node:util';
import { z } from 'zod';
import { slashCommand } from '../src/config.ts';

export const usage = `npm run sandbox -- [options]
  --socket            Socket Mode instead of HTTP
  --port <number>     where the page is (default 4000, or the next free port)
  --command </name>   the slash command (default /invite)
  --config <file>     people, channels and tenants from a YAML or JSON file: see sandbox/README.md
  --data <folder>     keep the app's data there (default: a fresh temporary folder)
  --no-webhooks       ROQ calls nobody: cards follow by readings only
  --log <level>       the app's log: trace, debug, info, warn, error, silent (default warn)
  --slack-only        an emulated Slack without ROQ and without this app: bring your own
  --roq-only          an emulated ROQ alone
  --api-port <number> where that emulator listens (default: any free port)
  --request-url <url> with --slack-only: where it sends what people do (or use Socket Mode)
  --help`;

const port = z.coerce.number('must be a number').int().min(0).max(65_000);
const options = z
  .object({
    socket: z.boolean().default(false),
    port: port.default(4000),
    command: slashCommand.default('/invite'),
    config: z.string().optional(),
    data: z.string().optional(),
    'no-webhooks': z.boolean().default(false),
    log: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
    'slack-only': z.boolean().default(false),
    'roq-only': z.boolean().default(false),
    'api-port': port.optional(),
    'request-url': z.url('is no URL').optional(),
    help: z.boolean().default(false),
  })
  .refine((given) => !(given['slack-only'] && given['roq-only']), '--slack-only and --roq-only exclude each other.')
  .refine((given) => given['slack-only'] || !given['request-url'], '--request-url goes with --slack-only.')
  .refine(
    (given) => given['slack-only'] || given['roq-only'] || given['api-port'] === undefined,
    '--api-port goes with --slack-only or --roq-only.',
  );
export type Options = z.infer<typeof options>;

/** @throws UsageError that says what is wrong and how options are written */
export function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        ...{ socket: flag, 'no-webhooks': flag, 'slack-only': flag, 'roq-only': flag, help: flag },
        ...{ port: text, command: text, config: text, data: text, log: text, 'api-port': text, 'request-url': text },
      },
    });
    return options.parse(values);
  } catch (error) {
    throw new UsageError(`${complaint(error)}\n\n${usage}`, { cause: error });
  }
}

export class UsageError extends Error {}

function complaint(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  const misread = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (misread) return error.message;
  throw error;
}
