import { randomUUID } from 'node:crypto';
import { type Environment, saveInvite, saveUser } from './environment.ts';
import { expireOverdue, isOverdue } from './invite-expiry.ts';
import type { InviteRecord, UserRecord } from './records.ts';
import { refusal } from './refusal.ts';

/**
 * What the platform and its auth service do when someone follows the mailed link: the invite becomes `accepted`, the
 * user is created, and a second update names that user. Returns the invite as it was after the first update.
 */
export function acceptInvite(env: Environment, token: string): InviteRecord {
  expireOverdue(env);
  const invite = inviteByToken(env, token);
  if (isOverdue(env, invite)) throw refusal('EXPIRED_USER_TOKEN');
  if (invite.status !== 'pending') throw refusal('USER_INVITE_ACCEPTANCE_FAILED', { userInviteStatus: invite.status });
  const { email } = invite;
  if (env.db.users.find((user) => user.email.toLowerCase() === email.toLowerCase()))
    throw refusal('USER_ALREADY_EXISTS', { email });
  const now = env.clock.now();
  const accepted = saveInvite(env, { ...invite, status: 'accepted', statusUpdatedAt: now, updatedAt: now });
  if (env.switches.acceptCreatesUser) {
    const user = saveUser(env, newUser(accepted, now));
    saveInvite(env, { ...accepted, acceptedByUserId: user.id, updatedAt: now + 1 });
  }
  return accepted;
}

/** What `checkUserInviteToken` answers; an unknown token has no address. */
export function checkToken(env: Environment, token: string) {
  expireOverdue(env);
  const invite = env.db.invites.find((candidate) => candidate.token === token);
  if (!invite) return { email: null, isExpired: null, isValid: false };
  const isExpired = isOverdue(env, invite);
  return { email: invite.email, isExpired, isValid: invite.status === 'pending' && !isExpired };
}

function inviteByToken(env: Environment, token: string): InviteRecord {
  if (!/^[0-9a-f]{64}$/.test(token)) throw refusal('INVALID_USER_TOKEN');
  const invite = env.db.invites.find((candidate) => candidate.token === token);
  if (!invite) throw refusal('USER_TOKEN_NOT_FOUND_IN_DB');
  return invite;
}

function newUser(invite: InviteRecord, now: number): UserRecord {
  const id = randomUUID();
  return {
    id,
    reference: id,
    email: invite.email,
    firstName: invite.firstName,
    lastName: invite.lastName,
    active: true,
    locale: invite.locale,
    timezone: null,
    phone: null,
    tenantId: invite.tenantId,
    roleKeys: invite.grantedRoleKeys,
    createdAt: now,
    updatedAt: now,
  };
}
