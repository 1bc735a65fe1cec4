import { parseArgs } from 'node:util';
import { copyStore } from '../store/move.ts';
import { asProgram, usualDataDir } from './command-line.ts';

const usage = 'Usage: npm run store:move -- --to postgres://user:password@host/database [--data-dir ./data]';

/**
 * Copies the embedded store into an empty PostgreSQL and verifies every table; says what was moved and what to do next.
 * Throws when the arguments are wrong, when there is no store, or when the database is not empty.
 */
export async function moveStore(args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: 'string' }, 'data-dir': { type: 'string', default: usualDataDir() } },
  });
  const { to, 'data-dir': dataDir } = values;
  if (!to || !/^postgres(ql)?:\/\//.test(to) || !URL.canParse(to)) {
    throw new Error('--to must name a PostgreSQL database: postgres://user:password@host/database');
  }
  const moved = await copyStore(dataDir, to);
  const rows = moved.map(({ table, rows: count }) => `  ${table.padEnd(20)}${count.toLocaleString('en').padStart(12)}`);
  return [
    'Moved and verified, row by row:',
    ...rows,
    `The store in ${dataDir} is as it was. Start the app with DATABASE_URL set, and no more without it.`,
    '',
  ].join('\n');
}

await asProgram(import.meta.url, usage, moveStore);
