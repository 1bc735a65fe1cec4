import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { buildAll } from '../crash/app-process.ts';

const run = promisify(execFile);
test('a quick run of one table starts its processes, measures, prints the table and writes nothing', async () => {
  const written = () => readFile('bench/results.md', 'utf8').catch(() => 'nothing');
  const [before, compiled] = [await written(), await buildAll()];
  const { stdout } = await run(process.execPath, [join(compiled, 'bench', 'main.js'), '--quick', '--only', '2']);
  expect(stdout).toContain('## 2. One invite');
  expect(stdout).toMatch(/both submissions together +\| [\d.]+ ms/);
  expect(stdout).toContain('Slack calls until a warm `/invite` shows its form: 1.00 (at most 1.00): **met**');
  expect(stdout).toContain('ROQ calls until a warm `/invite` shows its form: 0.00 (at most 0.00): **met**');
  expect(await written()).toBe(before);
}, 120_000);
