import { setTimeout as pause } from 'node:timers/promises';
import { postsAtOnce } from '../../src/slack/posts.ts';
import { median, type Spread, spread } from '../arithmetic.ts';
import type { Bench } from '../bench.ts';
import { figure } from '../goal.ts';
import { callsMade, type LeanWorld, leanWorld } from '../lean-world.ts';
import { type Report, shown } from '../report.ts';
import { copyOf, manyWorkspaces, seedWorkspaces } from '../seed-workspaces.ts';

const callMs = 20;
/** userInvites; then the inviters' names and the tenant's, side by side; then chat.postMessage. */
const callsInSequence = 3;

type Run = { ms: number; cpuMs: number; growthMb: number; calls: Record<string, number> };

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
      growthMb: after.peakRssMb - before.rssMb,
      calls: callsMade(tallies),
    };
  } finally {
    await app.stop();
  }
}

function report({ sizes }: Bench, few: readonly Run[], many: readonly Run[], complaints: readonly string[]): Report {
  const { workspaces, fewWorkspaces, pendingEach, runs } = sizes;
  const floorEach = (callsInSequence * callMs) / postsAtOnce;
  const each = (of: readonly Run[], count: number, what: 'ms' | 'cpuMs'): Spread =>
    spread(of.map((run) => run[what] / count));
  const row = (count: number, of: readonly Run[]) => [
    `${count.toLocaleString('en')} workspaces`,
    shown(spread(of.map(({ ms }) => ms / 1_000)), ' s'),
    shown(each(of, count, 'ms'), ' ms'),
    shown(each(of, count, 'cpuMs'), ' ms'),
    shown(spread(of.map(({ growthMb }) => growthMb)), ' MB'),
  ];
  const calls = Object.entries(many.at(-1)?.calls ?? {}).map(([name, made]) => `${name} ${made.toLocaleString('en')}`);
  const [fewEach, manyEach] = [each(few, fewWorkspaces, 'ms').median, each(many, workspaces, 'ms').median];
  return {
    number: 4,
    title: 'Digests of a day',
    how: [
      `Lean far ends, Slack and ROQ at ${callMs} ms, ${pendingEach} pending invites each; every digest is due when the app`,
      `starts. ${runs} pairs of runs, few and many workspaces in turn. The floor: ${callsInSequence} calls one after another,`,
      `${postsAtOnce} messages at once. Memory: the peak of the process against what it had when it was ready.`,
    ],
    columns: ['', 'all posted after', 'per workspace', 'CPU per workspace', 'memory growth'],
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
        what: 'memory growth',
        ...{ measured: median(many.map(({ growthMb }) => growthMb)), limit: 50, holds: 'at most', unit: ' MB' },
      },
    ],
    notes: [
      `Calls of the last run: ${calls.join(', ')}.`,
      ...(complaints.length > 0 ? [`the app logged ${complaints.length} warnings or errors: ${complaints[0]}`] : []),
    ],
  };
}
