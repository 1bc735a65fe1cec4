import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Spread, spread } from '../arithmetic.ts';
import type { Bench } from '../bench.ts';
import { figure } from '../goal.ts';
import { type LeanWorld, leanWorld } from '../lean-world.ts';
import type { Listening } from '../processes.ts';
import { type Report, shown } from '../report.ts';

export async function footprint(bench: Bench): Promise<Report> {
  const world = await leanWorld(bench.workshop);
  try {
    const { starts, idle } = await startAndIdle(bench, world);
    return report(bench, { starts, idle, megabytes: installedMb() });
  } finally {
    await world.stop();
  }
}

type Both<T> = { app: T; bare: T };

/** Starts one after the other, in turn; then all of them are left alone for the same minute. */
async function startAndIdle(bench: Bench, world: LeanWorld) {
  const { runs, idleMs } = bench.sizes;
  const env = { ...world.env, LOG_LEVEL: 'info' };
  const started: { app: Listening; bare: Listening }[] = [];
  for (let run = 0; run < runs; run += 1) {
    started.push({ app: await bench.app(env), bare: await bench.baseline('bare-calls', env) });
  }
  const starts: Both<Spread> = {
    app: spread(started.map(({ app }) => app.startMs)),
    bare: spread(started.map(({ bare }) => bare.startMs)),
  };
  bench.say(`ready after ${figure(starts.app.median)} ms against ${figure(starts.bare.median)} ms`);
  await pause(idleMs);
  const memory = async (of: 'app' | 'bare') =>
    spread(await Promise.all(started.map(async (pair) => (await pair[of].usage()).rssMb)));
  const idle: Both<Spread> = { app: await memory('app'), bare: await memory('bare') };
  bench.say(`idle with ${figure(idle.app.median)} MB against ${figure(idle.bare.median)} MB`);
  await Promise.all(started.flatMap(({ app, bare }) => [app.stop(), bare.stop()]));
  return { starts, idle };
}

/** Of what `npm ci --omit=dev` would install, as the files are here, MB. */
function installedMb(): number {
  const listed = execFileSync('npm', ['ls', '--omit=dev', '--all', '--parseable'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const folders = [...new Set(listed.split('\n').filter((line) => line.includes('node_modules')))];
  return folders.reduce((sum, folder) => sum + sizeOf(folder), 0) / 2 ** 20;
}

/** A package without those below it: they are listed by themselves. */
function sizeOf(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') bytes += sizeOf(path);
    if (entry.isFile()) bytes += statSync(path).size;
  }
  return bytes;
}

type Measured = { starts: Both<Spread>; idle: Both<Spread>; megabytes: number };

function report({ sizes }: Bench, { starts, idle, megabytes }: Measured): Report {
  const ratio = ({ app, bare }: Both<Spread>) => app.median / bare.median;
  return {
    number: '6',
    title: 'Start, memory and size',
    how: [
      `${sizes.runs} pairs of starts in turn, from the start of the process to the first good answer of \`/readyz\`;`,
      `then all of them idle for ${figure(sizes.idleMs / 1_000)} s.`,
    ],
    columns: ['', 'app', 'bare Bolt with both SDKs', 'app / bare'],
    rows: [
      ['ready after', shown(starts.app, ' ms'), shown(starts.bare, ' ms'), figure(ratio(starts))],
      ['resident when idle', shown(idle.app, ' MB'), shown(idle.bare, ' MB'), figure(ratio(idle))],
      ['production dependencies, installed', `${figure(megabytes)} MB`, '', ''],
    ],
    goals: [
      { what: 'start, app / bare', measured: ratio(starts), limit: 1.5, holds: 'at most' },
      { what: 'idle memory, app / bare', measured: ratio(idle), limit: 1.5, holds: 'at most' },
    ],
  };
}
