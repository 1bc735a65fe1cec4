import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actor } from '../../src/people/person.ts';
import { type Emulated, startEmulated } from './emulated.ts';
import { type Fake, failureOf, actor as fakeActor, rigFor, startFake } from './fake-roq.ts';

let fake: Fake | undefined;
let world: Emulated;
let ada: Actor;
beforeEach(async () => {
  world = await startEmulated();
  ada = world.actorOf('ada@acme.test');
});
afterEach(async () => {
  await world.close();
  await fake?.close();
  fake = undefined;
});

const asked = () => world.emulator.requests().filter((request) => request.operation === 'userProfiles');

test('users are found by address in any letter case, over all tenants', async () => {
  const found = await world.roq.directory.usersByEmail(['ADA@acme.test', 'olga@globex.test', 'nobody@x.test']);
  expect(found.map((user) => user.email).sort()).toEqual(['ada@acme.test', 'olga@globex.test']);
  expect(asked().map((request) => request.asWhom)).toEqual(['service']);
});

test('users are told in our types, within the tenant where one is given', async () => {
  expect(await world.roq.directory.usersByEmail(['ada@acme.test', 'olga@globex.test'], ada.tenantId)).toEqual([
    {
      id: ada.roqUserId,
      tenantId: ada.tenantId,
      email: 'ada@acme.test',
      firstName: 'Ada',
      lastName: 'Owner',
      active: true,
      locale: 'en-US',
    },
  ]);
});

test('a single address that is not found is looked for in any spelling', async () => {
  world.emulator.setUser(ada.roqUserId, { email: 'Ada@Acme.test' });
  const found = await world.roq.directory.usersByEmail(['ada@acme.test']);
  expect(found.map((user) => user.email)).toEqual(['ada@acme.test']);
  expect(asked()).toHaveLength(2);
});

test('a wildcard in an address is asked as a letter', async () => {
  expect(await world.roq.directory.usersByEmail(['a_a@acme.test'])).toEqual([]);
  expect(Object(asked().at(-1)?.variables).filter.email).toEqual({ iLike: 'a\\_a@acme.test' });
});

test('users nobody asked for are left out', async () => {
  const data = [{ id: 'u', tenantId: 'tenant-a', email: 'other@x.test' }];
  fake = await startFake({ graphql: () => ({ json: { data: { users: { totalCount: 1, data } } } }) });
  expect(await rigFor(fake.url).roq.directory.usersByEmail(['ada@x.test'])).toEqual([]);
});

test('no addresses and no ids ask nothing', async () => {
  expect(await world.roq.directory.usersByEmail([])).toEqual([]);
  expect(await world.roq.directory.usersById(ada.tenantId, [])).toEqual([]);
  expect(asked()).toEqual([]);
});

test('deactivated users are found too, and told to be so', async () => {
  world.emulator.setUser(ada.roqUserId, { active: false });
  expect(await world.roq.directory.user(ada)).toMatchObject({ id: ada.roqUserId, active: false });
  expect((await world.roq.directory.usersByEmail(['ada@acme.test']))[0]?.active).toBe(false);
});

test('a user of another tenant, or of none, is no user of this one', async () => {
  const olga = world.actorOf('olga@globex.test');
  expect(await world.roq.directory.user({ ...ada, tenantId: olga.tenantId })).toBeUndefined();
  expect(await world.roq.directory.usersById(ada.tenantId, [ada.roqUserId, olga.roqUserId])).toHaveLength(1);
  fake = await startFake({
    graphql: () => ({
      json: { data: { users: { totalCount: 1, data: [{ id: 'u', tenantId: 'tenant-b', email: 'b@x.test' }] } } },
    }),
  });
  const { roq, log } = rigFor(fake.url);
  expect(await roq.directory.user(fakeActor)).toBeUndefined();
  expect(log.join('')).toContain('"dropped":1');
});

test('a user whose active flag is null is taken for active', async () => {
  fake = await startFake({
    graphql: () => ({
      json: {
        data: {
          users: {
            totalCount: 1,
            data: [{ id: 'u', tenantId: 'tenant-a', email: 'B@x.test', active: null, firstName: null }],
          },
        },
      },
    }),
  });
  const { roq } = rigFor(fake.url);
  expect(await roq.directory.user(fakeActor)).toMatchObject({
    active: true,
    firstName: '',
    lastName: '',
    email: 'b@x.test',
  });
});

test('the roles a person may give are those ROQ names for them', async () => {
  const roles = async (email: string) =>
    (await world.roq.directory.invitableRoles(world.actorOf(email))).map((role) => role.key).sort();
  expect(await roles('ada@acme.test')).toEqual(['admin', 'member', 'owner']);
  expect(await roles('mia@acme.test')).toEqual(['member']);
  expect(await world.roq.directory.invitableRoles(world.actorOf('mia@acme.test'))).toEqual([
    { key: 'member', name: 'Member' },
  ]);
});

test('roles beyond one page are read too', async () => {
  world.emulator.setOptions({ pageCap: 2 });
  expect(await world.roq.directory.invitableRoles(ada)).toHaveLength(3);
});

test('access is told as ROQ scopes it', async () => {
  expect(await world.roq.directory.access(ada)).toEqual({ read: 'tenant', create: 'tenant', update: 'tenant' });
  expect(await world.roq.directory.access(world.actorOf('mia@acme.test'))).toEqual({
    read: 'own',
    create: 'own',
    update: 'own',
  });
  expect(await world.roq.directory.access(world.actorOf('gus@acme.test'))).toEqual({
    read: 'none',
    create: 'none',
    update: 'none',
  });
});

test.each([
  [{ read: true, create: { scope: 'own' }, update: null }, { read: 'tenant', create: 'own', update: 'none' }, false],
  [{ read: 'ALL', create: false, update: { scope: true } }, { read: 'all', create: 'none', update: 'tenant' }, false],
  [{ read: 'everywhere', create: 7, update: ['own'] }, { read: 'none', create: 'none', update: 'none' }, true],
  [undefined, { read: 'none', create: 'none', update: 'none' }, false],
  ['tenant', { read: 'none', create: 'none', update: 'none' }, true],
])('access %j is read as %j', async (userInvite, access, warned) => {
  fake = await startFake({ graphql: () => ({ json: { data: { userAccess: { platform: { userInvite } } } } }) });
  const { roq, log } = rigFor(fake.url);
  expect(await roq.directory.access(fakeActor)).toEqual(access);
  expect(log.join('').includes('in an unknown shape')).toBe(warned);
});

test('access without a platform is a broken contract', async () => {
  fake = await startFake({ graphql: () => ({ json: { data: { userAccess: null } } }) });
  expect((await failureOf(rigFor(fake.url).roq.directory.access(fakeActor))).kind).toBe('contract');
});

test('a tenant has a name, and an unknown one is not found', async () => {
  expect(await world.roq.directory.tenantName(ada.tenantId)).toBe('Acme');
  expect((await failureOf(world.roq.directory.tenantName(ada.roqUserId))).kind).toBe('not_found');
});
