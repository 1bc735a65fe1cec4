import type { Person, SlackDirectory } from '../people/person.ts';
import type { Recognizer } from '../people/recognize.ts';
import { Problem } from '../problem.ts';
import type { RuleBook } from '../workspaces/rules.ts';
import type { ApproverDeps } from './approvers.ts';
import { chosenRole } from './chosen-role.ts';
import { judge } from './policy.ts';
import { parseRecipients } from './recipients.ts';
import { standingOf } from './standing.ts';
import type { StepEnd, StepFault, StepQuestion, StepRun, StepRunStore } from './step-run.ts';

export type CheckStepDeps = ApproverDeps & {
  directory: SlackDirectory;
  recognizer: Pick<Recognizer, 'recognize'>;
  rules: RuleBook;
  tenantName: (tenantId: string) => Promise<string>;
  stepRuns: Pick<StepRunStore, 'asked'>;
};

/** A loop in a workflow must not bury anybody in questions. */
const mostOpen = 10;
export const mostAskedADay = 50;
const day = 24 * 60 * 60_000;

/**
 * What to ask the person whom the workflow names, or why nothing comes of it. ROQ is not asked about the address yet:
 * whoever builds workflows would learn who is invited and who has an account. May throw RoqError.
 */
export async function checkStep(
  deps: CheckStepDeps,
  run: StepRun,
  now: number,
): Promise<{ question: StepQuestion } | { end: StepEnd }> {
  const read = readStepAddress(run.email);
  if ('fault' in read) return fault(read.fault);
  const user = run.slackUserId ? await deps.directory.user(run.teamId, run.slackUserId) : undefined;
  if (user?.standing !== 'member') return fault(user?.standing ?? 'nobody');
  const who = await inviterOf(deps, run);
  if (!who) return refused('may_not');
  const { person, roles } = who;
  const roleKey = run.roleWord.trim() ? chosenRole(roles, { roleWord: run.roleWord }) : undefined;
  if (!roleKey) return fault('role');
  if (judge(await deps.rules.of(person), { email: read.email, roleKey }).kind === 'denied') {
    return refused('sending:denied');
  }
  const { open, lately } = await deps.stepRuns.asked(run, now - day);
  const { tenantId } = person;
  if (open.some((each) => each.tenantId === tenantId && each.email === read.email)) return refused('asked');
  if (open.length >= mostOpen || lately >= mostAskedADay) return refused('many');
  const roleName = roles.find(({ key }) => key === roleKey)?.name ?? roleKey;
  return { question: { ...read, tenantId, tenantName: await deps.tenantName(tenantId), roleKey, roleName } };
}

const fault = (why: StepFault) => ({ end: { status: 'fault', why } as const });
const refused = (why: NonNullable<StepEnd['why']>) => ({ end: { status: 'refused', why } as const });

/** One address, with the name before it, if any. */
export function readStepAddress(
  text: string,
): Pick<StepQuestion, 'email' | 'inviteeName'> | { fault: 'no_address' | 'several_addresses' | 'bad_address' } {
  const [only, ...more] = parseRecipients(text);
  if (!only) return { fault: 'no_address' };
  if (more.length > 0) return { fault: 'several_addresses' };
  if (only.fault) return { fault: 'bad_address' };
  return { email: only.email, inviteeName: `${only.firstName} ${only.lastName}`.trim() };
}

/** Who they are in ROQ and which roles they can give from Slack; `undefined` when they may not invite. */
async function inviterOf(deps: CheckStepDeps, { teamId, slackUserId }: StepRun) {
  try {
    const person: Person = await deps.recognizer.recognize({ teamId, userId: slackUserId, homeTeamId: teamId });
    const { powers } = await standingOf(deps, person, await deps.rules.of(person));
    return { person, roles: powers.roles };
  } catch (error) {
    if (error instanceof Problem && error.code !== 'not_installed') return undefined;
    throw error;
  }
}
