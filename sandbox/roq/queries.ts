import { checkToken } from './accept-invite.ts';
import { inviteScope, reaches, requireInviteScope, requireUuid } from './actor.ts';
import { type Call, rowsOf } from './call.ts';
import { type Condition, holds, type SpecialFields } from './filtering.ts';
import { expireOverdue } from './invite-expiry.ts';
import { inviteModel, roleModel, rolePage, tenantModel, userModel } from './models.ts';
import { type PageArgs, pageOf } from './paging.ts';
import type { InviteAction, UserRecord } from './records.ts';
import { refusal } from './refusal.ts';

/** Root fields of Query, as graphql-js calls them: (arguments, call). */
export const queries = {
  userInvites(args: PageArgs, call: Call) {
    const scope = requireInviteScope(call.env, call.actor, 'read');
    expireOverdue(call.env);
    const visible = rowsOf(call, call.env.db.invites).filter((invite) => reaches(call.actor, scope, invite));
    const page = pageOf(call.env, visible, args);
    return { ...page, data: page.data.map((invite) => inviteModel(call, invite)) };
  },

  userInvite({ id }: { id: string }, call: Call) {
    const scope = requireInviteScope(call.env, call.actor, 'read');
    expireOverdue(call.env);
    requireUuid(id);
    const invite = rowsOf(call, call.env.db.invites).find((row) => row.id === id.toLowerCase());
    if (!invite || !reaches(call.actor, scope, invite)) throw refusal('USER_INVITATION_NOT_FOUND', { id });
    return inviteModel(call, invite);
  },

  users(args: PageArgs, call: Call) {
    const deactivated = args.filter?.withDeactivated;
    const withDeactivated = typeof deactivated === 'object' && deactivated?.equalTo === true;
    const visible = rowsOf(call, call.env.db.users).filter(
      (user) => inTenant(call, user.tenantId) && (withDeactivated || user.active !== false),
    );
    const page = pageOf(call.env, visible, args, userFields(call));
    return { ...page, data: page.data.map((user) => userModel(call, user)) };
  },

  user({ id }: { id: string }, call: Call) {
    requireUuid(id);
    const user = rowsOf(call, call.env.db.users).find((row) => row.id === id.toLowerCase());
    if (!user || !inTenant(call, user.tenantId)) throw refusal('USER_NOT_FOUND', { id });
    return userModel(call, user);
  },

  roles: (args: PageArgs, call: Call) => rolePage(call, args, () => true),

  role({ id }: { id: string }, call: Call) {
    const role = call.env.db.roles.get(requireUuid(id));
    if (!role) throw refusal('ROLE_NOT_FOUND', { id });
    return roleModel(call, role);
  },

  tenants(args: PageArgs, call: Call) {
    const visible = call.env.db.tenants.all().filter((tenant) => inTenant(call, tenant.id));
    const page = pageOf(call.env, visible, args);
    return { ...page, data: page.data.map((tenant) => tenantModel(call, tenant)) };
  },

  tenant({ id }: { id: string }, call: Call) {
    const tenant = call.env.db.tenants.get(requireUuid(id));
    if (!tenant || !inTenant(call, tenant.id)) throw refusal('TENANT_NOT_FOUND', { id });
    return tenantModel(call, tenant);
  },

  userAccess(_args: unknown, call: Call) {
    const actions: InviteAction[] = ['read', 'create', 'update', 'delete'];
    const scopes = actions.map((action) => [action, inviteScope(call.env, call.actor, action) ?? false]);
    return { access: {}, platform: { userInvite: Object.fromEntries(scopes) }, project: {} };
  },

  checkUserInviteToken: ({ token }: { token: string }, call: Call) => checkToken(call.env, token),
};

/** A user sees their own tenant; the service account sees all. */
const inTenant = (call: Call, tenantId: string) =>
  call.actor.kind === 'service' || call.actor.user.tenantId === tenantId;

function userFields(call: Call): SpecialFields<UserRecord> {
  const roleIds = (user: UserRecord) =>
    call.env.db.roles.all().flatMap((role) => (user.roleKeys.includes(role.key) ? [role.id] : []));
  const never = () => false;
  return {
    search: (user, text) =>
      [user.email, user.firstName, user.lastName].some((value) =>
        value?.toLowerCase().includes(String(text).toLowerCase()),
      ),
    withDeactivated: () => true,
    roleKey: (user, condition) => user.roleKeys.some((key) => holds(key, condition as Condition)),
    roleId: (user, condition) => roleIds(user).some((id) => holds(id, condition as Condition)),
    userGroupId: never,
    userGroupName: never,
    userProviderId: never,
  };
}
