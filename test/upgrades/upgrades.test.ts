import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import Libsql from 'libsql';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrations } from '../../src/store/migrations.ts';
import { sqliteFile } from '../../src/store/sqlite.ts';
import { engines, type Site } from '../store/stores.ts';
import { channels, storyStart, type World, world } from '../stories/cast.ts';
import { hour, inTime } from '../stories/steps.ts';

/** What releases left behind: see record-release.mjs. */
const folder = 'test/upgrades/stores';
const recorded = readdirSync(folder).map((file) => {
  const [, release = '', engine = ''] = /^(.+)\.(sqlite|postgres)\.sql$/.exec(file) ?? [];
  return { file, release, engine };
});

/** An empty database that was filled by the release, as the release would have left it. */
async function siteOf({ file, engine }: { file: string; engine: string }): Promise<Site> {
  const script = readFileSync(`${folder}/${file}`, 'utf8');
  const site = await engines.find(({ name }) => name === engine)?.site('nothing');
  if (!site) throw new Error(`no ${engine}`);
  if (site.databaseUrl) {
    const client = new pg.Client({ connectionString: site.databaseUrl });
    await client.connect();
    await client.query(script);
    await client.end();
  } else {
    mkdirSync(site.dataDir, { recursive: true });
    const connection = new Libsql(sqliteFile(site.dataDir));
    connection.exec(script);
    connection.close();
  }
  return site;
}

const clockOfThen = () => sandboxClock({ frozenAt: storyStart + hour });
type Row = Record<string, unknown>;

/** Every table, as this program sees it after it has opened the store. */
async function tablesOf({ databaseUrl, dataDir }: Site) {
  const db = await openDatabase({ databaseUrl, dataDir, clock: clockOfThen() });
  try {
    const tables = await db.read.introspection.getTables();
    const read = async ({ name, columns }: (typeof tables)[number]) => {
      const { rows } = await sql<Row>`select * from ${sql.table(name)}`.execute(db.read);
      return [name, { columns, rows }] as const;
    };
    return new Map(await Promise.all(tables.map(read)));
  } finally {
    await db.close();
  }
}

/** Straight from the script, without opening it by our code. */
function writtenIn(file: string): Map<string, { columns: string[]; rows: number }> {
  const script = readFileSync(`${folder}/${file}`, 'utf8');
  const found = new Map<string, { columns: string[]; rows: number }>();
  for (const [, table = '', columns = ''] of script.matchAll(/^insert into (\w+) \(([^)]*)\)/gm)) {
    const before = found.get(table)?.rows ?? 0;
    found.set(table, { columns: columns.split(', ').map((column) => JSON.parse(column)), rows: before + 1 });
  }
  return found;
}

test('releases were recorded on both databases', () => {
  for (const engine of ['sqlite', 'postgres'])
    expect(recorded.filter((each) => each.engine === engine).length).toBeGreaterThan(0);
});

describe.each(recorded)('the store that $release left on $engine', (release) => {
  let site: Site;
  beforeEach(async () => {
    site = await siteOf(release);
  });
  afterEach(() => site.remove());

  test('is brought up to date once, however many replicas start at the same time, and loses nothing', async () => {
    await Promise.all([1, 2, 3].map(() => site.open(clockOfThen())));
    const now = await tablesOf(site);
    for (const [table, { rows }] of writtenIn(release.file))
      if (table !== 'migrations') expect(now.get(table)?.rows.length, table).toBe(rows);
    const names = now.get('migrations')?.rows.map(({ name }) => name);
    expect(names?.sort()).toEqual(Object.keys(migrations).sort());
  });

  test('takes what the release would still write beside this one: nothing was taken away, nothing new is demanded', async () => {
    const now = await tablesOf(site);
    for (const [table, { columns: old }] of writtenIn(release.file)) {
      const columns = now.get(table)?.columns ?? [];
      expect(
        columns.map(({ name }) => name),
        table,
      ).toEqual(expect.arrayContaining(old));
      const demanded = columns.filter(({ isNullable, hasDefaultValue }) => !isNullable && !hasDefaultValue);
      expect(old, table).toEqual(expect.arrayContaining(demanded.map(({ name }) => name)));
    }
  });

  test('goes on: what was queued is sent once, and its people find their invites and their story', async () => {
    const { databaseUrl, dataDir } = site;
    const here: World = await world({ clock: clockOfThen(), dataDir, ...(databaseUrl ? { databaseUrl } : {}) });
    try {
      const ada = here.person('ada');
      await inTime(here, () => ada.seesMessage(channels.general, 'Ada Owens invited q•••@x.test'));
      await inTime(here, () => expect(here.roq.mails().map(({ to }) => to)).toEqual(['queued@x.test']));
      await ada.types('/invite why zoe@x.test');
      await ada.seesModal(/Resent|resent|mailed/i);
      await ada.closes();
      await ada.types('/invite settings');
      await ada.seesModal('Daily digest');
      expect(JSON.stringify(ada.modal()?.blocks)).toContain('Europe/Berlin');
    } finally {
      await here.app.stop();
      await Promise.all([here.slack.stop(), here.roq.close()]);
    }
  });
});
