import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { InviteRecord, RoleRecord, TenantRecord, UserRecord } from './records.ts';
import type { RoqSeed, SeedInvite, SeedRole, SeedTenant, SeedUser } from './seed.ts';
import { type Table, table } from './table.ts';

export interface RoqDb {
  tenants: Table<TenantRecord>;
  roles: Table<RoleRecord>;
  users: Table<UserRecord>;
  invites: Table<InviteRecord>;
}

export function emptyDatabase(): RoqDb {
  return { tenants: table(), roles: table(), users: table(), invites: table() };
}

/** Replaces what the database holds by the seed. @throws when the seed names something that is not in it. */
export function loadSeed(db: RoqDb, seed: RoqSeed, now: number, inviteTtl: number): void {
  for (const rows of [db.tenants, db.roles, db.users, db.invites]) rows.clear();
  for (const tenant of seed.tenants) db.tenants.put(tenantOf(tenant, now), Number.NEGATIVE_INFINITY);
  for (const role of seed.roles) db.roles.put(roleOf(role, now), Number.NEGATIVE_INFINITY);
  for (const user of seed.users) db.users.put(userOf(db, user, now), Number.NEGATIVE_INFINITY);
  for (const invite of seed.invites ?? [])
    db.invites.put(inviteOf(db, invite, now, inviteTtl), Number.NEGATIVE_INFINITY);
}

export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);

/** A mail link's secret, and the id by which an invite shows that it has a new one. */
export const freshToken = () => ({ userTokenId: randomUUID(), token: randomBytes(32).toString('hex') });

function tenantOf(seed: SeedTenant, now: number): TenantRecord {
  return {
    id: idOf(seed.id, `tenant:${seed.name}`),
    name: seed.name,
    reference: seed.reference ?? null,
    isDefault: seed.isDefault ?? false,
    createdAt: now,
    updatedAt: now,
  };
}

function roleOf(seed: SeedRole, now: number): RoleRecord {
  return {
    id: idOf(seed.id, `role:${seed.key}`),
    key: seed.key,
    name: seed.name ?? seed.key,
    description: seed.description ?? null,
    isSystemManaged: seed.isSystemManaged ?? false,
    inviteRoleKeys: seed.inviteRoleKeys ?? [],
    userInvite: { read: null, create: null, update: null, delete: null, ...seed.permissions?.userInvite },
    createdAt: now,
    updatedAt: now,
  };
}

function userOf(db: RoqDb, seed: SeedUser, now: number): UserRecord {
  const id = idOf(seed.id, `user:${seed.email}`);
  return {
    id,
    reference: id,
    email: seed.email,
    firstName: seed.firstName ?? null,
    lastName: seed.lastName ?? null,
    active: seed.active === undefined ? true : seed.active,
    locale: seed.locale ?? 'en-US',
    timezone: seed.timezone ?? null,
    phone: null,
    tenantId: tenantNamed(db, seed.tenant).id,
    roleKeys: seed.roleKeys.map((key) => roleKeyed(db, key).key),
    createdAt: now,
    updatedAt: now,
  };
}

function inviteOf(db: RoqDb, seed: SeedInvite, now: number, inviteTtl: number): InviteRecord {
  const status = seed.status ?? 'pending';
  const creator = userNamed(db, seed.createdBy);
  const createdAt = now - (seed.ageMs ?? 0);
  const changedAt =
    status === 'expired' && seed.statusAgeMs === undefined
      ? Math.min(createdAt + inviteTtl, now)
      : now - (seed.statusAgeMs ?? (status === 'pending' ? (seed.ageMs ?? 0) : (seed.ageMs ?? 0) / 2));
  return {
    id: idOf(seed.id, `invite:${seed.tenant}:${seed.email}:${status}:${seed.ageMs ?? 0}`),
    email: seed.email,
    firstName: seed.firstName ?? '',
    lastName: seed.lastName ?? '',
    locale: seed.locale ?? 'en-US',
    data: null,
    injectableVariables: null,
    status,
    statusUpdatedAt: changedAt,
    tenantId: tenantNamed(db, seed.tenant).id,
    roleKeys: seed.roleKeys ?? null,
    grantedRoleKeys: (seed.roleKeys ?? creator.roleKeys).map((key) => roleKeyed(db, key).key),
    createdByUserId: creator.id,
    acceptedByUserId: seed.acceptedBy === undefined ? null : userNamed(db, seed.acceptedBy).id,
    ...freshToken(),
    validTill: createdAt + inviteTtl,
    createdAt,
    updatedAt: changedAt,
  };
}

function idOf(given: string | undefined, name: string): string {
  if (given !== undefined && !isUuid(given)) throw new Error(`Seed id "${given}" is not a UUID`);
  const hex = createHash('sha256').update(name).digest('hex');
  return (
    given ?? `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  );
}

function tenantNamed(db: RoqDb, name: string): TenantRecord {
  return known(
    db.tenants.find((tenant) => [tenant.id, tenant.reference, tenant.name].includes(name)),
    `tenant "${name}"`,
  );
}

function userNamed(db: RoqDb, name: string): UserRecord {
  return known(
    db.users.find((user) => user.id === name || user.email === name),
    `user "${name}"`,
  );
}

function roleKeyed(db: RoqDb, key: string): RoleRecord {
  return known(
    db.roles.find((role) => role.key === key),
    `role "${key}"`,
  );
}

function known<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw new Error(`The seed names ${what}, which is not in it`);
  return row;
}
