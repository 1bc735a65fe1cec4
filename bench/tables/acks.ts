import { median, pairedRatios, percentile, type Spread, spread } from '../arithmetic.ts';
import type { Bench } from '../bench.ts';
import { figure, type Goal } from '../goal.ts';
import { type LeanWorld, leanWorld } from '../lean-world.ts';
import { type Act, closedLoop, type Outcome, openLoop } from '../load.ts';
import type { Listening } from '../processes.ts';
import { type Report, shown } from '../report.ts';
import { type Place, type SlackSender, slackSender } from '../slack-requests.ts';
import { addresses, inviteAll, newId } from '../steps.ts';

type Kind = '/invite' | '/invite status' | 'a button (Show all)';
const kinds: readonly Kind[] = ['/invite', '/invite status', 'a button (Show all)'];
const people = 20;
const slackMs = 20;
const roqMs = 20;

/** One program under load: `act` is one thing that one of twenty people does. */
type Side = { program: Listening; sender: SlackSender; act: (kind: Kind) => (nth: number) => Act };

export async function acks(bench: Bench): Promise<Report> {
  const world = await leanWorld(bench.workshop);
  const env = { ...world.env, LOG_LEVEL: 'info' };
  const programs = [
    await bench.app(env),
    await bench.baseline('bare-calls', env),
    await bench.baseline('bare-ack', env),
  ];
  const batch = await prepared(programs[0], world);
  const [app, calls, ack] = programs.map((program) => side(program, world, batch));
  if (!app || !calls || !ack) throw new Error('three programs were started');
  await world.latency({ slack: slackMs, roq: roqMs });
  try {
    const measured = [];
    for (const kind of kinds) measured.push(await measure(bench, { kind, app, calls, ack }));
    return report(bench, measured, app.program.complaints());
  } finally {
    await Promise.all([app, calls, ack].map(({ sender }) => sender.close()));
    await Promise.all(programs.map((program) => program.stop()));
    await world.stop();
  }
}

const placeOf = (nth: number): Place => ({ team: 1, person: 1 + (nth % people), channel: 1 });

/** A batch whose card has the button, and everybody known to the app for the next minute. */
async function prepared(program: Listening | undefined, world: LeanWorld): Promise<string> {
  if (!program) throw new Error('the app was not started');
  const sender = slackSender(program.url, world.slackUrl);
  const batch = await inviteAll({ world, sender }, placeOf(0), addresses(20, 'button'));
  for (let nth = 0; nth < people; nth += 1) {
    const id = newId();
    const form = world.shown(id);
    await sender.command(placeOf(nth), '', id);
    await form;
  }
  await sender.close();
  return batch;
}

function side(program: Listening, world: LeanWorld, batch: string): Side {
  const sender = slackSender(program.url, world.slackUrl);
  const send = (kind: Kind, nth: number, id: string) => {
    if (kind === '/invite') return sender.command(placeOf(nth), '', id);
    if (kind === '/invite status') return sender.command(placeOf(nth), 'status', id);
    return sender.press(placeOf(nth), { action_id: 'batch.show', value: JSON.stringify({ b: batch }) }, id);
  };
  return {
    program,
    sender,
    act: (kind) => (nth) => {
      const id = newId();
      const seen = program.name === 'bare-ack' ? Promise.resolve() : world.shown(id);
      const acked = send(kind, nth, id).then(({ status, ms }) => {
        if (status !== 200) throw new Error(`${program.name} answered ${status}`);
        return ms;
      });
      return { acked, done: Promise.all([acked, seen]).then(() => undefined) };
    },
  };
}

type Sides = { kind: Kind; app: Side; calls: Side; ack: Side };
type Measured = {
  kind: Kind;
  closed: { inFlight: number; app: Spread; calls: Spread; ratio: Spread }[];
  perSecond: number;
  p99: { app: Spread; calls: Spread; ack: Spread; ratio: Spread };
};

/** Closed loops first: half of what bare calls reach there is the rate of the open loop. */
async function measure(bench: Bench, { kind, app, calls, ack }: Sides): Promise<Measured> {
  const { runs, loadMs: forMs, inFlight } = bench.sizes;
  const closed = [];
  for (const many of inFlight) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      ours.push((await closedLoop({ start: app.act(kind), forMs }, many)).perSecond);
      theirs.push((await closedLoop({ start: calls.act(kind), forMs }, many)).perSecond);
    }
    closed.push({
      inFlight: many,
      app: spread(ours),
      calls: spread(theirs),
      ratio: spread(pairedRatios(ours, theirs)),
    });
    bench.say(`${kind}, ${many} in flight: ${figure(median(ours))} against ${figure(median(theirs))} a second`);
  }
  const perSecond = Math.max(...closed.map((each) => each.calls.median)) / 2;
  const p99 = { app: [] as number[], calls: [] as number[], ack: [] as number[] };
  const of = ({ acks }: Outcome) => percentile(acks, 99);
  for (let run = 0; run < runs; run += 1) {
    p99.app.push(of(await openLoop({ start: app.act(kind), forMs }, perSecond)));
    p99.calls.push(of(await openLoop({ start: calls.act(kind), forMs }, perSecond)));
    p99.ack.push(of(await openLoop({ start: ack.act(kind), forMs }, perSecond)));
  }
  bench.say(
    `${kind}, ${figure(perSecond)} a second: p99 ${figure(median(p99.app))} against ${figure(median(p99.calls))} ms`,
  );
  return {
    ...{ kind, closed, perSecond },
    p99: {
      ...{ app: spread(p99.app), calls: spread(p99.calls), ack: spread(p99.ack) },
      ratio: spread(pairedRatios(p99.app, p99.calls)),
    },
  };
}

function report({ sizes }: Bench, measured: readonly Measured[], complaints: readonly string[]): Report {
  return {
    number: '1',
    title: 'Acknowledgements and throughput',
    how: [
      `Lean far ends, Slack and ROQ at ${slackMs} ms; ${people} people of one workspace, known to the app;`,
      `${sizes.runs} pairs of runs of ${sizes.loadMs / 1_000} s, app and bare calls in turn.`,
      'An act is done when the person sees its result. Median (least to most); ratios are of pairs.',
    ],
    columns: ['', 'load', 'app', 'bare calls', 'bare ack', 'app / bare calls'],
    rows: measured.flatMap(({ kind, closed, perSecond, p99 }) => [
      ...closed.map(({ inFlight, app, calls, ratio }) => [
        kind,
        `${inFlight} in flight`,
        `${shown(app)} /s`,
        `${shown(calls)} /s`,
        '',
        shown(ratio),
      ]),
      [
        kind,
        `${figure(perSecond)} /s`,
        `p99 ${shown(p99.app)} ms`,
        `p99 ${shown(p99.calls)} ms`,
        `p99 ${shown(p99.ack)} ms`,
        shown(p99.ratio),
      ],
    ]),
    goals: measured.flatMap(goalsOf),
    notes: complaints.length > 0 ? [`the app logged ${complaints.length} warnings or errors: ${complaints[0]}`] : [],
  };
}

const goalsOf = ({ kind, closed, p99 }: Measured): Goal[] => [
  { what: `${kind}: p99 of the ack, app / bare calls`, measured: p99.ratio.median, limit: 1.25, holds: 'at most' },
  ...closed.map(
    ({ inFlight, ratio }): Goal => ({
      what: `${kind}, ${inFlight} in flight: throughput, app / bare calls`,
      measured: ratio.median,
      limit: 0.9,
      holds: 'at least',
    }),
  ),
];
