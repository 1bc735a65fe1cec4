import { boundedCache } from '../bounded-cache.ts';
import type { Clock } from '../clock.ts';
import { Problem } from '../problem.ts';
import type { Actor, InviteAccess, Role, RoqDirectory, Scope } from './person.ts';

/** What somebody wants to do. */
export type Ask =
  | { act: 'invite'; roleKeys: readonly string[] }
  | { act: 'list' }
  | {
      act: 'resend' | 'cancel' | 'snooze';
      invite: { tenantId: string; createdByUserId: string; roleKeys: readonly string[] };
    }
  | { act: 'see_batch' | 'stop_batch'; roqUserId: string; tenantId: string }
  | { act: 'approve' | 'see_request'; slackUserId: string; request: Asked }
  | { act: 'settings' }
  | { act: 'audit' };

/** A request for invites, as far as its decision depends on it: who asked, where, and for which roles. */
export type Asked = { tenantId: string; roqUserId: string; slackUserId: string; roleKeys: readonly string[] };

export type Powers = { roles: Role[]; access: InviteAccess };

export interface Authority {
  /** What ROQ lets this person do, at most a minute old. May throw RoqError. */
  powers(actor: Actor): Promise<Powers>;
  /** As `powers`, but only what is known without a call. */
  recall(actor: Actor): Powers | undefined;
  /**
   * Throws Problem unless ROQ allows it. A "no" out of the cache is asked again, so a refusal is never stale.
   * May throw RoqError.
   */
  allow(actor: Actor, ask: Ask): Promise<void>;
}

/** Powers are cached for at most this long, ms. */
const freshMs = 60_000;

export function authority(deps: { roq: RoqDirectory; clock: Clock }): Authority {
  const recent = boundedCache<{ powers: Powers; at: number }>(5_000);
  const keyOf = (actor: Actor) => `${actor.tenantId}:${actor.roqUserId}`;

  const recall = (actor: Actor) => {
    const hit = recent.get(keyOf(actor));
    return hit && deps.clock.now() - hit.at < freshMs ? hit.powers : undefined;
  };
  const ask = async (actor: Actor): Promise<Powers> => {
    const [roles, access] = await Promise.all([deps.roq.invitableRoles(actor), deps.roq.access(actor)]);
    const powers = { roles, access };
    recent.set(keyOf(actor), { powers, at: deps.clock.now() });
    return powers;
  };

  return {
    recall,
    powers: async (actor) => recall(actor) ?? ask(actor),
    async allow(actor, wanted) {
      const known = recall(actor);
      if (known && !refusal(actor, known, wanted)) return;
      const problem = refusal(actor, await ask(actor), wanted);
      if (problem) throw problem;
    },
  };
}

/** The one rule of who may do what; `undefined` means yes. */
export function refusal(person: Actor, powers: Powers, ask: Ask): Problem | undefined {
  switch (ask.act) {
    case 'invite':
      if (powers.access.create === 'none') return new Problem('forbidden', { act: 'invite' });
      if (powers.roles.length === 0) return new Problem('no_roles');
      return roleRefusal(powers, ask.roleKeys);
    case 'list':
      return powers.access.read === 'none' ? new Problem('forbidden', { act: 'list' }) : undefined;
    case 'see_batch':
    case 'stop_batch': {
      if (ask.tenantId !== person.tenantId) return new Problem('invite_not_found');
      const own = ask.roqUserId === person.roqUserId;
      const scope = ask.act === 'see_batch' ? powers.access.read : powers.access.update;
      return covers(scope, own) || (own && ask.act === 'stop_batch')
        ? undefined
        : new Problem('forbidden', { act: ask.act });
    }
    case 'resend':
    case 'cancel':
    case 'snooze': {
      if (ask.invite.tenantId !== person.tenantId) return new Problem('invite_not_found');
      const own = ask.invite.createdByUserId === person.roqUserId;
      if (!covers(powers.access.update, own)) return new Problem('forbidden', { act: ask.act });
      return ask.act === 'resend' ? roleRefusal(powers, ask.invite.roleKeys) : undefined;
    }
    case 'approve':
    case 'see_request':
      return requestRefusal(person, powers, ask);
    case 'settings':
      return maySet(powers) ? undefined : new Problem('settings_forbidden');
    case 'audit':
      return seesEverybodys(powers) ? undefined : new Problem('forbidden', { act: 'audit' });
  }
}

/** Nobody decides on what they asked for, by whichever of their accounts; the power must be the approver's own. */
function requestRefusal(
  person: Actor,
  powers: Powers,
  { act, slackUserId, request }: Extract<Ask, { act: 'approve' | 'see_request' }>,
): Problem | undefined {
  if (request.tenantId !== person.tenantId) return new Problem('request_not_found');
  const own = request.roqUserId === person.roqUserId || request.slackUserId === slackUserId;
  if (own) return act === 'approve' ? new Problem('own_request') : undefined;
  if (powers.access.create === 'none' || powers.roles.length === 0) return new Problem('forbidden', { act });
  return roleRefusal(powers, request.roleKeys);
}

const roleRefusal = (powers: Powers, roleKeys: readonly string[]): Problem | undefined => {
  const missing = roleKeys.find((key) => !powers.roles.some((role) => role.key === key));
  return missing === undefined ? undefined : new Problem('role_forbidden', { role: missing });
};

/** `unknown` leaves the decision to ROQ, which is asked as this person. */
const covers = (scope: Scope, own: boolean): boolean =>
  scope === 'all' || scope === 'tenant' || scope === 'unknown' || (scope === 'own' && own);

/** Settings touch everybody's invites, so they take power over everybody's invites. */
const maySet = (powers: Powers): boolean =>
  powers.access.update === 'unknown' ? powers.roles.length > 0 : covers(powers.access.update, false);

/** Whether somebody sees what others did. Our own log is not ROQ's to guard: where ROQ does not say, it takes more. */
export const seesEverybodys = (powers: Powers): boolean =>
  powers.access.read === 'unknown' ? maySet(powers) : covers(powers.access.read, false);
