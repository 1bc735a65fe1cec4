import { pairedRatios, type Spread, spread } from '../arithmetic.ts';
import type { OneInvite } from '../baselines/one-invite-calls.ts';
import type { Bench } from '../bench.ts';
import type { InviteSteps, Step } from '../far-ends/emulated.ts';
import { figure } from '../goal.ts';
import { run } from '../processes.ts';
import { type Report, shown } from '../report.ts';

const callMs = 50;
const inviterEmail = 'ada@acme.test';

/** Calls without which the person could not be shown what they see; those side by side count once. */
const unavoidable = [
  'ROQ userInvites and userProfiles, side by side (who is invited or a member already)',
  'Slack views.update (the sheet)',
  'ROQ userInvites (which invites there were before: ROQ takes no idempotency key, so only this tells after a lost answer)',
  'ROQ sendUserInvites',
  'Slack views.update (the result)',
];

/** One invite after another by one person, at the sandbox's emulators. */
export async function oneInvite(bench: Bench): Promise<Report> {
  const farEnds = run(bench.workshop, { name: 'emulators', file: 'far-ends/emulated.js', env: {} });
  const env = { ...(await farEnds.ask<Record<string, string>>('environment')), LOG_LEVEL: 'info' };
  const app = await bench.app(env);
  const bare = await bench.baseline('one-invite-calls', env);
  await farEnds.ask('sendTo', app.url);
  await farEnds.ask('latency', callMs);
  try {
    /** In turn: the app sends one invite, then the bare calls another, shown in the same modal. */
    const pair = async (name: string) => {
      const steps = await farEnds.ask<InviteSteps>('invite', `${name}@invited.test`);
      const { viewId } = steps;
      const email = `${name}-bare@invited.test`;
      const callsMs = await bare.ask<number>('calls', { viewId, email, inviterEmail } satisfies OneInvite);
      await farEnds.ask('close', viewId);
      return { steps, callsMs };
    };
    const { steps: cold } = await pair('first');
    const warm: InviteSteps[] = [];
    const floors: number[] = [];
    for (let nth = 0; nth < bench.sizes.runs * 2; nth += 1) {
      const { steps, callsMs } = await pair(`person-${nth}`);
      warm.push(steps);
      floors.push(callsMs);
      bench.say(`submit to result: ${figure(total(steps))} ms against ${figure(callsMs)} ms of bare calls`);
    }
    const violations = await farEnds.ask<unknown[]>('violations');
    if (violations.length > 0) throw new Error(`the app broke a rule of Slack: ${JSON.stringify(violations[0])}`);
    return report(cold, warm, floors);
  } finally {
    await app.stop();
    await bare.stop();
    await farEnds.stop();
  }
}

const total = ({ sheet, result }: InviteSteps): number => sheet.ms + result.ms;

function report(cold: InviteSteps, warm: readonly InviteSteps[], floors: readonly number[]): Report {
  const totals = warm.map(total);
  const ratio: Spread = spread(pairedRatios(totals, floors));
  const delays = unavoidable.length * callMs;
  const forms = warm.map(({ form }) => form);
  const ofEach = (which: 'sheet' | 'result') => warm.map((steps) => steps[which]);
  const row = (what: string, steps: readonly Step[]) => [
    what,
    shown(spread(steps.map(({ ms }) => ms)), ' ms'),
    callsOf(steps.at(-1)),
  ];
  return {
    number: '2',
    title: 'One invite',
    how: [
      `The sandbox's emulators, which delay every call of Slack and ROQ by ${callMs} ms; ${warm.length} invites one after another,`,
      'after a first one with nothing known (cold). The person reads nothing: each step follows the last at once. In turn',
      'with them, the calls that cannot be avoided are made by the two SDKs alone.',
    ],
    columns: ['step', 'until the person sees it', 'calls of the last one, in order'],
    rows: [
      row('`/invite` to the form, cold', [cold.form]),
      row('`/invite` to the form', forms),
      row('form submitted to the sheet', ofEach('sheet')),
      row('sheet submitted to the result', ofEach('result')),
      [
        'both submissions together',
        shown(spread(totals), ' ms'),
        `their delays alone: ${unavoidable.length} × ${callMs} = ${delays} ms`,
      ],
      ['the calls that cannot be avoided, bare', shown(spread(floors), ' ms'), `app / bare: ${shown(ratio)}`],
    ],
    goals: [
      {
        what: 'submit to result / calls that cannot be avoided',
        measured: ratio.median,
        limit: 1.15,
        holds: 'at most',
      },
      {
        what: 'Slack calls until a warm `/invite` shows its form',
        measured: Math.max(...forms.map(({ slack }) => slack.length)),
        limit: 1,
        holds: 'at most',
      },
      {
        what: 'ROQ calls until a warm `/invite` shows its form',
        measured: Math.max(...forms.map(({ roq }) => roq.length)),
        limit: 0,
        holds: 'at most',
      },
    ],
    notes: [`Calls that cannot be avoided: ${unavoidable.join('; ')}.`],
  };
}

const callsOf = (step: Step | undefined): string => [...(step?.slack ?? []), ...(step?.roq ?? [])].join(', ') || 'none';
