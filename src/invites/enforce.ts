import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { PolicySettings, Rules } from '../workspaces/rules.ts';
import type { Invite } from './invite.ts';
import { domainOf, type Judged, judge, judgeTogether, type Verdict } from './policy.ts';
import { type RoomDeps, roomFor } from './room.ts';

/**
 * The rules once more, at the moment of the act and whichever way it came: `ready` ones must be free to go, `asked` ones
 * may go once a second person agrees. Throws Problem with the rule.
 */
export function enforce(
  policy: PolicySettings,
  { ready, asked, mayOnlyAsk = false }: { ready: readonly Judged[]; asked: readonly Judged[]; mayOnlyAsk?: boolean },
): void {
  const rows = [...ready, ...asked];
  for (const [index, verdict] of judgeTogether(policy, rows, mayOnlyAsk).entries()) {
    const problem = problemOf(verdict, rows[index]);
    if (problem && (verdict.kind === 'denied' || index < ready.length)) throw problem;
  }
}

/**
 * A resend mails the address anew, and reopens an invite that had ended. Throws Problem when a rule is against it.
 * May throw RoqError.
 */
export async function enforceResend(deps: RoomDeps, person: Person, rules: Rules, invite: Invite): Promise<void> {
  const roles = invite.roleKeys.length > 0 ? invite.roleKeys : [undefined];
  const reopens = invite.status !== 'pending';
  for (const roleKey of roles) {
    const row = { email: invite.email, roleKey };
    const verdict = judge(rules, row);
    const problem = problemOf(verdict, row);
    if (problem && (verdict.kind === 'denied' || reopens)) throw problem;
  }
  if (!reopens) return;
  const { claim } = await roomFor(deps, person, rules);
  await deps.usage.take({ tenantId: claim.tenantId, cap: claim.cap, mails: 1 });
}

function problemOf(verdict: Verdict, row: Judged | undefined): Problem | undefined {
  if (verdict.kind === 'allowed' || !row) return undefined;
  if (verdict.kind === 'approval') return new Problem('needs_approval', { why: verdict.why });
  if (verdict.why === 'role') return new Problem('role_not_from_slack', { role: row.roleKey });
  return new Problem('domain_denied', { domain: domainOf(row.email), why: verdict.why });
}
