import type { IncomingHttpHeaders } from 'node:http';
import { isUuid } from './database.ts';
import type { Environment } from './environment.ts';
import type { InviteAction, InviteRecord, Scope, UserRecord } from './records.ts';
import { refusal } from './refusal.ts';

/** Whom a call acts for: the project's service account, which may do everything, or one user. */
export type Actor = { kind: 'service' } | { kind: 'user'; user: UserRecord };

/** The bearer of the call; null for none, a broken or revoked one (`Bearer undefined`), or a user who is gone. */
export function bearerOf(env: Environment, headers: IncomingHttpHeaders): Actor | null {
  const value = headers['roq-platform-authorization'];
  const token = typeof value === 'string' ? /^Bearer (\S+)$/.exec(value)?.[1] : undefined;
  const holder = token === undefined ? null : env.tokens.holder(token);
  if (!holder) return null;
  if (holder.userId === undefined) return { kind: 'service' };
  const user = env.db.users.get(holder.userId);
  return user && user.active !== false ? { kind: 'user', user } : null;
}

/** The actor of a GraphQL call, which must also bring the environment's key as Basic. @throws UNAUTHORIZED_EXCEPTION */
export function actorOf(env: Environment, headers: IncomingHttpHeaders): Actor {
  const basic = `Basic ${Buffer.from(`${env.id}:${env.apiKey}`).toString('base64')}`;
  const actor = headers['roq-platform-server-authorization'] === basic ? bearerOf(env, headers) : null;
  if (!actor) throw refusal('UNAUTHORIZED_EXCEPTION');
  return actor;
}

/** How far the actor's permission on user invites reaches: the widest of their roles. */
export function inviteScope(env: Environment, actor: Actor, action: InviteAction): Scope {
  if (actor.kind === 'service') return 'all';
  const scopes = rolesOf(env, actor.user).map((role) => role.userInvite[action]);
  return (['all', 'tenant', 'own'] as const).find((scope) => scopes.includes(scope)) ?? null;
}

/** @throws FORBIDDEN */
export function requireInviteScope(env: Environment, actor: Actor, action: InviteAction): Exclude<Scope, null> {
  const scope = inviteScope(env, actor, action);
  if (scope === null) throw forbidden(`userInvite.${action}`);
  return scope;
}

export const forbidden = (resourceId: string) => refusal('FORBIDDEN', { resourceId });

/** @throws FORBIDDEN for anyone but the service account. */
export function requireService(actor: Actor, resourceId: string): void {
  if (actor.kind !== 'service') throw forbidden(resourceId);
}

export function reaches(actor: Actor, scope: Exclude<Scope, null>, invite: InviteRecord): boolean {
  if (actor.kind === 'service' || scope === 'all') return true;
  if (invite.tenantId !== actor.user.tenantId) return false;
  return scope === 'tenant' || invite.createdByUserId === actor.user.id;
}

/** Role keys the actor may hand out: their own roles and what these may invite. */
export function invitableRoleKeys(env: Environment, actor: Actor): Set<string> {
  if (actor.kind === 'service') return new Set(env.db.roles.all().map((role) => role.key));
  return new Set(rolesOf(env, actor.user).flatMap((role) => [role.key, ...role.inviteRoleKeys]));
}

/** @throws INVALID_UUID */
export function requireUuid(id: string): string {
  if (!isUuid(id)) throw refusal('INVALID_UUID', { id });
  return id;
}

const rolesOf = (env: Environment, user: UserRecord) =>
  env.db.roles.all().filter((role) => user.roleKeys.includes(role.key));
