import type { WebClient } from '@slack/web-api';
import type { TellWorkflow } from '../invites/keep-step-runs.ts';
import type { StepRun } from '../invites/step-run.ts';
import { Problem } from '../problem.ts';
import type { Words } from '../words/words.ts';
import type { Languages } from './languages.ts';
import { postFailure } from './post-errors.ts';
import { stepReason } from './views/step.ts';

export type TellWorkflowDeps = {
  /** Repeats nothing by itself. */
  clientFor: (teamId: string) => Promise<WebClient>;
  languages: Pick<Languages, 'of' | 'learn'>;
  onError: (error: unknown, where: { executionId: string }) => void;
};

const pauses = [1_000, 5_000, 15_000];
/** Slack takes one end for each run: whichever of these it says, it has one, or knows of no such run. */
const over = ['execution_not_in_running_state', 'function_execution_not_found'];

/**
 * Tells Slack what came of a run, with the app's own bot token: the run's own token ends sooner than people answer, and
 * would have to be kept. Said again after a lost answer it does nothing. In the language of whoever was asked.
 */
export const workflowTeller =
  (deps: TellWorkflowDeps): TellWorkflow =>
  async (run) => {
    const reader = { teamId: run.teamId, userId: run.slackUserId };
    await deps.languages.learn(reader);
    try {
      await complete(await deps.clientFor(run.teamId), run, deps.languages.of(reader));
      return 'told';
    } catch (error) {
      if (error instanceof Problem) return 'gone';
      const failure = postFailure(error);
      if (failure.kind === 'limited') return { againInMs: failure.retryAfterMs };
      if (failure.kind !== 'invalid') return { againInMs: pauses[run.tries] ?? 60_000 };
      // A lost answer is no fault: it was taken then.
      if (!over.includes(failure.code) || run.tries === 0) deps.onError(error, { executionId: run.executionId });
      return 'gone';
    }
  };

async function complete(client: WebClient, run: StepRun, words: Words): Promise<void> {
  const { executionId: function_execution_id, end } = run;
  const reason = stepReason(words, run);
  if (!end || end.status === 'fault') {
    await client.functions.completeError({ function_execution_id, error: reason });
    return;
  }
  const outputs = { status: end.status, reason, ...(end.inviteId ? { invite_id: end.inviteId } : {}) };
  await client.functions.completeSuccess({ function_execution_id, outputs });
}
