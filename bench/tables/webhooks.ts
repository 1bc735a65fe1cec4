import { setTimeout as pause } from 'node:timers/promises';
import { percentile, spread } from '../arithmetic.ts';
import type { Bench } from '../bench.ts';
import type { SlackMessage } from '../far-ends/lean-slack.ts';
import { secrets, teamOf } from '../far-ends/numbers.ts';
import { figure } from '../goal.ts';
import { callsMade, type LeanWorld, leanWorld } from '../lean-world.ts';
import { type Outcome, openLoop } from '../load.ts';
import { type Report, shown } from '../report.ts';
import { type Place, type SlackSender, slackSender } from '../slack-requests.ts';
import { addresses, inviteAll, newId } from '../steps.ts';

const callMs = 20;
/** Cards that show the invites of which the webhooks tell, each in a channel of its own. */
const cards = 10;
const perSecond = 20;
/** So many webhooks are on their way at the same time. */
const senders = 20;
/** Slack lets an app edit so often in a workspace. */
const editsPerMinute = 50;

type Burst = {
  idle: number;
  during: number;
  tookMs: number;
  edits: number;
  mostPerMinute: number;
  refused: number;
  lost: number;
  followedMs: number;
};

export async function webhooks(bench: Bench): Promise<Report> {
  const bursts: Burst[] = [];
  const complaints: string[] = [];
  for (let run = 0; run < bench.sizes.runs; run += 1) {
    bursts.push(await burst(bench, complaints));
    const last = bursts.at(-1);
    bench.say(
      `p99 ${figure(last?.idle ?? 0)} ms idle, ${figure(last?.during ?? 0)} ms in the burst; ${last?.edits} edits`,
    );
  }
  return report(bench, bursts, complaints);
}

/** Everybody on ten cards accepts at the same time, while people go on typing commands. */
async function burst(bench: Bench, complaints: string[]): Promise<Burst> {
  const each = Math.ceil(bench.sizes.webhooks / cards);
  const world = await leanWorld(bench.workshop);
  const app = await bench.app({ ...world.env, LOG_LEVEL: 'info' });
  const sender = slackSender(app.url, world.slackUrl);
  try {
    const places = Array.from({ length: cards }, (_, card) => ({ team: 1, person: 1 + card, channel: 1 + card }));
    await Promise.all(
      places.map((place) => inviteAll({ world, sender }, place, addresses(each, `card-${place.channel}`))),
    );
    await world.latency({ slack: callMs, roq: callMs });
    await world.limitEdits(true);
    const idle = p99(await commands(sender, world, bench.sizes.loadMs));
    await world.take();
    const began = performance.now();
    const [during, tookMs] = await Promise.all([commands(sender, world, bench.sizes.loadMs), tellAll(world, sender)]);
    const { lost, followedMs } = await followed(world, each, began);
    const { 'chat.update limited': refused = 0 } = callsMade(await world.take());
    const all = (await cardsOf(world)).flatMap((card) =>
      card.edits.filter((at) => at >= Date.now() - (performance.now() - began)),
    );
    complaints.push(...app.complaints());
    return {
      idle,
      during: p99(during),
      tookMs,
      edits: all.length,
      mostPerMinute: busiestMinute(all),
      refused,
      lost,
      followedMs,
    };
  } finally {
    await sender.close();
    await app.stop();
    await world.stop();
  }
}

const p99 = ({ acks }: Outcome): number => percentile(acks, 99);

function commands(sender: SlackSender, world: LeanWorld, forMs: number): Promise<Outcome> {
  const start = (nth: number) => {
    const id = newId();
    const done = world.shown(id);
    const place: Place = { team: 1, person: 1 + (nth % cards), channel: 1 };
    return { acked: sender.command(place, '', id).then(({ ms }) => ms), done };
  };
  return openLoop({ start, forMs }, perSecond);
}

/** ROQ tells of every acceptance as fast as the app takes it; how long that took, ms. */
async function tellAll(world: LeanWorld, sender: SlackSender): Promise<number> {
  const accepted = await world.acceptAll([1]);
  const began = performance.now();
  const updatedAt = new Date().toISOString();
  const lane = async () => {
    for (let row = accepted.pop(); row; row = accepted.pop()) {
      const current = { ...row, status: 'accepted', updatedAt };
      const event = {
        ...{ name: 'ROQ_USER_INVITE_UPDATE', object: 'userInvite', id: row.id, environmentId: secrets.environmentId },
        data: { current, previous: { ...row, status: 'pending' } },
      };
      const { status } = await sender.webhook(event);
      if (status !== 204) throw new Error(`a webhook was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: senders }, lane));
  return performance.now() - began;
}

const cardsOf = async (world: LeanWorld): Promise<SlackMessage[]> =>
  (await world.messages()).filter(({ channel, team }) => channel.startsWith('C') && team === teamOf(1));

/** Waits until every card says that all have joined; those that never do are lost. */
async function followed(world: LeanWorld, each: number, began: number): Promise<{ lost: number; followedMs: number }> {
  const all = `${each.toLocaleString('en')} of ${each.toLocaleString('en')} joined`;
  for (;;) {
    const behind = (await cardsOf(world)).filter(({ text }) => !text.includes(all) && !text.includes('all joined'));
    const followedMs = performance.now() - began;
    if (behind.length === 0 || followedMs > 240_000) return { lost: behind.length, followedMs };
    await pause(100);
  }
}

function busiestMinute(times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));
}

function report({ sizes }: Bench, bursts: readonly Burst[], complaints: readonly string[]): Report {
  const of = (what: keyof Burst) => spread(bursts.map((burst) => burst[what]));
  const ratios = spread(bursts.map(({ during, idle }) => during / idle));
  return {
    number: '5',
    title: 'A burst of webhooks',
    how: [
      `Lean far ends at ${callMs} ms, Slack with its limit of ${editsPerMinute} edits per minute and workspace.`,
      `${sizes.webhooks.toLocaleString('en')} invites on ${cards} cards are accepted at once; ${senders} webhooks are on their way`,
      `at a time, while ${perSecond} commands per second are typed. ${sizes.runs} runs, each with an app of its own.`,
    ],
    columns: ['', 'median (least to most)'],
    rows: [
      ['p99 of an ack of `/invite`, idle', shown(of('idle'), ' ms')],
      ['p99 of an ack of `/invite`, in the burst', shown(of('during'), ' ms')],
      ['in the burst / idle', shown(ratios)],
      ['all webhooks answered after', shown(of('tookMs'), ' ms')],
      ['every card says what is true after', shown(of('followedMs'), ' ms')],
      ['edits', shown(of('edits'))],
      ['edits in the busiest minute', shown(of('mostPerMinute'))],
      ['edits that Slack refused as too many', shown(of('refused'))],
      ['cards that never came to say what is true', shown(of('lost'))],
    ],
    goals: [
      { what: 'p99 of an ack, in the burst / idle', measured: ratios.median, limit: 3, holds: 'at most' },
      {
        what: 'edits in the busiest minute',
        measured: of('mostPerMinute').most,
        limit: editsPerMinute,
        holds: 'at most',
      },
      { what: 'cards that lost an acceptance', measured: of('lost').most, limit: 0, holds: 'at most' },
    ],
    notes: complaints.length > 0 ? [`the app logged ${complaints.length} warnings or errors: ${complaints[0]}`] : [],
  };
}
