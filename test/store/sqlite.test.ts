import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { sqliteEngine } from '../../src/store/sqlite.ts';
import { turnsDuring } from '../turns.ts';

test('statements in a row let sockets and timers through, also those of one transaction', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sqlite-'));
  const { kysely, close } = await sqliteEngine(folder, systemClock);
  const count = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000) select count(*) from n`;
  const several = async (on: typeof kysely) => {
    for (let nth = 0; nth < 100; nth += 1) await count.execute(on);
  };
  expect(await turnsDuring(() => several(kysely))).toBeGreaterThan(2);
  // One turn is that of its beginning, and of its end.
  expect(await turnsDuring(() => kysely.transaction().execute(several))).toBeGreaterThan(4);
  await close();
  await rm(folder, { recursive: true });
});
