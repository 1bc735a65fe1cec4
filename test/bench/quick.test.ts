import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const run = promisify(execFile);
let compiled = '';

beforeAll(async () => {
  await mkdir('dist', { recursive: true });
  compiled = await mkdtemp(join('dist', 'bench-'));
  const into = ['--outDir', compiled, '--tsBuildInfoFile', join(compiled, '.tsbuildinfo')];
  const args = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.sandbox.json', ...into];
  await run(process.execPath, args);
  await run(process.execPath, ['node_modules/rolldown/bin/cli.mjs', '-c', '--dir', join(compiled, 'app')]);
});
afterAll(() => rm(compiled, { recursive: true, force: true }));

test('a quick run of one table starts its processes, measures, prints the table and writes nothing', async () => {
  const written = () => readFile('bench/results.md', 'utf8').catch(() => 'nothing');
  const before = await written();
  const { stdout } = await run(process.execPath, [join(compiled, 'bench', 'main.js'), '--quick', '--only', '2']);
  expect(stdout).toContain('## 2. One invite');
  expect(stdout).toMatch(/both submissions together +\| [\d.]+ ms/);
  expect(stdout).toContain('Slack calls until a warm `/invite` shows its form: 1.00 (at most 1.00): **met**');
  expect(stdout).toContain('ROQ calls until a warm `/invite` shows its form: 0.00 (at most 0.00): **met**');
  expect(await written()).toBe(before);
}, 120_000);
