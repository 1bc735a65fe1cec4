import { setTimeout as pause } from 'node:timers/promises';
import { growthOfLows, median, percentile, spread } from '../arithmetic.ts';
import type { Bench } from '../bench.ts';
import { figure } from '../goal.ts';
import { leanWorld } from '../lean-world.ts';
import { openLoop } from '../load.ts';
import type { Usage } from '../probe.ts';
import { type Report, shown } from '../report.ts';
import { slackSender } from '../slack-requests.ts';
import { newId } from '../steps.ts';

const perSecond = 50;
const people = 50;
const callMs = 20;
/** How often the soak looks at the process as it lives; and at what is left after a collection; ms. */
const lookMs = 5_000;
const collectMs = 60_000;
/** What counts as no growth: two looks at the same process differ by as much, MB. */
const noGrowthMb = 10;

/** A result that is not there by then counts as one that did not come. */
const patienceMs = 30_000;

type Soaked = { minutes: number; acts: number; missing: number; p99: number } & Record<
  'left' | 'heap' | 'rss',
  number[]
>;

/** Fifty people, who open the form, read the status and see what fails, as fast as fifty a second. */
export async function soak(bench: Bench): Promise<Report> {
  const world = await leanWorld(bench.workshop);
  const forMs = bench.sizes.soakMinutes * 60_000;
  await world.latency({ slack: callMs, roq: callMs });
  const app = await bench.app({ ...world.env, LOG_LEVEL: 'info' });
  const sender = slackSender(app.url, world.slackUrl);
  const looks: Usage[] = [];
  const left: Usage[] = [];
  const keep = (into: Usage[]) => (usage: Usage) => void into.push(usage);
  const timers = [
    setInterval(() => void app.usage().then(keep(looks), () => {}), Math.min(lookMs, forMs / 10)),
    setInterval(() => void app.collected().then(keep(left), () => {}), Math.min(collectMs, forMs / 10)),
    setInterval(() => void world.clear(), 60_000),
  ];
  const words = ['', 'status', 'help'];
  let missing = 0;
  const start = (nth: number) => {
    const id = newId();
    const late = pause(patienceMs, 'late', { ref: false });
    const done = Promise.race([world.shown(id), late]).then((how) => {
      if (how === 'late') missing += 1;
    });
    const place = { team: 1, person: 1 + (nth % people), channel: 1 };
    // A connection that the app ends while a command sets out on it: its result is missed, and counted.
    const acked = sender.command(place, words[nth % words.length] ?? '', id).then(
      ({ ms }) => ms,
      () => Number.POSITIVE_INFINITY,
    );
    return { acked, done };
  };
  try {
    const { acks } = await openLoop({ start, forMs }, perSecond);
    return report({
      minutes: forMs / 60_000,
      acts: acks.length,
      missing,
      p99: percentile(acks, 99),
      left: left.map(({ heapUsedMb }) => heapUsedMb),
      heap: looks.map(({ heapUsedMb }) => heapUsedMb),
      rss: looks.map(({ rssMb }) => rssMb),
    });
  } finally {
    for (const timer of timers) clearInterval(timer);
    await sender.close();
    await app.stop();
    await world.stop();
  }
}

function report({ minutes, acts, missing, p99, left, heap, rss }: Soaked): Report {
  const growth = growthOfLows(left);
  const thirds = [0, 1, 2].map((nth) => left.slice((nth * left.length) / 3, ((nth + 1) * left.length) / 3));
  return {
    number: '6b',
    title: 'An hour of work',
    how: [
      `${perSecond} commands per second of ${people} people (the form, the status, the help) for ${figure(minutes)} minutes.`,
      'Growth: the lows of the last third against those of the second. The heap is also looked at after a collection,',
      'each minute: what is left then is what the app keeps.',
    ],
    columns: ['', 'median (least to most)', 'grown by'],
    rows: [
      ['heap after a collection', shown(spread(left), ' MB'), `${figure(growth)} MB`],
      ['the same, third by third', thirds.map((third) => `${figure(median(third))} MB`).join(', '), ''],
      ['heap with its garbage', shown(spread(heap), ' MB'), `${figure(growthOfLows(heap))} MB`],
      ['resident', shown(spread(rss), ' MB'), `${figure(growthOfLows(rss))} MB`],
      ['p99 of an ack', `${figure(p99)} ms`, ''],
      ['commands', acts.toLocaleString('en'), ''],
      ['commands that had no result within 30 s', `${missing}`, ''],
    ],
    goals: [
      {
        what: `growth of the heap, after its collections, in ${figure(minutes)} minutes`,
        ...{ measured: growth, limit: noGrowthMb, holds: 'at most', unit: ' MB' },
      },
    ],
    notes: minutes < 60 ? [`The issue asks for an hour of soak; this one took ${figure(minutes)} minutes.`] : [],
  };
}
