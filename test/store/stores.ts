import { randomUUID } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { primaryKeys } from '../../src/store/schema.ts';
import { sqliteFile } from '../../src/store/sqlite.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** A new database of one's own, on which any number of stores can be opened: replicas of one app. */
export type Site = {
  databaseUrl: string | undefined;
  dataDir: string;
  open(clock: Clock, encryptionKeys?: readonly Buffer[]): Promise<Store>;
  /** Closes every store that was opened here and deletes the database. */
  remove(): Promise<void>;
};

export type TestEngine = {
  name: 'sqlite' | 'postgres';
  /** Its database is up to date, a copy of one that was migrated; or there is nothing in it yet. */
  site(holding?: 'tables' | 'nothing'): Promise<Site>;
  /** A store on a database of its own, which is deleted when the store is closed. */
  open(clock: Clock): Promise<Store>;
};

/** The engines that every test of the store runs on. */
export const engines: readonly TestEngine[] = [engine('sqlite', sqliteSite), engine('postgres', postgresSite)];

function engine(name: TestEngine['name'], site: TestEngine['site']): TestEngine {
  return {
    name,
    site,
    async open(clock) {
      const own = await site();
      return { ...(await own.open(clock)), close: own.remove };
    },
  };
}

async function sqliteSite(holding = 'tables'): Promise<Site> {
  return siteAt(undefined, async () => {}, holding === 'tables' ? await folderWithStore() : await folder());
}

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'roq-invite-store-'));

/** A new folder with a store that is up to date and empty. */
export async function folderWithStore(): Promise<string> {
  const dataDir = await folder();
  await copyFile(inject('sqliteTemplate'), sqliteFile(dataDir));
  return dataDir;
}

async function postgresSite(holding = 'tables'): Promise<Site> {
  if (holding === 'nothing') {
    const name = await created('template0');
    return siteAt(urlOf(name), () => administer(`drop database ${name} with (force)`), await folder());
  }
  const name = emptied.pop() ?? (await created(inject('postgresTemplate')));
  const free = async () => {
    await empty(name);
    emptied.push(name);
  };
  return siteAt(urlOf(name), free, await folder());
}

/** Free for this worker's next tests: emptying takes a tenth of what making takes. */
const emptied: string[] = [];

async function empty(name: string): Promise<void> {
  // Those of a process that was killed: each is over before anything is deleted.
  await administer(`select pg_terminate_backend(pid, 60000) from pg_stat_activity where datname = '${name}'`);
  const tables = Object.keys(primaryKeys).reverse();
  await ask(urlOf(name), tables.map((table) => `delete from ${table}`).join(';'));
}

async function created(template: string): Promise<string> {
  const name = `${inject('postgresTemplate')}_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await administer(`create database ${name} template ${template}`);
  return name;
}

function urlOf(name: string): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  return url.href;
}

function siteAt(databaseUrl: string | undefined, drop: () => Promise<void>, dataDir: string): Site {
  const opened: Store[] = [];
  return {
    databaseUrl,
    dataDir,
    async open(clock, encryptionKeys = [Buffer.alloc(32, 1)]) {
      const store = await openStore({ databaseUrl, dataDir, clock, encryptionKeys });
      opened.push(store);
      return store;
    },
    async remove() {
      await Promise.all(opened.map((store) => store.close()));
      await drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const administer = (statement: string): Promise<void> => ask(inject('postgresUrl'), statement);

async function ask(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
