import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';
import type { StoreFacts } from '../store/inspect.ts';
import { isBreaking } from '../store/migrations.ts';
import { bad, codeOf, type Finding, good, look } from './finding.ts';

/** The database, and whether it is of this version. */
export async function checkStore(
  { store }: Config,
  inspect: () => Promise<StoreFacts | undefined>,
): Promise<Finding[]> {
  const name = store.databaseUrl ? 'The database in DATABASE_URL' : 'The embedded database in DATA_DIR';
  try {
    const facts = await inspect();
    if (!facts) return [checkFolder(store.dataDir)];
    return [good(`${name} answers`), checkMigrations(facts)];
  } catch (error) {
    const todo = store.databaseUrl
      ? 'Is it running, is the address right, and may this user log in? psql with the same address tells more'
      : 'Is the folder readable and writable for this user, and the file a store of this app?';
    return [bad(`${name} does not open (${codeOf(error)})`, todo)];
  }
}

function checkMigrations({ applied, pending, unknown, mayCreate }: StoreFacts): Finding {
  const newer = unknown.join(', ');
  if (unknown.some(isBreaking)) {
    const todo = 'Start the newer version again, or restore a backup from before the update';
    return bad(`The store was changed by a newer version than this one can work with (${newer})`, todo);
  }
  if (!mayCreate) return bad('This database user may not make tables', 'GRANT CREATE ON SCHEMA public TO that user');
  if (pending.length > 0) return good(`The next start brings the store up to date: ${pending.join(', ')}`);
  if (newer) return look(`A newer version works on this store too (${newer})`, 'Update this one when you can');
  return good(`The store is of this version (${applied.at(-1)})`);
}

/** The first folder upwards that exists must take a new one. */
function checkFolder(dataDir: string): Finding {
  let folder = resolve(dataDir);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(folder, constants.W_OK);
    return good('There is no store in DATA_DIR yet: the first start makes it');
  } catch {
    return bad('There is no store in DATA_DIR, and none can be made there', `Let this user write in ${folder}`);
  }
}
