import type { Powers } from '../people/authority.ts';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { Rules } from '../workspaces/rules.ts';
import { type ApproverDeps, rolesToAskFor } from './approvers.ts';

/** `mayOnlyAsk`: everything they fill in becomes a request; their roles are then those of their approvers. */
export type Standing = { powers: Powers; mayOnlyAsk: boolean };

/**
 * Whether a person may invite, with which roles from Slack, or may at least ask for it.
 * Throws Problem when neither. May throw RoqError.
 */
export async function standingOf(deps: ApproverDeps, person: Person, rules: Rules): Promise<Standing> {
  const refused: unknown = await deps.authority
    .allow(person, { act: 'invite', roleKeys: [] })
    .then(() => undefined)
    .catch((error) => error);
  const mayAsk = refused instanceof Problem && rules.approval.mayAsk;
  if (refused && !mayAsk) throw refused;
  const own = await deps.authority.powers(person);
  const powers = mayAsk ? { ...own, roles: await rolesToAskFor(deps, person) } : own;
  const givable = fromSlack(powers, rules);
  if (givable.roles.length === 0) throw new Problem('no_roles');
  return { powers: givable, mayOnlyAsk: mayAsk };
}

/** The same without a call, of whom these powers are known already; `undefined` when it takes a closer look. */
export function standingByHeart(known: Powers, rules: Rules): Standing | undefined {
  const powers = fromSlack(known, rules);
  return powers.roles.length > 0 && powers.access.create !== 'none' ? { powers, mayOnlyAsk: false } : undefined;
}

/** Without the roles that the workspace does not let be given from Slack. */
const fromSlack = (powers: Powers, { roleKeys }: Rules): Powers =>
  roleKeys.length === 0 ? powers : { ...powers, roles: powers.roles.filter(({ key }) => roleKeys.includes(key)) };
