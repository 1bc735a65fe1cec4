import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { disk, flushesOfCommits, sharedRuns } from '../../src/store/disk.ts';
import type { Tables } from '../../src/store/schema.ts';
import { sqliteEngine } from '../../src/store/sqlite.ts';

/** Runs that end when they are told to. */
function runs() {
  const ends: ((error?: Error) => void)[] = [];
  const run = () =>
    new Promise<void>((resolve, reject) => void ends.push((error) => (error ? reject(error) : resolve())));
  return { ends, shared: sharedRuns(run) };
}

/** Whether it has resolved by now, all microtasks done. */
async function resolved(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => {
    done = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return done;
}

test('whoever asks while a run is under way waits for one that began later, together with the others', async () => {
  const { ends, shared } = runs();
  const first = shared();
  const [second, third] = [shared(), shared()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  expect(await resolved(second)).toBe(false);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await Promise.all([second, third]);
  expect(ends).toHaveLength(2);
});

test('one that asks after the end begins a run of its own, also after one that failed', async () => {
  const { ends, shared } = runs();
  const first = shared();
  const second = shared();
  ends[0]?.(new Error('the disk is gone'));
  await expect(first).rejects.toThrow('the disk is gone');
  await resolved(first.catch(() => undefined));
  ends[1]?.();
  await second;
  const third = shared();
  expect(ends).toHaveLength(3);
  ends[2]?.();
  await third;
});

test('nothing is flushed twice: whoever wrote nothing waits only for the flush under way', async () => {
  const { ends, shared } = runs();
  const flushes = flushesOfCommits(shared);
  const [first, nothingNew] = [flushes.lasting(), flushes.lasting()];
  expect(ends).toHaveLength(1);
  expect(await resolved(nothingNew)).toBe(false);
  ends[0]?.();
  await Promise.all([first, nothingNew, flushes.lasting()]);
  expect(ends).toHaveLength(1);
});

test('what is committed during a flush has one of its own, and what one could not flush the next one does', async () => {
  const { ends, shared } = runs();
  const flushes = flushesOfCommits(shared);
  const first = flushes.lasting();
  flushes.committed();
  const second = flushes.lasting();
  ends[0]?.();
  await first;
  expect(await resolved(second.catch(() => undefined))).toBe(false);
  ends[1]?.(new Error('the disk is full'));
  await expect(second).rejects.toThrow('the disk is full');
  const third = flushes.lasting();
  expect(ends).toHaveLength(3);
  ends[2]?.();
  await third;
});

test('SQLite’s log is flushed for what a transaction wrote, not for one that only looked or was taken back', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'disk-'));
  let flushes = 0;
  const flushed = async () => {
    flushes += 1;
  };
  const counting = () => ({ flushed, close: async () => {} });
  const { kysely, lasting, close } = await sqliteEngine(dataDir, systemClock, counting);
  const after = async (work: (tx: Kysely<Tables>) => Promise<unknown>) => {
    await kysely
      .transaction()
      .execute(work)
      .catch(() => undefined);
    await lasting();
    return flushes;
  };
  const pause = { team_id: 'T1', key: 'channel:C1', until: 1 };
  const insert = (tx: Kysely<Tables>) => tx.insertInto('paces').values(pause).returning('until').execute();
  expect(await after((tx) => sql`create table paces (team_id text, key text, until bigint)`.execute(tx))).toBe(1);
  expect(await after((tx) => tx.selectFrom('paces').selectAll().execute())).toBe(1);
  expect(await after(insert)).toBe(2);
  expect(await after((tx) => insert(tx).then(() => Promise.reject(new Error('taken back'))))).toBe(2);
  expect(await after((tx) => tx.updateTable('paces').set({ until: 2 }).execute())).toBe(3);
  expect(await after((tx) => tx.deleteFrom('paces').execute())).toBe(4);
  await close();
});

test('a file that comes later is flushed; one that never came is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'disk-'));
  const file = join(folder, 'log');
  const late = disk(file);
  await writeFile(file, 'written');
  await late.flushed();
  await late.close();
  await expect(disk(join(folder, 'none')).flushed()).rejects.toThrow('ENOENT');
});
