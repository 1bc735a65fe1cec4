import type { RoqControls } from './roq/emulator.ts';
import type { InviteStatus } from './roq/records.ts';
import type { LoggedRequest } from './roq/request-log.ts';

/** What stands in ROQ's tables, and what the app asked of it. Secrets of links stay inside. */
export interface RoqSide {
  tenants: { id: string; name: string; isDefault: boolean; users: number; invites: number }[];
  roles: { key: string; name: string; mayInvite: string[]; reads: string }[];
  users: { id: string; name: string; email: string; tenant: string; roles: string[]; active: boolean }[];
  invites: RoqInvite[];
  requests: (Omit<LoggedRequest, 'asWhom'> & { as: string | null })[];
}

export interface RoqInvite {
  id: string;
  email: string;
  name: string;
  tenant: string;
  roles: string[];
  status: InviteStatus;
  by: string;
  createdAt: number;
  validTill: number;
}

const requestsShown = 200;

export function roqSideOf({ db, requests }: RoqControls): RoqSide {
  const tenantName = (id: string) => db.tenants.get(id)?.name ?? id;
  const who = (id: string) => {
    const user = db.users.get(id);
    return user ? fullName(user) || user.email : id;
  };
  const users = db.users.all();
  const invites = db.invites.all();
  return {
    tenants: db.tenants.all().map(({ id, name, isDefault }) => ({
      id,
      name,
      isDefault,
      users: users.filter((user) => user.tenantId === id).length,
      invites: invites.filter((invite) => invite.tenantId === id).length,
    })),
    roles: db.roles.all().map(({ key, name, inviteRoleKeys, userInvite }) => ({
      key,
      name,
      mayInvite: userInvite.create ? [...new Set([key, ...inviteRoleKeys])] : [],
      reads: userInvite.read ?? 'nothing',
    })),
    users: users.map((user) => ({
      id: user.id,
      name: fullName(user),
      email: user.email,
      tenant: tenantName(user.tenantId),
      roles: user.roleKeys,
      active: user.active !== false,
    })),
    invites: invites
      .map((invite) => ({
        id: invite.id,
        email: invite.email,
        name: fullName(invite),
        tenant: tenantName(invite.tenantId),
        roles: invite.grantedRoleKeys,
        status: invite.status,
        by: who(invite.createdByUserId),
        createdAt: invite.createdAt,
        validTill: invite.validTill,
      }))
      .sort((a, b) => b.createdAt - a.createdAt),
    requests: requests()
      .slice(-requestsShown)
      .reverse()
      .map(({ asWhom, ...rest }) => ({ ...rest, as: asWhom === null || asWhom === 'service' ? asWhom : who(asWhom) })),
  };
}

const fullName = (user: { firstName: string | null; lastName: string | null }): string =>
  [user.firstName, user.lastName].filter(Boolean).join(' ');
