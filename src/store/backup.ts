import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { sqliteFile } from './sqlite.ts';

/**
 * Writes a copy of the SQLite store as it is at this moment, while the app runs.
 * Throws when there is no store, or when `targetFile` exists.
 */
export function backup(dataDir: string, targetFile: string): void {
  const file = sqliteFile(dataDir);
  if (!existsSync(file)) throw new Error(`there is no store in ${dataDir}`);
  if (existsSync(targetFile)) throw new Error(`${targetFile} already exists`);
  withConnection(file, (connection) => {
    connection.exec('pragma busy_timeout = 5000');
    connection.prepare('vacuum into ?').run(targetFile);
  });
  chmodSync(targetFile, 0o600);
  flush(targetFile);
}

/**
 * Puts a backup in the place of the store, while the app is stopped; the store that was there is set aside, and its new
 * path given back. Throws when the file is damaged or no store, and when the store in `dataDir` is in use.
 */
export function restore(file: string, dataDir: string): string | undefined {
  demandSound(file);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const incoming = join(dataDir, 'restoring.db');
  copyFileSync(file, incoming);
  chmodSync(incoming, 0o600);
  flush(incoming);
  const aside = setAside(dataDir);
  renameSync(incoming, sqliteFile(dataDir));
  flush(dataDir);
  return aside;
}

function demandSound(file: string): void {
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  withConnection(file, (connection) => {
    const [verdict] = connection.prepare('pragma integrity_check').all() as { integrity_check?: string }[];
    if (verdict?.integrity_check !== 'ok') throw new Error(`${file} is damaged`);
    const tables = connection.prepare("select name from sqlite_master where name in ('migrations', 'batches')").all();
    if (tables.length !== 2) throw new Error(`${file} is no backup of a store`);
  });
}

/** Only a connection that is alone can leave WAL: so nobody writes to what is moved, and no log is left behind. */
function setAside(dataDir: string): string | undefined {
  const file = sqliteFile(dataDir);
  if (!existsSync(file)) return undefined;
  withConnection(file, (connection) => {
    try {
      connection.exec('pragma journal_mode = delete');
    } catch (error) {
      throw new Error(`the store in ${dataDir} is in use: stop the app first`, { cause: error });
    }
  });
  const aside = freeName(file);
  renameSync(file, aside);
  return aside;
}

function freeName(file: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${file}.replaced-${number}`;
    if (!existsSync(name)) return name;
  }
}

function withConnection(file: string, use: (connection: Libsql.Database) => void): void {
  const connection = new Libsql(file);
  try {
    use(connection);
  } finally {
    connection.close();
  }
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
