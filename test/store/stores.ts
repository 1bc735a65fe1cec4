import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Clock } from '../../src/clock.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** A new, empty database (in PostgreSQL a schema: far quicker to make), on which any number of stores can be opened: replicas of one app. */
export type Site = {
  databaseUrl: string | undefined;
  dataDir: string;
  open(clock: Clock, encryptionKeys?: readonly Buffer[]): Promise<Store>;
  /** Closes every store that was opened here and deletes the database. */
  remove(): Promise<void>;
};

export type TestEngine = {
  name: 'sqlite' | 'postgres';
  site(): Promise<Site>;
  /** A store on a database of its own, which is deleted when the store is closed. */
  open(clock: Clock): Promise<Store>;
};

/** The engines that every test of the store runs on. */
export const engines: readonly TestEngine[] = [engine('sqlite', sqliteSite), engine('postgres', postgresSite)];

function engine(name: TestEngine['name'], site: () => Promise<Site>): TestEngine {
  return {
    name,
    site,
    async open(clock) {
      const own = await site();
      return { ...(await own.open(clock)), close: own.remove };
    },
  };
}

async function sqliteSite(): Promise<Site> {
  return siteAt(undefined, async () => {});
}

async function postgresSite(): Promise<Site> {
  const server = inject('postgresUrl');
  if (!server) throw new Error('no PostgreSQL: run vitest with the global setup test/postgres.setup.ts');
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create schema ${schema}`);
  const url = new URL(server);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return siteAt(url.href, () => administer(server, `drop schema ${schema} cascade`));
}

async function siteAt(databaseUrl: string | undefined, drop: () => Promise<void>): Promise<Site> {
  const dataDir = await mkdtemp(join(tmpdir(), 'roq-invite-store-'));
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

async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
