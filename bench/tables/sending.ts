import { setTimeout as pause } from 'node:timers/promises';
import { floorOfCalls, growthOfLows, median, spread } from '../arithmetic.ts';
import type { Bench } from '../bench.ts';
import { personOf } from '../far-ends/numbers.ts';
import { figure } from '../goal.ts';
import { callsMade, leanWorld } from '../lean-world.ts';
import type { Listening } from '../processes.ts';
import { type Report, shown } from '../report.ts';
import { type Place, slackSender } from '../slack-requests.ts';
import { addresses, newId, type Steps, submit, uploadList } from '../steps.ts';

const roqMs = 100;
const slackMs = 20;
const perCall = 10;
const inFlight = 3;
/** As many rows as the app takes in one file. */
const largestList = 10_000;
/** What counts as flat, MB. */
const flatMb = 20;

type Sent = { sheetMs: number; ms: number; calls: number; atOnce: number };

export async function sending(bench: Bench): Promise<Report> {
  const { runs, addresses: many, tutorialAddresses: few } = bench.sizes;
  const world = await leanWorld(bench.workshop);
  const env = { ...world.env, LOG_LEVEL: 'info' };
  const [app, tutorial] = [await bench.app(env), await bench.baseline('tutorial', env)];
  const steps = { world, sender: slackSender(app.url, world.slackUrl) };
  const simple = { world, sender: slackSender(tutorial.url, world.slackUrl) };
  await world.latency({ slack: slackMs, roq: roqMs });
  try {
    const ours: Sent[] = [];
    const theirs: number[] = [];
    await byTutorial(simple, addresses(1, 'tutorial-first'));
    for (let run = 0; run < runs; run += 1) {
      ours.push(await send(steps, [addresses(many, `run-${run}`)]));
      theirs.push((await byTutorial(simple, addresses(few, `tutorial-${run}`))) / few);
      bench.say(
        `${many} addresses: ${figure(ours[run]?.ms ?? 0)} ms; the tutorial: ${figure(theirs[run] ?? 0)} ms each`,
      );
    }
    const large = await sendLarge(bench, steps, app);
    return report(bench, { ours, theirs, large, complaints: app.complaints() });
  } finally {
    await Promise.all([steps.sender.close(), simple.sender.close()]);
    await Promise.all([app.stop(), tutorial.stop()]);
    await world.stop();
  }
}

const place = (list: number): Place => ({ team: 1, person: 1 + list, channel: 1 + list });

/** From the press on Send, for all lists at once, to the word by direct message that the last one is through. */
async function send(steps: Steps, lists: readonly (readonly string[])[]): Promise<Sent> {
  const sheetsBegan = performance.now();
  const sheets: string[] = [];
  for (const [nth, list] of lists.entries()) sheets.push(await uploadList(steps, place(nth), list));
  const sheetMs = performance.now() - sheetsBegan;
  const before = new Set((await steps.world.messages()).map(({ ts }) => ts));
  await steps.world.take();
  const began = Date.now();
  for (const [nth, sheet] of sheets.entries()) await submit(steps, place(nth), sheet);
  const ends = await Promise.all(lists.map((_, nth) => toldTheEnd(steps, personOf(place(nth).person), before)));
  const { slack, roq } = await steps.world.take();
  const { sendUserInvites: calls = 0 } = callsMade({ slack, roq });
  return { sheetMs, ms: Math.max(...ends) - began, calls, atOnce: roq.atOnce.sendUserInvites ?? 0 };
}

async function toldTheEnd({ world }: Steps, channel: string, before: ReadonlySet<string>): Promise<number> {
  for (let looks = 0; looks < 10_000; looks += 1) {
    const told = (await world.messages()).find((message) => message.channel === channel && !before.has(message.ts));
    if (told) return told.postedAt;
    await pause(100);
  }
  throw new Error('nobody was told that the list is through');
}

/** From the command to the answer, ms. */
async function byTutorial({ world, sender }: Steps, list: readonly string[]): Promise<number> {
  const id = newId();
  const answered = world.shown(id);
  const began = performance.now();
  await sender.command({ team: 1, person: 1, channel: 1 }, list.join(' '), id);
  await answered;
  return performance.now() - began;
}

type Large = Sent & { addresses: number; heapGrowthMb: number; peakMb: number };

async function sendLarge(bench: Bench, steps: Steps, app: Listening): Promise<Large> {
  const { manyAddresses } = bench.sizes;
  const size = Math.min(largestList, Math.ceil(manyAddresses / 2));
  const count = Math.ceil(manyAddresses / size);
  const lists = Array.from({ length: count }, (_, nth) => addresses(size, `large-${nth}`));
  const heap: number[] = [];
  const timer = setInterval(
    () =>
      void app.usage().then(
        ({ heapUsedMb }) => heap.push(heapUsedMb),
        () => {},
      ),
    500,
  );
  const sent = await send(steps, lists).finally(() => clearInterval(timer));
  const { peakRssMb: peakMb } = await app.usage();
  bench.say(`${manyAddresses} addresses: ${figure(sent.ms)} ms`);
  return { ...sent, addresses: size * count, heapGrowthMb: heap.length < 9 ? 0 : growthOfLows(heap), peakMb };
}

type Measured = { ours: readonly Sent[]; theirs: readonly number[]; large: Large; complaints: readonly string[] };

function report({ sizes }: Bench, { ours, theirs, large, complaints }: Measured): Report {
  const { addresses: many, tutorialAddresses: few } = sizes;
  const floor = floorOfCalls(many / perCall, inFlight, roqMs);
  const largeFloor = floorOfCalls(large.addresses / perCall, inFlight, roqMs);
  const times = spread(ours.map(({ ms }) => ms));
  const each = spread(theirs);
  const count = (n: number) => n.toLocaleString('en');
  return {
    number: '3',
    title: 'Sending a list',
    how: [
      `Lean far ends, ROQ at ${roqMs} ms, Slack at ${slackMs} ms. The list is a CSV; the time runs from Send to the word`,
      `by direct message that all are through. ${sizes.runs} pairs of runs, app and tutorial in turn;`,
      `the tutorial, which takes the same for every address, with ${few} addresses.`,
    ],
    columns: ['', 'time', 'per address', 'calls', 'at once'],
    rows: [
      [
        'the floor',
        `${count(floor)} ms`,
        `${figure(floor / many)} ms`,
        count(Math.ceil(many / perCall)),
        String(inFlight),
      ],
      [
        `${count(many)} addresses`,
        shown(times, ' ms'),
        `${figure(times.median / many)} ms`,
        count(median(ours.map(({ calls }) => calls))),
        String(Math.max(...ours.map(({ atOnce }) => atOnce))),
      ],
      ['before it: file to sheet', shown(spread(ours.map(({ sheetMs }) => sheetMs)), ' ms'), '', '', ''],
      [
        `${count(large.addresses)} addresses`,
        `${figure(large.ms)} ms`,
        `${figure(large.ms / large.addresses)} ms`,
        count(large.calls),
        String(large.atOnce),
      ],
      [
        'the tutorial',
        `${count(Math.round(each.median * many))} ms for ${count(many)}`,
        shown(each, ' ms'),
        count(few),
        '1',
      ],
    ],
    goals: [
      { what: `${count(many)} addresses / the floor`, measured: times.median / floor, limit: 1.1, holds: 'at most' },
      {
        what: 'the tutorial / the app, per address',
        measured: (each.median * many) / times.median,
        limit: 25,
        holds: 'at least',
        unit: ' ×',
      },
      {
        what: `${count(large.addresses)} addresses / the floor`,
        measured: large.ms / largeFloor,
        limit: 1.1,
        holds: 'at most',
      },
      {
        what: `heap after a collection, last third against the second, while ${count(large.addresses)} are sent`,
        ...{ measured: large.heapGrowthMb, limit: flatMb, holds: 'at most', unit: ' MB' },
      },
    ],
    notes: [
      `At most ${figure(large.peakMb)} MB were resident. A file holds ${count(largestList)} rows, so the large list is several files, all handed over at once.`,
      ...(complaints.length > 0 ? [`the app logged ${complaints.length} warnings or errors: ${complaints[0]}`] : []),
    ],
  };
}
