import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { found, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

let world: RoqWithSdk;
beforeEach(async () => {
  world = await roqWithSdk();
});
afterEach(() => world.roq.close());

const ask = async (as: string | null, document: string, variables?: object) => {
  const caller = as === null ? world.platform.asSuperAdmin() : world.platform.asUser(as);
  return (await caller.graphqlRequest(document, variables)).data;
};
const profiles = async (as: string, filter: object = {}) =>
  (await world.platform.asUser(as).userProfiles({ filter })).users.data.map((user) => user.email.split('@')[0]).sort();

describe('users', () => {
  test('a profile brings tenant and roles when asked', async () => {
    const { user } = await world.platform
      .asUser(world.ada)
      .userProfile({ id: world.ada, withTenant: true, withRoles: true });
    expect(user).toMatchObject({
      email: 'ada@acme.test',
      tenantId: world.acme,
      tenant: { name: 'Acme' },
      active: true,
    });
    expect(user.roles?.data.map((role) => role.key)).toEqual(['owner']);
  });

  test('are those of the own tenant, found by address, role or words', async () => {
    expect(await profiles(world.ada)).toEqual(['ada', 'alan', 'gus', 'mia']);
    expect(await profiles(world.olga)).toEqual(['olga']);
    expect(await profiles(world.ada, { email: { valueIn: ['mia@acme.test', 'olga@globex.test'] } })).toEqual(['mia']);
    expect(await profiles(world.ada, { roleKey: { equalTo: 'admin' } })).toEqual(['alan']);
    expect(await profiles(world.ada, { search: 'GUEST' })).toEqual(['gus']);
    await expect(world.platform.asUser(world.olga).userProfile({ id: world.ada })).rejects.toMatchObject({
      statusCode: 404,
      errorCode: 'USER_NOT_FOUND',
    });
    expect((await world.platform.asSuperAdmin().userProfiles()).users.totalCount).toBe(5);
  });

  test('leave out the deactivated unless asked, and keep those whose state is null', async () => {
    world.roq.setUser(world.mia, { active: false });
    world.roq.setUser(world.gus, { active: null });
    expect(await profiles(world.ada)).toEqual(['ada', 'alan', 'gus']);
    expect(await profiles(world.ada, { withDeactivated: { equalTo: true } })).toEqual(['ada', 'alan', 'gus', 'mia']);
  });
});

describe('roles', () => {
  const invitable =
    'query ($filter: RoleFilterArgType) { roles(filter: $filter) { data { key inviteRoleKeys } totalCount } }';
  const keys = async (as: string | null, equalTo = true) => {
    const { roles } = await ask(as, invitable, { filter: { invite: { equalTo } } });
    return roles.data.map((role: { key: string }) => role.key).sort();
  };

  test('that the caller may invite are their own and those these invite', async () => {
    expect(await keys(world.ada)).toEqual(['admin', 'member', 'owner']);
    expect(await keys(world.mia)).toEqual(['member']);
    expect(await keys(world.mia, false)).toEqual(['admin', 'guest', 'owner']);
    expect(await keys(null)).toEqual(['admin', 'guest', 'member', 'owner']);
  });

  test('can be given and taken by the service account, and the right to invite follows', async () => {
    const service = world.platform.asSuperAdmin();
    const change = { roleKeys: ['admin'], userId: world.mia };
    expect((await service.assignRolesToUser(change)).assignRolesToUser).toBe(true);
    expect(await keys(world.mia)).toEqual(['admin', 'member']);
    await service.unassignRolesFromUser({ roleKeys: ['admin', 'member'], userId: world.mia });
    expect(await keys(world.mia)).toEqual([]);
    const unknown = service.assignRolesToUser({ roleKeys: ['king'], userId: world.mia });
    await expect(unknown).rejects.toMatchObject({ errorCode: 'ROLE_NOT_FOUND' });
    await expect(world.platform.asUser(world.ada).assignRolesToUser(change)).rejects.toMatchObject({
      errorCode: 'FORBIDDEN',
    });
  });
});

test('the caller learns how far their permissions on invites reach', async () => {
  const access = async (as: string | null) =>
    (await ask(as, '{ userAccess { platform } }')).userAccess.platform.userInvite;
  expect(await access(world.ada)).toEqual({ read: 'tenant', create: 'tenant', update: 'tenant', delete: 'tenant' });
  expect(await access(world.mia)).toEqual({ read: 'own', create: 'own', update: 'own', delete: false });
  expect(await access(world.gus)).toEqual({ read: false, create: false, update: false, delete: false });
  expect((await access(null)).create).toBe('all');
});

test('a user sees their tenant only; the service account sees, makes and renames them', async () => {
  const all = '{ tenants { data { name } totalCount } }';
  expect((await ask(world.ada, all)).tenants).toEqual({ data: [{ name: 'Acme' }], totalCount: 1 });
  const one = 'query ($id: ID!) { tenant(id: $id) { name users { totalCount } } }';
  expect((await ask(world.ada, one, { id: world.acme })).tenant).toEqual({ name: 'Acme', users: { totalCount: 4 } });
  await expect(ask(world.ada, one, { id: world.globex })).rejects.toMatchObject({ errorCode: 'TENANT_NOT_FOUND' });
  await ask(null, 'mutation { createTenant(tenant: { name: "Initech" }) { id } }');
  const { updateTenant } = await world.platform
    .asSuperAdmin()
    .updateTenant({ id: world.acme, tenant: { name: 'Acme Ltd' } });
  expect(updateTenant).toMatchObject({ name: 'Acme Ltd', reference: 'acme' });
  expect((await ask(null, all)).tenants.totalCount).toBe(3);
});

describe('sendMail', () => {
  const mail = {
    key: 'LINK_CODE',
    locale: 'en-US',
    emails: ['ada@acme.test'],
    data: [{ key: 'code', value: '123456' }],
  };

  test('puts one mail per address into the outbox', async () => {
    const emails = ['ada@acme.test', 'mia@acme.test'];
    const { sendMail } = await world.platform.asSuperAdmin().sendMail({ mail: { ...mail, emails } });
    expect(sendMail.mailsSent.count).toBe(2);
    expect(found(world.roq.mailsTo('ada@acme.test')[0])).toMatchObject({
      template: 'LINK_CODE',
      variables: { code: '123456' },
      link: null,
    });
  });

  test('is for the service account and for addresses only', async () => {
    await expect(world.platform.asUser(world.ada).sendMail({ mail })).rejects.toMatchObject({ errorCode: 'FORBIDDEN' });
    const nonsense = world.platform.asSuperAdmin().sendMail({ mail: { ...mail, emails: ['ada'] } });
    await expect(nonsense).rejects.toMatchObject({ errorCode: 'IS_EMAIL' });
    expect(world.roq.mails()).toEqual([]);
  });
});
