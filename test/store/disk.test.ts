import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { disk, sharedRuns } from '../../src/store/disk.ts';

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

test('a file that comes later is flushed; one that never came is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'disk-'));
  const file = join(folder, 'log');
  const late = disk(file);
  await writeFile(file, 'written');
  await late.flushed();
  await late.close();
  await expect(disk(join(folder, 'none')).flushed()).rejects.toThrow('ENOENT');
});
