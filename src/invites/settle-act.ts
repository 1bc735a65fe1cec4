import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import { leaseMs } from '../worker.ts';
import type { NewPost } from '../workspaces/post.ts';
import type { Act, ActStore, Before, HeldAct } from './act.ts';
import type { AuditLog } from './audit.ts';
import type { Invite } from './invite.ts';
import type { InviteGateway } from './ports.ts';
import { isReminder } from './reminder.ts';

export type SettleActDeps = {
  gateway: InviteGateway;
  acts: ActStore;
  audit: AuditLog;
  clock: Clock;
  /** Who holds the act: see worker.ts. */
  owner: string;
  /** Takes note of what ROQ says of these invites; cards that show them follow. */
  saw: (tenantId: string, invites: readonly Invite[]) => Promise<void>;
  /** To whoever asked, and is not there any more to see how it ended. */
  word?: (act: HeldAct) => NewPost | undefined;
  /** An act waits to be looked up. */
  wakeActs: () => void;
};

/** `unclear`: ROQ has not confirmed it yet; it is being looked up, and the person will be told. */
export type ActOutcome = { kind: 'done' | 'unclear'; email: string };

/** After a lost answer ROQ may still be working: looks again after these pauses, ms (facts/roq 5.4). */
const checkPauses = [2_000, 5_000, 15_000];

/** Asks ROQ once. Throws RoqError or Problem when it certainly was not done. */
export async function performAct(deps: SettleActDeps, act: HeldAct, requestId: string): Promise<ActOutcome> {
  if (!(await deps.acts.beginCall(act, deps.owner, leaseMs))) {
    throw new Problem('invite_busy', { by: act.actorName, act: act.kind, email: act.email });
  }
  try {
    await deps.gateway[act.kind](act, act.inviteId, { requestId });
  } catch (error) {
    return afterFailure(deps, act, error);
  }
  return lookUp(deps, act);
}

/** Goes on with an act whose holder died or whose answer was lost; called by the worker. */
export async function resumeAct(deps: SettleActDeps, act: HeldAct, requestId: string): Promise<void> {
  if (act.state === 'called') await lookUp(deps, act);
  else await performAct(deps, act, requestId);
}

async function afterFailure(deps: SettleActDeps, act: HeldAct, error: unknown): Promise<ActOutcome> {
  if (!(error instanceof RoqError)) throw error;
  const mayHaveHappened = error.facts.sent && (error.kind === 'ambiguous' || error.kind === 'contract');
  if (mayHaveHappened) return wait(deps, act, 0);
  const invite = error.kind === 'conflict' ? await readAgain(deps, act) : undefined;
  if (invite && tookEffect(act, invite) && act.kind === 'cancel') return conclude(deps, act, invite);
  await finish(deps, act, 'refused', error.facts.code ?? error.kind);
  if (!invite) throw error;
  throw new Problem('invite_not_pending', { status: invite.status, email: invite.email, act: act.kind });
}

/** A resend is only claimed once the invite is seen pending again, a cancel once it is seen canceled. */
async function lookUp(deps: SettleActDeps, act: HeldAct): Promise<ActOutcome> {
  const invite = await readAgain(deps, act);
  if (invite && tookEffect(act, invite)) return conclude(deps, act, invite);
  if (invite?.status === 'accepted') {
    await finish(deps, act, 'refused', 'accepted', invite);
    throw new Problem('invite_not_pending', { status: invite.status, email: invite.email, act: act.kind });
  }
  if (act.checks >= checkPauses.length) {
    await finish(deps, act, 'unsure', 'lost answer', invite);
    return { kind: 'unclear', email: act.email };
  }
  return wait(deps, act, act.checks);
}

/** Read as the service within the tenant: the actor's own reach may be narrower than the invite they may update. */
async function readAgain(deps: SettleActDeps, act: Act): Promise<Invite | undefined> {
  try {
    return (await deps.gateway.list({ tenantId: act.tenantId }, { ids: [act.inviteId], limit: 1 })).invites[0];
  } catch (error) {
    if (error instanceof RoqError) return undefined;
    throw error;
  }
}

async function wait(deps: SettleActDeps, act: HeldAct, checks: number): Promise<ActOutcome> {
  await deps.acts.postpone(act, deps.owner, checkPauses[checks] ?? 15_000, checks + 1);
  deps.wakeActs();
  return { kind: 'unclear', email: act.email };
}

async function conclude(deps: SettleActDeps, act: HeldAct, invite: Invite): Promise<ActOutcome> {
  await finish(deps, act, 'done', undefined, invite);
  return { kind: 'done', email: act.email };
}

/** Any change since the act began means that it took effect (facts/roq 5.4). */
export function tookEffect(act: Pick<Act, 'kind' | 'before'>, invite: Invite): boolean {
  if (act.kind === 'cancel') return invite.status === 'canceled';
  const marks: (keyof Before)[] = ['status', 'updatedAt', 'statusUpdatedAt', 'userTokenId'];
  return invite.status === 'pending' && marks.some((mark) => invite[mark] !== act.before[mark]);
}

async function finish(
  deps: SettleActDeps,
  act: HeldAct,
  state: 'done' | 'refused' | 'unsure',
  reason?: string,
  invite?: Invite,
): Promise<void> {
  const end = reason === undefined ? { state } : { state, reason };
  const finished = await deps.acts.finish(act, deps.owner, end, deps.word?.(act));
  if (invite) await deps.saw(act.tenantId, [invite]);
  if (!finished) return;
  const { teamId, tenantId, slackUserId, roqUserId, inviteId, email } = act;
  await deps.audit.append([
    {
      at: deps.clock.now(),
      teamId,
      tenantId,
      slackUserId,
      roqUserId,
      what: `${isReminder(act) ? 'reminder' : act.kind}.${state}`,
      inviteId,
      email,
      before: act.before.status,
      after: invite?.status,
      reason,
      requestId: act.requestId,
      source: act.source,
    },
  ]);
}
