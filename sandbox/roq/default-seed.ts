import type { RoqSeed } from './seed.ts';

const hour = 60 * 60 * 1000;
const everything = { read: 'tenant', create: 'tenant', update: 'tenant', delete: 'tenant' } as const;

/** Two tenants that know nothing of each other, three ranks of role, and one invite in every status. */
export const defaultSeed: RoqSeed = {
  tenants: [
    { name: 'Acme', reference: 'acme', isDefault: true },
    { name: 'Globex', reference: 'globex' },
  ],
  roles: [
    {
      key: 'owner',
      name: 'Owner',
      inviteRoleKeys: ['admin', 'member'],
      isSystemManaged: true,
      permissions: { userInvite: everything },
    },
    { key: 'admin', name: 'Admin', inviteRoleKeys: ['member'], permissions: { userInvite: everything } },
    { key: 'member', name: 'Member', permissions: { userInvite: { read: 'own', create: 'own', update: 'own' } } },
    { key: 'guest', name: 'Guest' },
  ],
  users: [
    { email: 'ada@acme.test', firstName: 'Ada', lastName: 'Owner', tenant: 'acme', roleKeys: ['owner'] },
    { email: 'alan@acme.test', firstName: 'Alan', lastName: 'Admin', tenant: 'acme', roleKeys: ['admin'] },
    { email: 'mia@acme.test', firstName: 'Mia', lastName: 'Member', tenant: 'acme', roleKeys: ['member'] },
    { email: 'gus@acme.test', firstName: 'Gus', lastName: 'Guest', tenant: 'acme', roleKeys: ['guest'] },
    { email: 'olga@globex.test', firstName: 'Olga', lastName: 'Owner', tenant: 'globex', roleKeys: ['owner'] },
  ],
  invites: [
    { email: 'pat@acme.test', tenant: 'acme', createdBy: 'ada@acme.test', roleKeys: ['member'], ageMs: 2 * hour },
    {
      email: 'mia@acme.test',
      tenant: 'acme',
      createdBy: 'ada@acme.test',
      roleKeys: ['member'],
      status: 'accepted',
      acceptedBy: 'mia@acme.test',
      ageMs: 200 * hour,
    },
    {
      email: 'cleo@acme.test',
      tenant: 'acme',
      createdBy: 'alan@acme.test',
      roleKeys: ['member'],
      status: 'canceled',
      ageMs: 90 * hour,
    },
    {
      email: 'eve@acme.test',
      tenant: 'acme',
      createdBy: 'mia@acme.test',
      roleKeys: ['member'],
      status: 'expired',
      ageMs: 72 * hour,
    },
  ],
};
