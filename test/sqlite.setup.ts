import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { systemClock } from '../src/clock.ts';
import { openDatabase } from '../src/store/database.ts';
import { sqliteFile } from '../src/store/sqlite.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A file that is up to date and empty, of which the tests' own are copies. */
    sqliteTemplate: string;
  }
}

/** Migrating takes longer than many tests: it is done once for the whole run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'roq-invite-sqlite-'));
  const database = await openDatabase({ dataDir, clock: systemClock });
  await database.close();
  project.provide('sqliteTemplate', sqliteFile(dataDir));
  return () => rm(dataDir, { recursive: true, force: true });
}
