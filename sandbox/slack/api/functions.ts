import { isObject } from '../json.ts';
import { invalidArguments, Refusal, withMessages } from '../refusal.ts';
import { endRun, misfits } from '../steps.ts';
import type { StepRun } from '../world.ts';
import { argument, type BotCall, type MethodTable } from './method.ts';

/** How an app tells what came of a step: with its own token, or that of the run. */
export const functionMethods: MethodTable = {
  'functions.completeSuccess': {
    token: 'bot',
    tier: 3,
    required: ['function_execution_id', 'outputs'],
    run(call) {
      const { outputs } = call.args;
      if (!isObject(outputs)) throw invalidArguments([{ message: 'must be an object', path: ['outputs'] }]);
      const run = runningOf(call);
      const faults = misfits(run.step.outputs, outputs);
      if (faults.length > 0) throw withMessages('parameter_validation_failed', faults);
      endRun(call.world, run, { state: 'completed', outputs });
      return {};
    },
  },
  'functions.completeError': {
    token: 'bot',
    tier: 3,
    required: ['function_execution_id', 'error'],
    run(call) {
      endRun(call.world, runningOf(call), { state: 'failed', error: argument(call.args, 'error') });
      return {};
    },
  },
};

function runningOf({ world, args, installation }: BotCall): StepRun {
  const run = world.stepRuns.get(argument(args, 'function_execution_id'));
  if (!run) throw new Refusal('function_execution_not_found');
  const sameOrg = installation.enterprise !== undefined && installation.enterprise === enterpriseOf(run.team, world);
  if (run.team !== installation.team && !sameOrg) throw new Refusal('access_denied');
  if (run.state !== 'running') throw new Refusal('execution_not_in_running_state');
  return run;
}

const enterpriseOf = (team: string, world: BotCall['world']) => world.installations.get(team)?.enterprise;
