import { randomUUID } from 'node:crypto';
import { acceptInvite } from './accept-invite.ts';
import { requireService, requireUuid } from './actor.ts';
import type { Call } from './call.ts';
import { saveUser } from './environment.ts';
import { cancelInvite, type InvitePatch, resendInvite, updateInvite } from './invite-actions.ts';
import { inviteModel, tenantModel } from './models.ts';
import type { TenantRecord, UserRecord } from './records.ts';
import { refusal } from './refusal.ts';
import { type InviteRow, sendInvites } from './send-invites.ts';
import { type MailInput, sendMail } from './send-mail.ts';

type InvitesInput = { tenantId?: string | null; userInvites: InviteRow[] };
type TenantInput = { name: string; reference?: string | null };

/** Root fields of Mutation, as graphql-js calls them: (arguments, call). */
export const mutations = {
  sendUserInvitesV2: ({ data }: { data: InvitesInput }, call: Call) => send(call, data),
  sendUserInvites: ({ userInvites }: { userInvites: InvitesInput }, call: Call) => send(call, userInvites),
  resendUserInvite: ({ id }: { id: string }, call: Call) => inviteModel(call, resendInvite(call.env, call.actor, id)),
  cancelUserInvite: ({ id }: { id: string }, call: Call) => inviteModel(call, cancelInvite(call.env, call.actor, id)),
  updateUserInvite: ({ id, userInvite }: { id: string; userInvite: InvitePatch }, call: Call) =>
    inviteModel(call, updateInvite(call.env, call.actor, id, userInvite)),
  acceptUserInviteV2: ({ data }: { data: { token: string } }, call: Call) =>
    inviteModel(call, acceptInvite(call.env, data.token)),
  acceptUserInvite: ({ acceptUserInvite }: { acceptUserInvite: { token: string } }, call: Call) =>
    inviteModel(call, acceptInvite(call.env, acceptUserInvite.token)),

  assignRolesToUser({ roleKeys, userId }: { roleKeys: string[]; userId: string }, call: Call) {
    changeRoles(call, userId, roleKeys, (held) => [...new Set([...held, ...roleKeys])]);
    return true;
  },
  unassignRolesFromUser({ roleKeys, userId }: { roleKeys: string[]; userId: string }, call: Call) {
    changeRoles(call, userId, roleKeys, (held) => held.filter((key) => !roleKeys.includes(key)));
    return true;
  },

  createTenant({ tenant }: { tenant: TenantInput }, call: Call) {
    requireService(call.actor, 'tenant.create');
    const createdAt = call.env.clock.now();
    const made = { id: randomUUID(), reference: null, ...tenant, isDefault: false, createdAt, updatedAt: createdAt };
    return tenantModel(call, saveTenant(call, made));
  },
  updateTenant({ id, tenant }: { id: string; tenant: TenantInput }, call: Call) {
    requireService(call.actor, 'tenant.update');
    const found = call.env.db.tenants.get(requireUuid(id));
    if (!found) throw refusal('TENANT_NOT_FOUND', { id });
    return tenantModel(call, saveTenant(call, { ...found, ...tenant, updatedAt: call.env.clock.now() }));
  },

  sendMail: ({ mail }: { mail: MailInput }, call: Call) => sendMail(call.env, call.actor, mail),
};

function send(call: Call, input: InvitesInput) {
  const { success, errors } = sendInvites(call.env, call.actor, input);
  const nameless = call.env.faults.take(['null-names'], call.names) ? { firstName: null, lastName: null } : {};
  return {
    success: success.map((invite) => inviteModel(call, invite)),
    errors: errors.map((error) => ({ ...error, ...nameless })),
  };
}

function changeRoles(call: Call, userId: string, keys: string[], change: (held: string[]) => string[]): UserRecord {
  requireService(call.actor, 'user.update');
  const user = call.env.db.users.get(requireUuid(userId));
  if (!user) throw refusal('USER_NOT_FOUND', { id: userId });
  const unknown = keys.find((key) => !call.env.db.roles.find((role) => role.key === key));
  if (unknown !== undefined) throw refusal('ROLE_NOT_FOUND', { id: unknown });
  return saveUser(call.env, { ...user, roleKeys: change(user.roleKeys), updatedAt: call.env.clock.now() });
}

function saveTenant(call: Call, tenant: TenantRecord): TenantRecord {
  call.env.db.tenants.put(tenant, call.env.clock.now());
  call.env.changed({ what: 'tenant', id: tenant.id });
  return tenant;
}
