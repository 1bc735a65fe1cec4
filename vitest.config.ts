import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that wait most begin first, so that the others work meanwhile. */
class WaitersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) =>
      /\/test\/(crash|commands|security|bench|browser)\//.test(moduleId);
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}

/** Where the tests' stores are: in memory where there is room, since they commit ten thousands of times to the disk. */
function scratch(): string {
  const memory = '/dev/shm';
  const needed = 512 * 1024 * 1024;
  if (!existsSync(memory)) return tmpdir();
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < needed) return tmpdir();
  const folder = mkdtempSync(join(memory, 'roq-invite-tests-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * What `npm run check` leaves to `npm test`, by folder: tests that start processes of their own or several replicas,
 * send thousands, let days pass, have far ends fail, link and install, or are of the sandbox itself. What is new and long
 * goes into one of these.
 */
const long = [
  'bench',
  'browser',
  'commands',
  'crash',
  'days',
  'faults',
  'identity',
  'operation',
  'replicas',
  'sandbox',
  'security',
  'upgrades',
];

export default defineConfig(({ mode }) => ({
  test: {
    // Quick stories are told on one store; what a store promises is tested on both all the same (test/store).
    env: { TMPDIR: scratch(), STORIES_ON: mode === 'quick' ? 'sqlite' : 'both' },
    // One module graph for each worker instead of for each file: no test may leave anything behind in a module.
    isolate: false,
    // Much of the time is spent waiting: for leases, restarts, other processes. The quick ones wait less, and each worker
    // reads all modules for itself.
    maxWorkers: Math.max(mode === 'quick' ? 3 : 4, availableParallelism()),
    sequence: { sequencer: WaitersFirst },
    // On a busy machine a process may stand still for seconds in the middle of a story: the report names what was tried
    // again. Whatever is broken fails twice.
    retry: 1,
    // Limits only end what would fail anyway, also on a machine that is busy with other things.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    include: ['test/**/*.test.ts'],
    exclude: mode === 'quick' ? long.map((folder) => `test/${folder}/**`) : [],
    globalSetup: ['test/all.setup.ts'],
  },
}));
