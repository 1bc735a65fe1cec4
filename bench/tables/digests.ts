import { setTimeout as pause } from 'node:timers/promises';
import { postsAtOnce } from '../../src/slack/posts.ts';
import { floorOfCalls, median, percentile, type Spread, spread } from '../arithmetic.ts';
import type { Bench } from '../bench.ts';
import { figure } from '../goal.ts';
import { callsMade, type LeanWorld, leanWorld } from '../lean-world.ts';
import { type Report, shown } from '../report.ts';
import { copyOf, manyWorkspaces, seedWorkspaces } from '../seed-workspaces.ts';

const callMs = 20;
/** What a digest is made of; tokens and the like come once, whatever the number of workspaces. */
const ofDigest = ['userInvites', 'userProfiles', 'tenant', 'chat.postMessage'];

type Run = {
  ms: number;
  cpuMs: number;
  /** Of the heap after its collections, from when the app was ready to the end. */
  keptMb: number;
  /** Of what is resident, at its peak: V8 lets garbage lie while there is room. */
  peakMb: number;
  calls: Record<string, number>;
};

export async function digests(bench: Bench): Promise<Report> {
  const { workspaces, fewWorkspaces, pendingEach, runs } = bench.sizes;
  const world = await leanWorld(bench.workshop);
  await world.latency({ slack: callMs, roq: callMs });
  await world.standFor(pendingEach);
  try {
    const sizes = [fewWorkspaces, workspaces];
    const seeds = [];
    for (const count of sizes) seeds.push(await seeded(bench, count));
    const measured: Run[][] = [[], []];
    const complaints: string[] = [];
    for (let run = 0; run < runs; run += 1) {
      for (const [at, count] of sizes.entries()) {
        const done = await oneDay(bench, world, { count, seed: seeds[at] ?? '', complaints });
        measured[at]?.push(done);
        bench.say(`${count} digests: ${figure(done.ms)} ms, ${figure(done.cpuMs / count)} ms of CPU each`);
      }
    }
    const [few = [], many = []] = measured;
    return report(bench, few, many, complaints);
  } finally {
    await world.stop();
  }
}

async function seeded(bench: Bench, count: number): Promise<string> {
  const folder = bench.freshFolder();
  await seedWorkspaces(folder, count);
  bench.say(`${count} workspaces have installed the app`);
  return folder;
}

type Day = { count: number; seed: string; complaints: string[] };

/** The app starts, finds that every digest is due, and posts them all. */
async function oneDay(bench: Bench, world: LeanWorld, { count, seed, complaints }: Day): Promise<Run> {
  await world.clear();
  await world.take();
  const data = copyOf(seed, bench.freshFolder());
  const app = await bench.app({ ...world.env, ...manyWorkspaces, DATA_DIR: data, LOG_LEVEL: 'info' });
  const heap: number[] = [];
  const look = () => app.usage().then(({ heapUsedMb }) => heap.push(heapUsedMb));
  const timer = setInterval(() => void look().catch(() => {}), 200);
  try {
    const before = await app.usage();
    for (let looks = 0; (await world.messageCount()) < count; looks += 1) {
      if (looks > 6_000) throw new Error(`after ten minutes only ${await world.messageCount()} digests are posted`);
      await pause(100);
    }
    const after = await app.usage();
    const tallies = await world.take();
    const first = tallies.roq.firstAt.userInvites ?? 0;
    const last = tallies.slack.lastAt['chat.postMessage'] ?? 0;
    complaints.push(...app.complaints());
    return {
      ms: last - first,
      cpuMs: after.cpuMs - before.cpuMs,
      keptMb: percentile(heap.slice(-Math.ceil(heap.length / 2)), 5) - before.heapUsedMb,
      peakMb: after.peakRssMb - before.rssMb,
      calls: callsMade(tallies),
    };
  } finally {
    clearInterval(timer);
    await app.stop();
  }
}

function report({ sizes }: Bench, few: readonly Run[], many: readonly Run[], complaints: readonly string[]): Report {
  const { workspaces, fewWorkspaces, pendingEach, runs } = sizes;
  const made = many.at(-1)?.calls ?? {};
  const callsEach = ofDigest.reduce((sum, name) => sum + (made[name] ?? 0), 0) / workspaces;
  const floorEach = floorOfCalls(callsEach * workspaces, postsAtOnce, callMs) / workspaces;
  const each = (of: readonly Run[], count: number, what: 'ms' | 'cpuMs'): Spread =>
    spread(of.map((run) => run[what] / count));
  const row = (count: number, of: readonly Run[]) => [
    `${count.toLocaleString('en')} workspaces`,
    shown(spread(of.map(({ ms }) => ms / 1_000)), ' s'),
    shown(each(of, count, 'ms'), ' ms'),
    shown(each(of, count, 'cpuMs'), ' ms'),
    shown(spread(of.map(({ keptMb }) => keptMb)), ' MB'),
    shown(spread(of.map(({ peakMb }) => peakMb)), ' MB'),
  ];
  const calls = Object.entries(made).map(([name, count]) => `${name} ${count.toLocaleString('en')}`);
  const [fewEach, manyEach] = [each(few, fewWorkspaces, 'ms').median, each(many, workspaces, 'ms').median];
  return {
    number: '4',
    title: 'Digests of a day',
    how: [
      `Lean far ends, Slack and ROQ at ${callMs} ms, ${pendingEach} pending invites each; every digest is due when the app`,
      `starts. ${runs} pairs of runs, few and many workspaces in turn. The floor: the ${figure(callsEach)} calls of each digest,`,
      `${postsAtOnce} messages at once. Memory: against what it was when the app was ready; the peak holds garbage that V8 lets lie while there is room.`,
    ],
    columns: ['', 'all posted after', 'per workspace', 'CPU per workspace', 'heap kept', 'resident, peak'],
    rows: [
      [
        'the floor',
        `${figure((floorEach * workspaces) / 1_000)} s for ${workspaces.toLocaleString('en')}`,
        `${figure(floorEach)} ms`,
        '',
        '',
      ],
      row(fewWorkspaces, few),
      row(workspaces, many),
    ],
    goals: [
      {
        what: `${workspaces.toLocaleString('en')} workspaces / the floor`,
        measured: manyEach / floorEach,
        limit: 1.2,
        holds: 'at most',
      },
      {
        what: `per workspace, ${workspaces.toLocaleString('en')} against ${fewWorkspaces}`,
        ...{ measured: manyEach / fewEach, limit: 1.1, holds: 'at most' },
      },
      {
        what: 'memory growth (the heap after its collections)',
        ...{ measured: median(many.map(({ keptMb }) => keptMb)), limit: 50, holds: 'at most', unit: ' MB' },
      },
    ],
    notes: [
      `Calls of the last run: ${calls.join(', ')}.`,
      ...(complaints.length > 0 ? [`the app logged ${complaints.length} warnings or errors: ${complaints[0]}`] : []),
    ],
  };
}
