import { originOf } from '../invites/audit.ts';
import { stepEntry } from '../invites/keep-step-runs.ts';
import type { StepRun } from '../invites/step-run.ts';
import { Problem } from '../problem.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import { knownWherePressed } from './pressed-post.ts';
import type { Scene } from './scene.ts';
import { stepMessage, stepNo, stepYes } from './views/step.ts';

export const agreeToStep = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  answer(deps, here, press, stepYes.read(press.value).s, true);

export const declineStep = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  answer(deps, here, press, stepNo.read(press.value).s, false);

/** The message with the question shows what became of it; a second answer changes nothing. */
async function answer(deps: SlackDeps, here: Scene, press: Press, id: string, agreed: boolean): Promise<void> {
  const run = await questionToMe(deps, here, id);
  const redrawn = await knownWherePressed(deps, here, press, `step:${id}`);
  const answered = await deps.stepRuns.answer(run.id, agreed);
  if (!answered) return here.tell(here.words.step.over);
  const entry = stepEntry(run, agreed ? 'step.agreed' : 'step.declined', deps.clock.now());
  await deps.audit.append([{ ...entry, email: agreed ? run.email : undefined, ...originOf(here) }]);
  deps.wakeSteps();
  deps.wakePosts();
  if (!redrawn) await here.tell(stepMessage(here.words, { run: answered }).text);
}

/** The question, when it was put to whoever answers; nobody else's answer counts. */
async function questionToMe(deps: SlackDeps, { identity }: Scene, id: string): Promise<StepRun> {
  const run = await deps.stepRuns.find(id);
  const mine =
    run?.teamId === identity.teamId && run.slackUserId === identity.userId && identity.homeTeamId === identity.teamId;
  if (!run || !mine || run.state === 'new') throw new Problem('request_not_found');
  return run;
}
