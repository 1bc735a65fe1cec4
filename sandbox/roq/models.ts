import { invitableRoleKeys } from './actor.ts';
import type { Call } from './call.ts';
import { iso } from './environment.ts';
import { type Condition, holds, type SpecialFields } from './filtering.ts';
import { type Page, type PageArgs, pageOf } from './paging.ts';
import type { InviteRecord, RoleRecord, TenantRecord, UserRecord } from './records.ts';

/** GraphQL objects made of rows; relations are functions, so that only what was asked for is looked up. */
export function inviteModel(call: Call, invite: InviteRecord): object {
  const { env } = call;
  const { token: _token, ...row } = invite;
  return {
    ...row,
    createdAt: iso(invite.createdAt),
    updatedAt: iso(invite.updatedAt),
    statusUpdatedAt: iso(invite.statusUpdatedAt),
    // An invite sent without roles answers null at first and [] when it is read.
    roleKeys: invite.roleKeys ?? (call.kind === 'mutation' ? null : []),
    roles: (args: PageArgs) => rolePage(call, args, (role) => (invite.roleKeys ?? []).includes(role.key)),
    createdBy: () => userModelById(call, invite.createdByUserId),
    acceptedBy: () => (invite.acceptedByUserId === null ? null : userModelById(call, invite.acceptedByUserId)),
  };

  function userModelById(of: Call, id: string): object | null {
    const user = env.db.users.get(id);
    return user ? userModel(of, user) : null;
  }
}

export function userModel(call: Call, user: UserRecord): object {
  return {
    ...user,
    createdAt: iso(user.createdAt),
    updatedAt: iso(user.updatedAt),
    avatarUrl: null,
    customData: null,
    isOptedIn: false,
    synced: true,
    twoFactorEnabled: false,
    tenant: () => {
      const tenant = call.env.db.tenants.get(user.tenantId);
      return tenant ? tenantModel(call, tenant) : null;
    },
    roles: (args: PageArgs) => rolePage(call, args, (role) => user.roleKeys.includes(role.key)),
    userGroups: { data: [], totalCount: 0 },
  };
}

export function tenantModel(call: Call, tenant: TenantRecord): object {
  const users = () => ({ totalCount: countUsers(call, (user) => user.tenantId === tenant.id) });
  return { ...tenant, createdAt: iso(tenant.createdAt), updatedAt: iso(tenant.updatedAt), users };
}

export function roleModel(call: Call, role: RoleRecord): object {
  return {
    ...role,
    reference: role.id,
    projectEntityId: null,
    userIdField: null,
    userGroups: { data: [], totalCount: 0 },
    users: () => ({ totalCount: countUsers(call, (user) => user.roleKeys.includes(role.key)) }),
  };
}

/** A page of the roles that `within` lets through. */
export function rolePage(call: Call, args: PageArgs, within: (role: RoleRecord) => boolean): Page<object> {
  const page = pageOf(call.env, call.env.db.roles.all().filter(within), args, roleFields(call));
  return { ...page, data: page.data.map((role) => roleModel(call, role)) };
}

function roleFields(call: Call): SpecialFields<RoleRecord> {
  const holders = (role: RoleRecord) => call.env.db.users.all().filter((user) => user.roleKeys.includes(role.key));
  const invitable = invitableRoleKeys(call.env, call.actor);
  return {
    invite: (role, condition) => holds(invitable.has(role.key), condition as Condition),
    userId: (role, condition) => holders(role).some((user) => holds(user.id, condition as Condition)),
    permissionId: () => false,
    userGroupId: () => false,
  };
}

const countUsers = (call: Call, test: (user: UserRecord) => boolean) =>
  call.env.db.users.all().filter((user) => user.active !== false && test(user)).length;
