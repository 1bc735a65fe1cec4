import type { InviteAction, InviteStatus, Scope } from './records.ts';

/** What an emulated environment starts with. Ids are UUIDs; an absent id is derived from the row's name or address. */
export interface RoqSeed {
  tenants: SeedTenant[];
  roles: SeedRole[];
  users: SeedUser[];
  invites?: SeedInvite[];
}

export interface SeedTenant {
  id?: string;
  name: string;
  reference?: string;
  isDefault?: boolean;
}

export interface SeedRole {
  id?: string;
  key: string;
  name?: string;
  description?: string;
  /** Roles a holder may invite besides their own. */
  inviteRoleKeys?: string[];
  isSystemManaged?: boolean;
  permissions?: { userInvite?: Partial<Record<InviteAction, Scope>> };
}

export interface SeedUser {
  id?: string;
  email: string;
  firstName?: string;
  lastName?: string;
  /** Id, reference or name of a tenant. */
  tenant: string;
  roleKeys: string[];
  active?: boolean | null;
  locale?: string;
  timezone?: string;
}

export interface SeedInvite {
  id?: string;
  email: string;
  firstName?: string;
  lastName?: string;
  locale?: string;
  tenant: string;
  /** Absent: the inviter's roles, as if sent without roles. */
  roleKeys?: string[];
  status?: InviteStatus;
  /** Id or address of the inviter. */
  createdBy: string;
  /** Id or address of the user who accepted; only with status `accepted`. */
  acceptedBy?: string;
  /** How long ago it was sent, ms. */
  ageMs?: number;
  /** How long ago its status last changed, ms; absent: half its age. */
  statusAgeMs?: number;
}
