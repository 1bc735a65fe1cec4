import { eachOf, type KeeperDeps, keeper } from '../keeper.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import type { Worker } from '../worker.ts';
import type { NewPost } from '../workspaces/post.ts';
import type { AuditEntry } from './audit.ts';
import { type CheckStepDeps, checkStep } from './check-step.ts';
import { type SendAgreedDeps, sendAgreed, whyNotSent } from './send-agreed.ts';
import { stepOutcome } from './step-outcome.ts';
import type { HeldStepRun, StepEnd, StepRun, StepRunStore, StepState } from './step-run.ts';

/** `gone`: Slack knows no such run, or has its end already. */
export type TellWorkflow = (run: StepRun) => Promise<'told' | 'gone' | { againInMs: number }>;

export type KeepStepRunsDeps = KeeperDeps &
  Omit<CheckStepDeps, 'stepRuns'> &
  SendAgreedDeps & {
    stepRuns: StepRunStore;
    tellWorkflow: TellWorkflow;
  };

const atOnce = 20;
/** While ROQ or Slack do not answer, ms. */
const tryAgainMs = 30_000;
const giveUpMs = 24 * 60 * 60_000;

/** The worker that carries each run of the workflow step to its end and tells Slack of it once; in every replica. */
export function stepRunKeeper(deps: KeepStepRunsDeps): Worker {
  const keepEach = eachOf<HeldStepRun>(deps, (run, owner) => keep(deps, run, owner));
  return keeper(deps, deps.stepRuns, atOnce, async (held, owner) => {
    await keepEach(held, owner);
    deps.wakePosts();
  });
}

type Turn = (deps: KeepStepRunsDeps, run: HeldStepRun, owner: string) => Promise<unknown>;
const turns: Partial<Record<StepState, Turn>> = {
  new: lookAt,
  open: overdue,
  agreed: carryOut,
  sending: watch,
  requested: watch,
  ended: tell,
};

/** What fails is tried again for a day; then the workflow hears that ROQ could not be reached. */
async function keep(deps: KeepStepRunsDeps, run: HeldStepRun, owner: string): Promise<void> {
  try {
    await turns[run.state]?.(deps, run, owner);
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_installed') {
      await deps.stepRuns.told(run, owner, 'lost');
      return;
    }
    if (!(error instanceof RoqError)) deps.onError(error);
    const since = deps.clock.now() - (run.decidedAt ?? run.createdAt);
    const mayEnd = since > giveUpMs && (run.state === 'new' || run.state === 'agreed');
    if (mayEnd) await deps.stepRuns.end(run, owner, { status: 'refused', why: 'sending:unavailable' });
    else await deps.stepRuns.postpone(run, owner, tryAgainMs);
  }
}

async function lookAt(deps: KeepStepRunsDeps, run: HeldStepRun, owner: string): Promise<void> {
  const found = await checkStep(deps, run, deps.clock.now());
  if ('end' in found) {
    await deps.stepRuns.end(run, owner, found.end);
    return;
  }
  const asked = await deps.stepRuns.ask(run, owner, found.question, questionPost(run, found.question.tenantId));
  if (asked) await note(deps, { ...run, ...found.question }, 'step.asked');
}

const questionPost = ({ id, teamId, slackUserId }: StepRun, tenantId: string): NewPost => ({
  ...{ key: `step:${id}`, kind: 'step', subject: id, teamId, tenantId, slackUserId },
});

/** Nobody answered in time, or nobody could be asked. */
async function overdue(deps: KeepStepRunsDeps, run: HeldStepRun, owner: string): Promise<void> {
  const late = deps.clock.now() >= (run.expiresAt ?? 0);
  const end: StepEnd = late ? { status: 'expired' } : { status: 'refused', why: 'unreachable' };
  if ((await deps.stepRuns.end(run, owner, end)) && late) await note(deps, run, 'step.expired');
}

async function carryOut(deps: KeepStepRunsDeps, run: HeldStepRun, owner: string): Promise<void> {
  const { reason, inviteeName: name } = run;
  const agreed = { ...run, name, reason: reason || undefined, source: sourceOf(run) };
  const became = await sendAgreed(deps, agreed).catch((error: unknown) => {
    const refusal = whyNotSent(error, () => {});
    if (!refusal || (error instanceof Problem && error.code === 'not_installed')) throw error;
    return { state: 'refused', refusal } as const;
  });
  if (became.state === 'sent') await deps.stepRuns.handOver(run, owner, { batchId: became.batchId });
  else if (became.state === 'asked') await deps.stepRuns.handOver(run, owner, { requestId: became.requestId });
  else await deps.stepRuns.end(run, owner, refusedAs(became.refusal));
}

const refusedAs = (
  refusal: Extract<Awaited<ReturnType<typeof sendAgreed>>, { state: 'refused' }>['refusal'],
): StepEnd => {
  if (refusal === 'member') return { status: 'already_member' };
  if (refusal === 'pending') return { status: 'already_pending' };
  return { status: 'refused', why: `sending:${refusal}` };
};

/** Its batch or request has moved. */
async function watch(deps: KeepStepRunsDeps, run: HeldStepRun, owner: string): Promise<void> {
  const outcome = await stepOutcome(deps, run);
  if ('batchId' in outcome) await deps.stepRuns.handOver(run, owner, outcome);
  else if ('status' in outcome) await deps.stepRuns.end(run, owner, outcome);
  else await deps.stepRuns.postpone(run, owner, outcome.againInMs);
}

async function tell(deps: KeepStepRunsDeps, run: HeldStepRun, owner: string): Promise<void> {
  const came = await deps.tellWorkflow(run);
  if (came === 'told') await deps.stepRuns.told(run, owner, 'told');
  else if (came === 'gone') await deps.stepRuns.told(run, owner, 'lost');
  else await deps.stepRuns.postpone(run, owner, came.againInMs);
}

const sourceOf = ({ executionId }: StepRun): string => `workflow ${executionId}`;

/** What came of a question, beside the person to whom it was put. */
export const stepEntry = (run: StepRun, what: string, at: number): AuditEntry => ({
  ...{ at, teamId: run.teamId, tenantId: run.tenantId, slackUserId: run.slackUserId, what },
  after: `step ${run.id} as ${run.roleKey}`,
  source: sourceOf(run),
});

const note = (deps: KeepStepRunsDeps, run: StepRun, what: string): Promise<void> =>
  deps.audit.append([stepEntry(run, what, deps.clock.now())]);
