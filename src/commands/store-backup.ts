import { parseArgs } from 'node:util';
import { backup } from '../store/backup.ts';
import { asProgram, usualDataDir } from './command-line.ts';

const usage = 'Usage: npm run store:backup -- --to file [--data-dir ./data]';

/**
 * Writes the embedded store as it is at this moment into one file, while the app runs.
 * Throws when the arguments are wrong, when there is no store, or when the file exists.
 */
export async function backUpStore(args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: 'string' }, 'data-dir': { type: 'string', default: usualDataDir() } },
  });
  const { to, 'data-dir': dataDir } = values;
  if (!to) throw new Error('--to must name the file to write');
  backup(dataDir, to);
  return `The store in ${dataDir} is backed up in ${to}. It holds addresses: keep it as safe as the store.\n`;
}

await asProgram(import.meta.url, usage, backUpStore);
