import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { restore } from '../store/backup.ts';
import { sqliteFile } from '../store/sqlite.ts';
import { asProgram, usualDataDir } from './command-line.ts';

const usage = 'Usage: npm run store:restore -- --from file [--data-dir ./data] [--force]';

/**
 * Puts a backup in the place of the embedded store, while the app is stopped. With --force also where a store is, which
 * is then set aside. Throws when the arguments are wrong, the file is no backup, or the store is in use.
 */
export async function restoreStore(args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      'data-dir': { type: 'string', default: usualDataDir() },
      force: { type: 'boolean', default: false },
    },
  });
  const { from, 'data-dir': dataDir, force } = values;
  if (!from) throw new Error('--from must name a file that store:backup wrote');
  if (!force && existsSync(sqliteFile(dataDir))) {
    throw new Error(`there is a store in ${dataDir} already: --force sets it aside and restores`);
  }
  const aside = restore(from, dataDir);
  const old = aside ? ` What was there is now ${aside}.` : '';
  return `The store in ${dataDir} is that of ${from}.${old} Start the app.\n`;
}

await asProgram(import.meta.url, usage, restoreStore);
