import type { Asked, Authority } from '../people/authority.ts';
import type { PeopleStore, Person, Role } from '../people/person.ts';
import type { Recognizer } from '../people/recognize.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';

export type ApproverDeps = {
  people: Pick<PeopleStore, 'ofTenant'>;
  recognizer: Pick<Recognizer, 'recognize'>;
  authority: Authority;
};

const most = 5;
const candidates = 25;
const atOnce = 5;

/**
 * People of the requester's workspace, linked to ROQ users of their tenant, who may decide on these roles: ROQ is asked
 * as each of them. At most five, of those seen last.
 */
export async function approversFor(
  deps: ApproverDeps,
  { teamId, tenantId, roqUserId, slackUserId }: Person,
  roleKeys: readonly string[],
): Promise<Person[]> {
  const links = await deps.people.ofTenant(teamId, tenantId, candidates);
  const asked: Asked = { tenantId, roqUserId, slackUserId, roleKeys };
  const found: Person[] = [];
  for (let from = 0; from < links.length && found.length < most; from += atOnce) {
    const some = links.slice(from, from + atOnce).map((link) => able(deps, teamId, link.slackUserId, asked));
    for (const person of await Promise.all(some)) if (person) found.push(person);
  }
  return found.slice(0, most);
}

/** What a person who may not invite can ask for: the roles that their possible approvers may give. */
export async function rolesToAskFor(deps: ApproverDeps, requester: Person): Promise<Role[]> {
  const approvers = await approversFor(deps, requester, []);
  if (approvers.length === 0) throw new Problem('no_approvers');
  const powers = await Promise.all(approvers.map((approver) => deps.authority.powers(approver)));
  const roles = powers.flatMap((each) => each.roles);
  return [...new Map(roles.map((role) => [role.key, role])).values()];
}

async function able(deps: ApproverDeps, teamId: string, userId: string, request: Asked): Promise<Person | undefined> {
  try {
    const person = await deps.recognizer.recognize({ teamId, userId, homeTeamId: teamId });
    await deps.authority.allow(person, { act: 'approve', slackUserId: userId, request });
    return person;
  } catch (error) {
    if (error instanceof Problem || error instanceof RoqError) return undefined;
    throw error;
  }
}
