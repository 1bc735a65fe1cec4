import { spread } from '../arithmetic.ts';
import type { Bench } from '../bench.ts';
import type { InviteSteps, Step } from '../far-ends/emulated.ts';
import { figure } from '../goal.ts';
import { run } from '../processes.ts';
import { type Report, shown } from '../report.ts';

const callMs = 50;

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
  const app = await bench.app({ ...(await farEnds.ask<Record<string, string>>('environment')), LOG_LEVEL: 'info' });
  await farEnds.ask('sendTo', app.url);
  await farEnds.ask('latency', callMs);
  try {
    const cold = await farEnds.ask<InviteSteps>('invite', 'first@invited.test');
    const warm: InviteSteps[] = [];
    for (let nth = 0; nth < bench.sizes.runs * 2; nth += 1) {
      warm.push(await farEnds.ask<InviteSteps>('invite', `person-${nth}@invited.test`));
      bench.say(`submit to result: ${figure(total(warm.at(-1) ?? cold))} ms`);
    }
    const violations = await farEnds.ask<unknown[]>('violations');
    if (violations.length > 0) throw new Error(`the app broke a rule of Slack: ${JSON.stringify(violations[0])}`);
    return report(cold, warm);
  } finally {
    await app.stop();
    await farEnds.stop();
  }
}

const total = ({ sheet, result }: InviteSteps): number => sheet.ms + result.ms;

function report(cold: InviteSteps, warm: readonly InviteSteps[]): Report {
  const floor = unavoidable.length * callMs;
  const totals = spread(warm.map(total));
  const forms = warm.map(({ form }) => form);
  const ofEach = (which: keyof InviteSteps) => warm.map((steps) => steps[which]);
  const row = (what: string, steps: readonly Step[]) => [
    what,
    shown(spread(steps.map(({ ms }) => ms)), ' ms'),
    callsOf(steps.at(-1)),
  ];
  return {
    number: 2,
    title: 'One invite',
    how: [
      `The sandbox's emulators, every call of Slack and ROQ at ${callMs} ms; ${warm.length} invites one after another,`,
      'after a first one with nothing known (cold). The person reads nothing: each step follows the last at once.',
    ],
    columns: ['step', 'until the person sees it', 'calls of the last one, in order'],
    rows: [
      row('`/invite` to the form, cold', [cold.form]),
      row('`/invite` to the form', forms),
      row('form submitted to the sheet', ofEach('sheet')),
      row('sheet submitted to the result', ofEach('result')),
      ['both submissions together', shown(totals, ' ms'), `the least: ${unavoidable.length} × ${callMs} = ${floor} ms`],
    ],
    goals: [
      {
        what: 'submit to result / calls that cannot be avoided',
        measured: totals.median / floor,
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
