import { randomUUID } from 'node:crypto';
import type { Authority } from '../people/authority.ts';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import { type Hold, leaseMs } from '../worker.ts';
import type { RuleBook, Rules } from '../workspaces/rules.ts';
import type { Act, ActKind, HeldAct } from './act.ts';
import type { Origin } from './audit.ts';
import { enforceResend } from './enforce.ts';
import { canCancel, canResend, type Invite } from './invite.ts';
import type { InviteGateway } from './ports.ts';
import { isRemindable } from './reminder.ts';
import type { RoomDeps } from './room.ts';
import { type ActOutcome, performAct, type SettleActDeps } from './settle-act.ts';

/** ROQ, too, is told the request. A reminder is named before it begins, and revives nothing that was canceled. */
export type ActOrigin = Origin & { requestId: string; reminder?: { actId: string } };

export type ActDeps = Omit<SettleActDeps, 'owner'> &
  RoomDeps & { authority: Authority; rules: RuleBook; hold: () => Hold };
type HoldingDeps = ActDeps & { owner: string };

/**
 * Resends or cancels one invite for a person: state re-read from ROQ, authority asked, intent stored, one call.
 * However often and by whomever it is pressed, one effect. Throws Problem with the reason why not.
 */
export async function actOnInvite(
  deps: ActDeps,
  person: Person,
  kind: ActKind,
  inviteId: string,
  origin: ActOrigin,
): Promise<ActOutcome> {
  const invite = await readInvite(deps.gateway, person, inviteId);
  await deps.authority.allow(person, { act: kind, invite }).catch(naming(invite));
  const again = origin.reminder ? isRemindable(invite.status) : canResend(invite.status);
  const allowed = kind === 'resend' ? again : canCancel(invite.status);
  if (!allowed) {
    await deps.saw(person.tenantId, [invite]);
    throw new Problem('invite_not_pending', { status: invite.status, email: invite.email, act: kind });
  }
  const hold = deps.hold();
  try {
    return await act({ ...deps, owner: hold.owner }, person, kind, invite, origin);
  } finally {
    hold.end();
  }
}

async function act(
  deps: HoldingDeps,
  person: Person,
  kind: ActKind,
  invite: Invite,
  origin: ActOrigin,
): Promise<ActOutcome> {
  const outcome = await performAct(deps, await begin(deps, person, kind, invite, origin), origin.requestId);
  if (kind === 'cancel' && outcome.kind === 'done') await cancelSiblings(deps, person, invite, origin);
  return outcome;
}

/** One address may have several open invites from elsewhere: canceling one of them must not leave another usable. */
async function cancelSiblings(deps: HoldingDeps, person: Person, invite: Invite, origin: ActOrigin): Promise<void> {
  const siblings = await deps.gateway.all(person, { emails: [invite.email], statuses: ['pending'] });
  for (const sibling of siblings.filter((other) => other.id !== invite.id)) {
    await deps.authority.allow(person, { act: 'cancel', invite: sibling });
    await performAct(deps, await begin(deps, person, 'cancel', sibling, origin), origin.requestId);
  }
}

/** The invite as ROQ shows it to this person; throws Problem when it is not of their tenant or not theirs to see. */
export async function readInvite(gateway: InviteGateway, person: Person, inviteId: string): Promise<Invite> {
  const { invites } = await gateway.list(person, { ids: [inviteId], limit: 1 });
  const [invite] = invites;
  if (!invite || invite.tenantId !== person.tenantId) throw new Problem('invite_not_found', { inviteId });
  return invite;
}

async function begin(
  deps: HoldingDeps,
  person: Person,
  kind: ActKind,
  invite: Invite,
  { requestId, source, reminder }: ActOrigin,
): Promise<HeldAct> {
  const rules = await deps.rules.of(person);
  if (kind === 'resend') {
    refuseTooSoon(invite.email, invite.createdAt, deps, rules);
    await enforceResend(deps, person, rules, invite).catch(naming(invite));
  }
  const { status, updatedAt, statusUpdatedAt, userTokenId } = invite;
  const begun = await deps.acts.begin(
    {
      id: reminder?.actId ?? randomUUID(),
      kind,
      teamId: person.teamId,
      tenantId: person.tenantId,
      inviteId: invite.id,
      email: invite.email,
      slackUserId: person.slackUserId,
      actorName: person.name,
      roqUserId: person.roqUserId,
      before: { status, updatedAt, statusUpdatedAt, userTokenId },
      requestId,
      source,
    },
    { owner: deps.owner, leaseMs: leaseMs, cooldownMs: rules.cooldownMs },
  );
  if (begun.kind === 'busy') throw busy(begun.act);
  if (begun.kind === 'cooldown') refuseTooSoon(invite.email, begun.mailedAt, deps, rules);
  if (begun.kind !== 'begun') throw new Problem('cooldown', { email: invite.email });
  return begun.act;
}

const busy = (act: Act) => new Problem('invite_busy', { by: act.actorName, act: act.kind, email: act.email });

function refuseTooSoon(
  email: string,
  mailedAt: number,
  { clock }: Pick<ActDeps, 'clock'>,
  { cooldownMs }: Pick<Rules, 'cooldownMs'>,
): void {
  const until = mailedAt + cooldownMs;
  if (until > clock.now()) throw new Problem('cooldown', { email, mailedAt, until });
}

/** A refusal names its invite, for the audit log. */
const naming =
  (invite: Invite) =>
  (error: unknown): never => {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code, { ...error.context, inviteId: invite.id, email: invite.email }, { cause: error });
  };
