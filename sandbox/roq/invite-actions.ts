import { type Actor, forbidden, inviteScope, reaches, requireInviteScope, requireUuid } from './actor.ts';
import { freshToken } from './database.ts';
import { type Environment, saveInvite } from './environment.ts';
import { expireOverdue } from './invite-expiry.ts';
import { mailInvite } from './invite-mail.ts';
import type { InviteRecord, Json } from './records.ts';
import { refusal } from './refusal.ts';

/** Pending again, with a new link and a new mail, from any status but `accepted`. */
export function resendInvite(env: Environment, actor: Actor, id: string): InviteRecord {
  const invite = inviteToUpdate(env, actor, id);
  if (invite.status === 'accepted') throw refusal('USER_INVITE_RESENDING_FAILED', { userInviteStatus: invite.status });
  const now = env.clock.now();
  const sent = {
    ...invite,
    ...freshToken(),
    status: 'pending' as const,
    statusUpdatedAt: invite.status === 'pending' ? invite.statusUpdatedAt : now,
    validTill: now + env.switches.inviteTtl,
    updatedAt: now,
  };
  mailInvite(env, saveInvite(env, sent));
  return sent;
}

export function cancelInvite(env: Environment, actor: Actor, id: string): InviteRecord {
  const invite = inviteToUpdate(env, actor, id);
  if (invite.status !== 'pending')
    throw refusal('USER_INVITE_CANCELLATION_FAILED', { userInviteStatus: invite.status });
  const now = env.clock.now();
  return saveInvite(env, { ...invite, status: 'canceled', statusUpdatedAt: now, updatedAt: now });
}

export interface InvitePatch {
  acceptedByUserId?: string | null;
  data?: Json | null;
  firstName?: string | null;
  lastName?: string | null;
  locale?: string | null;
}

export function updateInvite(env: Environment, actor: Actor, id: string, patch: InvitePatch): InviteRecord {
  const invite = inviteToUpdate(env, actor, id);
  if (patch.acceptedByUserId && !env.db.users.get(requireUuid(patch.acceptedByUserId)))
    throw refusal('USER_NOT_FOUND', { id: patch.acceptedByUserId });
  return saveInvite(env, { ...invite, ...patch, updatedAt: env.clock.now() });
}

/** Unknown, another tenant's, or unreadable: not found. Readable but out of reach: forbidden. */
function inviteToUpdate(env: Environment, actor: Actor, id: string): InviteRecord {
  const scope = requireInviteScope(env, actor, 'update');
  expireOverdue(env);
  const invite = env.db.invites.get(requireUuid(id));
  if (invite && reaches(actor, scope, invite)) return invite;
  const readable = inviteScope(env, actor, 'read');
  if (invite && readable && reaches(actor, readable, invite)) throw forbidden('userInvite.update');
  throw refusal('USER_INVITATION_NOT_FOUND', { id });
}
