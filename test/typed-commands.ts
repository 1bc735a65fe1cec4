import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** As in a terminal: the settings of the npm that runs these tests would steer the npm within. */
export const terminalEnv: Record<string, string | undefined> = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_(config|package|lifecycle)_/i.test(name)),
);

const lock = join('node_modules', '.dist-lock');

/**
 * Commands as people type them compile into `dist`, and tests run side by side: nobody may start from a file that
 * another one is writing.
 */
export async function aloneInDist<T>(work: () => Promise<T>): Promise<T> {
  while (!(await taken())) await pause(50);
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function taken(): Promise<boolean> {
  try {
    await mkdir(lock);
    await writeFile(join(lock, 'pid'), String(process.pid));
    return true;
  } catch {
    if (await isLeftBehind()) await rm(lock, { recursive: true, force: true });
    return false;
  }
}

/** Its holder died. */
async function isLeftBehind(): Promise<boolean> {
  const pid = Number(await readFile(join(lock, 'pid'), 'utf8').catch(() => process.pid));
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
