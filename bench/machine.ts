import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** Where and with what it was measured, as lines of results.md. */
export function machine(): string[] {
  const [cpu] = cpus();
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()} ${release()} ${arch()}`,
    `Node ${process.versions.node}, ${['@slack/bolt', '@slack/web-api', '@roq/nodejs', 'libsql'].map(versionOf).join(', ')}`,
    `commit ${commit()}`,
  ];
}

/** How busy the machine is, all programs counted in: processes that run or wait, over the last minute. */
export const busy = (): number => loadavg()[0] ?? 0;

const packageSchema = (text: string): { version: string } => JSON.parse(text) as { version: string };

const versionOf = (name: string): string =>
  `${name} ${packageSchema(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version}`;

/** "dirty" when there is more than what is committed: then the numbers are of no commit. */
function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  try {
    const changed = git(
      'status',
      '--porcelain',
      '--untracked-files=no',
      '--',
      'src',
      'bench',
      'package-lock.json',
      ':!bench/results.md',
    );
    return `${git('rev-parse', '--short', 'HEAD')}${changed === '' ? '' : ' with uncommitted changes'}`;
  } catch {
    return 'unknown';
  }
}
