import { boundedCache } from '../bounded-cache.ts';
import type { AlarmClock } from '../clock.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import type { Ask, Authority } from './authority.ts';
import type { PeopleStore, Person } from './person.ts';
import type { Recognizer } from './recognize.ts';

export const ruleNames = ['invite', 'role', 'see', 'manage', 'settings', 'audit'] as const;
/** What somebody was not allowed, in a form that a button can carry; `role` is the key of the role refused. */
export type Rule = { name: (typeof ruleNames)[number]; role?: string | undefined };

/** The rule behind a refusal; `undefined` when no power of ROQ's would help. */
export function ruleOf({ code, context }: Problem): Rule | undefined {
  if (code === 'no_roles') return { name: 'invite' };
  if (code === 'settings_forbidden') return { name: 'settings' };
  if (code === 'role_forbidden') return { name: 'role', role: String(context.role) };
  if (code === 'forbidden') return ruleOfAct[String(context.act)];
  return undefined;
}

const ruleOfAct: Record<string, Rule> = {
  invite: { name: 'invite' },
  list: { name: 'see' },
  see_batch: { name: 'see' },
  stop_batch: { name: 'manage' },
  resend: { name: 'manage' },
  cancel: { name: 'manage' },
  snooze: { name: 'manage' },
  approve: { name: 'invite' },
  see_request: { name: 'invite' },
  audit: { name: 'audit' },
};

/** What the authority is asked: about invites of somebody else, for one's own are nobody's business but one's own. */
export function askFor({ name, role }: Rule, tenantId: string): Ask {
  const othersBatch = { roqUserId: '', tenantId };
  switch (name) {
    case 'invite':
      return { act: 'invite', roleKeys: [] };
    case 'role':
      return { act: 'invite', roleKeys: role === undefined ? [] : [role] };
    case 'see':
      return { act: 'see_batch', ...othersBatch };
    case 'manage':
      return { act: 'stop_batch', ...othersBatch };
    case 'settings':
      return { act: 'settings' };
    case 'audit':
      return { act: 'audit' };
  }
}

export type WhoCouldDeps = {
  people: Pick<PeopleStore, 'ofTenant'>;
  recognizer: Pick<Recognizer, 'recognize'>;
  authority: Pick<Authority, 'allow'>;
  clock: AlarmClock;
};

/**
 * People of the asker's workspace and tenant, linked to ROQ users, who may do what the asker may not: ROQ is asked as
 * each of them. At most three, of the twelve seen last; the answer holds for a minute at
 * most. Nobody when ROQ takes too long: a refusal waits for no names.
 */
export type WhoCould = (asker: Person, rule: Rule) => Promise<Person[]>;

const shown = 3;
const candidates = 12;
const atOnce = 4;
const freshMs = 60_000;
const patienceMs = 2_000;

export function whoCould(deps: WhoCouldDeps): WhoCould {
  const recent = boundedCache<{ found: Promise<Person[]>; at: number }>(1_000);
  return async (asker, rule) => {
    const key = [asker.teamId, asker.tenantId, rule.name, rule.role ?? ''].join(' ');
    const hit = recent.get(key);
    const fresh =
      hit && deps.clock.now() - hit.at < freshMs ? hit : { found: find(deps, asker, rule), at: deps.clock.now() };
    recent.set(key, fresh);
    const found = await inTime(deps.clock, fresh.found).catch((error) => {
      recent.delete(key);
      throw error;
    });
    return found.filter((person) => person.slackUserId !== asker.slackUserId).slice(0, shown);
  };
}

async function inTime(clock: AlarmClock, found: Promise<Person[]>): Promise<Person[]> {
  let callOff = () => {};
  const late = new Promise<Person[]>((resolve) => {
    callOff = clock.after(patienceMs, () => resolve([]));
  });
  return Promise.race([found, late]).finally(callOff);
}

async function find(deps: WhoCouldDeps, { teamId, tenantId }: Person, rule: Rule): Promise<Person[]> {
  const links = await deps.people.ofTenant(teamId, tenantId, candidates);
  const found: Person[] = [];
  // One more than is shown: the asker may be among them by now.
  for (let from = 0; from < links.length && found.length <= shown; from += atOnce) {
    const asked = links
      .slice(from, from + atOnce)
      .map(({ slackUserId }) => able(deps, teamId, slackUserId, tenantId, rule));
    for (const person of await Promise.all(asked)) if (person) found.push(person);
  }
  return found;
}

async function able(deps: WhoCouldDeps, teamId: string, userId: string, tenantId: string, rule: Rule) {
  try {
    const person = await deps.recognizer.recognize({ teamId, userId, homeTeamId: teamId });
    if (person.tenantId !== tenantId) return undefined;
    await deps.authority.allow(person, askFor(rule, tenantId));
    return person;
  } catch (error) {
    if (error instanceof Problem || error instanceof RoqError) return undefined;
    throw error;
  }
}
