import { randomUUID } from 'node:crypto';
import type { SeenMessage, SeenStepRun } from '../../sandbox/slack/slack-emulator.ts';
import { team } from '../../sandbox/world.ts';
import { people, type World } from './cast.ts';
import { directOf, getsWord } from './rules-steps.ts';
import { inTime } from './steps.ts';

/** Mia's workflow comes to the step: Zoe as an editor, in Ada's name, unless told otherwise. */
export async function runsWorkflow(here: World, inputs: Record<string, string> = {}): Promise<string> {
  const given = { address: 'Zoe Zed <zoe@x.test>', role: 'Editor', on_behalf_of: people.ada.id, ...inputs };
  return (await here.slack.runsStep(people.mia.id, 'invite_to_roq', given)).executionId;
}

/** The question, to whoever is asked. */
export const question = (here: World, who: keyof typeof people = 'ada'): Promise<SeenMessage> =>
  getsWord(here, here.person(who), 'A workflow in this Slack would like to invite');

export const answers = (here: World, who: keyof typeof people, asked: SeenMessage, label: 'Send' | 'Don’t send') =>
  here.person(who).pressesIn(asked, directOf(here, here.person(who)), label);

export const runOf = (here: World, executionId: string): SeenStepRun => {
  const run = here.slack.stepRuns().find(({ id }) => id === executionId);
  if (!run) throw new Error(`no run ${executionId}`);
  return run;
};

/** Waits until the workflow has heard what came of its run. */
export const told = (here: World, executionId: string, limitMs?: number): Promise<SeenStepRun> =>
  inTime(
    here,
    () => {
      const run = runOf(here, executionId);
      if (run.state === 'running') throw new Error(`${executionId} is still running`);
      return run;
    },
    limitMs,
  );

/** How often Slack was told of an end. */
export const ends = (here: World) => here.slack.calls().filter(({ method }) => method.startsWith('functions.complete'));

/** A run that Slack tells of, with whatever is in it. */
export const forgedRun = (here: World, change: { team_id?: string; event?: object } = {}) =>
  here.slack.deliverRaw({
    contentType: 'application/json',
    body: JSON.stringify({
      ...{ type: 'event_callback', team_id: change.team_id ?? team, api_app_id: 'A0INVITE', event_id: randomUUID() },
      authorizations: [{ team_id: change.team_id ?? team, enterprise_id: null, user_id: 'U0BOT', is_bot: true }],
      event: {
        ...{
          type: 'function_executed',
          function: { callback_id: 'invite_to_roq' },
          function_execution_id: 'Fx0FORGED',
        },
        inputs: { address: 'zoe@x.test', role: 'Editor', on_behalf_of: people.ada.id },
        ...change.event,
      },
    }),
  });
