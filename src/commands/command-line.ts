import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Runs a command when its file is the program (and not when a test imports it): prints what it says, or why not with
 * the usage, and then exits with 1.
 */
export async function asProgram(moduleUrl: string, usage: string, run: (args: readonly string[]) => Promise<string>) {
  if (!process.argv[1] || realpathSync(process.argv[1]) !== fileURLToPath(moduleUrl)) return;
  try {
    process.stdout.write(await run(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
    process.exitCode = 1;
  }
}

/** Where the app keeps its embedded store. */
export const usualDataDir = (): string => process.env.DATA_DIR || './data';
