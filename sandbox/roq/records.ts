/** Rows of the emulated platform. Times are ms since the epoch; rows are replaced, never changed in place. */

export type InviteStatus = 'pending' | 'accepted' | 'canceled' | 'expired';
export type InviteAction = 'read' | 'create' | 'update' | 'delete';
/** How far a permission reaches; null is no permission at all. */
export type Scope = 'all' | 'tenant' | 'own' | null;
export type Json = Record<string, unknown>;

export interface TenantRecord {
  id: string;
  name: string;
  reference: string | null;
  isDefault: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface RoleRecord {
  id: string;
  key: string;
  name: string;
  description: string | null;
  isSystemManaged: boolean;
  inviteRoleKeys: string[];
  /** Permissions on the platform entity `userInvite`. */
  userInvite: Record<InviteAction, Scope>;
  createdAt: number;
  updatedAt: number;
}

export interface UserRecord {
  id: string;
  reference: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  active: boolean | null;
  locale: string | null;
  timezone: string | null;
  phone: string | null;
  tenantId: string;
  roleKeys: string[];
  createdAt: number;
  updatedAt: number;
}

export interface InviteRecord {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  locale: string | null;
  data: Json | null;
  injectableVariables: Json | null;
  status: InviteStatus;
  statusUpdatedAt: number | null;
  tenantId: string;
  /** As sent; null when the invite was sent without roles. */
  roleKeys: string[] | null;
  /** What the invitee receives: `roleKeys`, or the roles the inviter had. */
  grantedRoleKeys: string[];
  createdByUserId: string;
  acceptedByUserId: string | null;
  userTokenId: string;
  /** Secret of the mail link; never leaves by GraphQL or webhook. */
  token: string;
  validTill: number;
  createdAt: number;
  updatedAt: number;
}
