import type { PolicySettings } from '../workspaces/rules.ts';

/** Why a rule of the workspace stands against an invite. */
export type DeniedWhy = 'domain' | 'outside' | 'role';
/** Why it takes a second person. `person`: whoever asks may not invite by themselves. */
export type ApprovalWhy = 'person' | 'role' | 'outside' | 'many';

export type Verdict =
  | { kind: 'allowed'; warned: boolean }
  | { kind: 'denied'; why: DeniedWhy }
  | { kind: 'approval'; why: ApprovalWhy };

/** `roleKey` is absent where ROQ chose the role. */
export type Judged = { email: string; roleKey?: string | undefined };

/** What the rules say of one invite by itself. A "no" outweighs everything, an approval outweighs a warning. */
export function judge(policy: PolicySettings, { email, roleKey }: Judged): Verdict {
  const domain = domainOf(email);
  if (covers(policy.deniedDomains, domain)) return { kind: 'denied', why: 'domain' };
  if (roleKey !== undefined && policy.roleKeys.length > 0 && !policy.roleKeys.includes(roleKey)) {
    return { kind: 'denied', why: 'role' };
  }
  const outside = policy.allowedDomains.length > 0 && !covers(policy.allowedDomains, domain);
  if (outside) return policy.outside === 'refuse' ? { kind: 'denied', why: 'outside' } : needs('outside');
  if (roleKey !== undefined && policy.approval.roleKeys.includes(roleKey)) return needs('role');
  return { kind: 'allowed', warned: covers(policy.warnedDomains, domain) };
}

/**
 * What they say of invites that go out together, in the same order: too many at once need a second person, and so does
 * everything of a person who may only ask.
 */
export function judgeTogether(policy: PolicySettings, rows: readonly Judged[], mayOnlyAsk: boolean): Verdict[] {
  const verdicts = rows.map((row) => judge(policy, row));
  const { moreThan } = policy.approval;
  const going = verdicts.filter((verdict) => verdict.kind !== 'denied').length;
  const why = mayOnlyAsk ? 'person' : moreThan > 0 && going > moreThan ? 'many' : undefined;
  return verdicts.map((verdict) => (why && verdict.kind === 'allowed' ? needs(why) : verdict));
}

const needs = (why: ApprovalWhy): Verdict => ({ kind: 'approval', why });

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/** `acme.com` covers itself, `*.acme.com` every domain below it; `notacme.com` is neither. */
export const covers = (entries: readonly string[], domain: string): boolean =>
  entries.some((entry) => (entry.startsWith('*.') ? domain.endsWith(entry.slice(1)) : entry === domain));
