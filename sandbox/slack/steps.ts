import { sendEvent } from './delivery/events.ts';
import { installedIn, personOf } from './directory.ts';
import { isObject, type JsonObject } from './json.ts';
import type { SeedParameter, SeedStep } from './registration.ts';
import type { SeenStepRun, StepRunning } from './slack-emulator.ts';
import type { Installation, StepRun, World } from './world.ts';

/** What the journal calls a run that began or ended. */
export const stepRunChange = 'step run';

/** Workflows that people run, as far as an app with custom steps hears of them. */
export function stepRunning(world: World): StepRunning {
  return {
    async runsStep(user, callbackId, inputs) {
      const step = world.app.steps?.find((one) => one.callbackId === callbackId);
      if (!step) throw new Error(`the app has no step ${callbackId}`);
      const installation = installedIn(world, personOf(world, user).team);
      if (!installation) throw new Error(`the app is not installed where ${user} is`);
      const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== ''));
      const faults = misfits(step.inputs, given);
      if (faults.length > 0) throw new Error(`Workflow Builder does not take that: ${faults.join('; ')}`);
      const run = begun(world, installation, user, step, given);
      const ack = await sendEvent(world, installation, 'function_executed', eventOf(world, step, run));
      return { ack, at: run.at, executionId: run.id, ...(ack?.error ? { error: ack.error } : {}) };
    },
    stepRuns: () => [...world.stepRuns.values()].map(seen),
  };
}

/** The token of a run acts as the app's bot until the run has ended. */
function begun(world: World, installation: Installation, user: string, step: SeedStep, inputs: JsonObject): StepRun {
  const run: StepRun = {
    id: world.ids.id('Fx'),
    workflowRunId: world.ids.id('Wx'),
    team: installation.team,
    user,
    step,
    inputs,
    token: `xwfp-${world.ids.secret()}`,
    state: 'running',
    at: world.clock.now(),
  };
  world.stepRuns.set(run.id, run);
  world.tokens.set(run.token, { installation });
  world.journal.changed(stepRunChange);
  return run;
}

const eventOf = (world: World, step: SeedStep, run: StepRun): JsonObject => ({
  type: 'function_executed',
  function: {
    id: `Fn${step.callbackId.toUpperCase().replaceAll('_', '').slice(0, 9)}`,
    callback_id: step.callbackId,
    title: step.title,
    description: step.description,
    type: 'app',
    input_parameters: step.inputs.map(parameterShape),
    output_parameters: step.outputs.map(parameterShape),
    app_id: world.app.appId,
    date_created: 1_790_000_000,
    date_updated: 1_790_000_000,
    date_deleted: 0,
  },
  inputs: run.inputs,
  function_execution_id: run.id,
  workflow_execution_id: run.workflowRunId,
  bot_access_token: run.token,
});

const parameterShape = ({ name, type, title, description, required }: SeedParameter): JsonObject => ({
  ...{ type, name, title: title ?? name, description: description ?? '', is_required: required },
});

/** It ends once: whatever it was given then stays, and its token is worth nothing any more. */
export function endRun(world: World, run: StepRun, end: Pick<StepRun, 'state' | 'outputs' | 'error'>): void {
  Object.assign(run, end, { endedAt: world.clock.now() });
  const token = world.tokens.get(run.token);
  if (token) token.dead = 'token_revoked';
  world.journal.changed(stepRunChange);
}

/** What is wrong with values for these parameters, in words. */
export function misfits(parameters: readonly SeedParameter[], values: JsonObject): string[] {
  const known = new Set(parameters.map(({ name }) => name));
  const strange = Object.keys(values).filter((name) => !known.has(name));
  return [
    ...strange.map((name) => `${name} is not defined`),
    ...parameters.flatMap(({ name, type, required }) => {
      const value = values[name];
      if (value === undefined || value === null) return required ? [`${name} is required`] : [];
      return fits(type, value) ? [] : [`${name} must be ${type}`];
    }),
  ];
}

function fits(type: string, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'array':
      return Array.isArray(value);
    case 'slack#/types/user_id':
      return typeof value === 'string' && /^[UW][A-Z0-9]+$/.test(value);
    case 'slack#/types/channel_id':
      return typeof value === 'string' && /^[CDG][A-Z0-9]+$/.test(value);
    default:
      return typeof value === 'string' || isObject(value);
  }
}

const seen = ({ id, user, team, step, inputs, state, outputs, error, at, endedAt }: StepRun): SeenStepRun => ({
  ...{ id, user, team, callbackId: step.callbackId, inputs, state, at },
  ...(outputs ? { outputs } : {}),
  ...(error === undefined ? {} : { error }),
  ...(endedAt === undefined ? {} : { endedAt }),
});
