import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Actor, forbidden, invitableRoleKeys, requireInviteScope, requireUuid } from './actor.ts';
import { freshToken } from './database.ts';
import { type Environment, saveInvite } from './environment.ts';
import { expireOverdue } from './invite-expiry.ts';
import { mailInvite } from './invite-mail.ts';
import type { InviteRecord, Json, UserRecord } from './records.ts';
import { type RefusalCode, type RefusalVariables, refusal, refusalText } from './refusal.ts';

/** One address of a call: what V1 and V2 of the mutation have in common, with V1's `data`. */
export interface InviteRow {
  createdByUserId: string;
  email: string;
  firstName?: string | null;
  lastName?: string | null;
  locale?: string | null;
  roles?: string[] | null;
  data?: Json | null;
  injectableVariables?: Json | null;
  tenantId?: string | null;
}

export interface InviteError {
  email: string;
  error: string;
  firstName: string;
  lastName: string;
}

type Checked = { row: InviteRow; email: string; tenantId: string; creator: UserRecord };

/**
 * Creates and mails invites. Faults of one address land in `errors`; faults of the whole request are thrown before
 * anything is created.
 */
export function sendInvites(
  env: Environment,
  actor: Actor,
  input: { tenantId?: string | null; userInvites: InviteRow[] },
): { success: InviteRecord[]; errors: InviteError[] } {
  requireInviteScope(env, actor, 'create');
  const { maxInvitesPerCall } = env.switches;
  if (input.userInvites.length > maxInvitesPerCall)
    throw refusal('BULK_USER_INVITE_LIMIT_EXCEEDED', { maxAllowed: maxInvitesPerCall });
  expireOverdue(env);
  const rows = input.userInvites.map((row) => checkRow(env, actor, row, row.tenantId ?? input.tenantId));
  const success: InviteRecord[] = [];
  const errors: InviteError[] = [];
  for (const checked of rows) {
    const code = addressRefusal(env, actor, checked);
    if (code === null) success.push(createInvite(env, checked));
    else errors.push(errorRow(env, checked, code));
  }
  return { success, errors };
}

/** @throws for what refuses the whole request */
function checkRow(env: Environment, actor: Actor, row: InviteRow, tenantId: string | null | undefined): Checked {
  const tenant = checkTenant(env, actor, tenantId);
  const creator = checkCreator(env, actor, row.createdByUserId, tenant);
  const unknown = (row.roles ?? []).find((key) => !env.db.roles.find((role) => role.key === key));
  if (actor.kind === 'service' && unknown !== undefined) throw refusal('ROLE_NOT_FOUND', { id: unknown });
  if (env.switches.forbiddenRole === 'request' && !mayGrant(env, actor, row)) throw forbidden('userInvite.roles');
  if (env.switches.badEmail === 'request' && !isEmail(row.email.trim())) throw refusal('IS_EMAIL');
  const email = env.switches.emailCase === 'lower' ? row.email.trim().toLowerCase() : row.email.trim();
  return { row, email, tenantId: tenant, creator };
}

function checkTenant(env: Environment, actor: Actor, given: string | null | undefined): string {
  const tenantId = given ?? (actor.kind === 'user' ? actor.user.tenantId : '');
  requireUuid(tenantId);
  if (actor.kind === 'user' && tenantId !== actor.user.tenantId) throw forbidden('userInvite.tenantId');
  if (!env.db.tenants.get(tenantId)) throw refusal('TENANT_NOT_FOUND', { id: tenantId });
  return tenantId;
}

function checkCreator(env: Environment, actor: Actor, userId: string, tenantId: string): UserRecord {
  const creator = env.db.users.get(requireUuid(userId));
  if (!creator) throw refusal('USER_NOT_FOUND', { id: userId });
  const foreign = actor.kind === 'user' && creator.id !== actor.user.id && env.switches.foreignCreator === 'refuse';
  if (foreign || creator.tenantId !== tenantId) throw forbidden('userInvite.createdByUserId');
  return creator;
}

function mayGrant(env: Environment, actor: Actor, row: InviteRow): boolean {
  const allowed = invitableRoleKeys(env, actor);
  return (row.roles ?? []).every((key) => allowed.has(key));
}

/** Why this one address cannot be invited; null if it can. */
function addressRefusal(env: Environment, actor: Actor, { row, email, tenantId }: Checked): RefusalCode | null {
  if (!isEmail(email)) return 'IS_EMAIL';
  if (!mayGrant(env, actor, row)) return 'FORBIDDEN';
  const same = (other: { email: string }) => other.email.toLowerCase() === email.toLowerCase();
  if (env.db.users.find(same)) return 'USER_ALREADY_EXISTS';
  const earlier = env.db.invites.all().filter((invite) => invite.tenantId === tenantId && same(invite));
  const has = (...statuses: string[]) => earlier.some((invite) => statuses.includes(invite.status));
  if (has('pending')) return env.switches.alreadyInvitedCode;
  if (has('accepted')) return 'USER_INVITE_ALREADY_ACCEPTED';
  return env.switches.reinvite === 'refuse' && has('canceled', 'expired') ? env.switches.alreadyInvitedCode : null;
}

function createInvite(env: Environment, { row, email, tenantId, creator }: Checked): InviteRecord {
  const now = env.clock.now();
  const roleKeys = row.roles && row.roles.length > 0 ? row.roles : null;
  const invite: InviteRecord = {
    id: randomUUID(),
    email,
    firstName: row.firstName ?? null,
    lastName: row.lastName ?? null,
    locale: row.locale ?? null,
    data: row.data ?? null,
    injectableVariables: row.injectableVariables ?? null,
    status: 'pending',
    statusUpdatedAt: now,
    tenantId,
    roleKeys,
    grantedRoleKeys: roleKeys ?? creator.roleKeys,
    createdByUserId: creator.id,
    acceptedByUserId: null,
    ...freshToken(),
    validTill: now + env.switches.inviteTtl,
    createdAt: now,
    updatedAt: now,
  };
  mailInvite(env, saveInvite(env, invite));
  return invite;
}

function errorRow(env: Environment, { row, email }: Checked, code: RefusalCode): InviteError {
  const error = errorText(env, code, { email });
  return { email, error, firstName: row.firstName ?? '', lastName: row.lastName ?? '' };
}

function errorText(env: Environment, errorCode: RefusalCode, variables: RefusalVariables): string {
  const message = refusalText(errorCode, variables);
  if (env.switches.errorShape === 'text') return message;
  if (env.switches.errorShape === 'json') return JSON.stringify({ message, variables, errorCode });
  const { extensions } = refusal(errorCode, variables);
  return JSON.stringify({ extensions });
}

const isEmail = (text: string) => z.email().safeParse(text).success;
