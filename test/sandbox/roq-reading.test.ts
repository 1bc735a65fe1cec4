import { OrderEnum, UserInviteOrderSortEnum } from '@roq/nodejs/dist/src/generated/sdk.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addresses, hour, invitesFrom, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

let world: RoqWithSdk;
beforeEach(async () => {
  world = await roqWithSdk();
});
afterEach(() => world.roq.close());

type Asked = Parameters<ReturnType<RoqWithSdk['platform']['asUser']>['userInvites']>[0];
const list = async (asked?: Asked, as = world.ada) => (await world.platform.asUser(as).userInvites(asked)).userInvites;
const emails = async (filter: NonNullable<Asked>['filter']) =>
  (await list({ filter })).data.map((invite) => invite.email.split('@')[0]).sort();

describe('filters', () => {
  test('compare as SQL does', async () => {
    expect(await emails({ status: { equalTo: 'pending' } })).toEqual(['pat']);
    expect(await emails({ status: { valueIn: ['pending', 'expired'] } })).toEqual(['eve', 'pat']);
    expect(await emails({ status: { valueNotIn: ['pending', 'expired'] } })).toEqual(['cleo', 'mia']);
    expect(await emails({ status: { notEqualTo: 'accepted' }, email: { like: 'p%' } })).toEqual(['pat']);
    expect(await emails({ email: { like: 'p' } })).toEqual([]);
    expect(await emails({ email: { like: 'P%' } })).toEqual([]);
    expect(await emails({ email: { iLike: 'P_T@%' } })).toEqual(['pat']);
    expect(await emails({ createdByUserId: { equalTo: world.mia } })).toEqual(['eve']);
    expect(await emails({ acceptedByUserId: { equalTo: null as unknown as string } })).toEqual(['cleo', 'eve', 'pat']);
    expect(await emails({ acceptedByUserId: { notEqualTo: world.ada } })).toEqual(['mia']);
  });

  test('treat a pattern of regular expressions as text', async () => {
    expect(await emails({ email: { like: 'p.t@acme.test' } })).toEqual([]);
    expect(await emails({ email: { like: '%@acme.test' } })).toHaveLength(4);
  });

  test('answer an empty list with an internal error and an id that is none with IS_UUID', async () => {
    await expect(emails({ email: { valueIn: [] } })).rejects.toMatchObject({
      statusCode: 500,
      errorCode: 'INTERNAL_ERROR',
    });
    await expect(emails({ tenantId: { equalTo: 'acme' } })).rejects.toMatchObject({
      statusCode: 400,
      errorCode: 'IS_UUID',
    });
  });
});

test('an id that is no UUID, unknown, or of another tenant is told apart only where it may be', async () => {
  const asOlga = world.platform.asUser(world.olga);
  await expect(asOlga.userInvite({ id: '17' })).rejects.toMatchObject({ errorCode: 'INVALID_UUID', statusCode: 400 });
  for (const id of [world.inviteTo('pat@acme.test').id, world.acme])
    await expect(asOlga.userInvite({ id })).rejects.toMatchObject({
      statusCode: 404,
      errorCode: 'USER_INVITATION_NOT_FOUND',
      message: `UserInvite with id ${id} not found`,
    });
});

describe('who sees what', () => {
  test('tenant scope sees the tenant, own scope the own, service everything, no permission nothing', async () => {
    expect((await list()).totalCount).toBe(4);
    expect((await list({}, world.mia)).data.map((invite) => invite.email)).toEqual(['eve@acme.test']);
    expect((await list({}, world.olga)).totalCount).toBe(0);
    await expect(list({}, world.gus)).rejects.toMatchObject({ errorCode: 'FORBIDDEN', statusCode: 403 });
    const globex = invitesFrom(world.olga, world.globex, ['g@globex.test']);
    await world.platform.asUser(world.olga).sendUserInvites(globex);
    expect((await world.platform.asSuperAdmin().userInvites()).userInvites.totalCount).toBe(5);
    expect((await list()).totalCount).toBe(4);
  });
});

describe('pages', () => {
  const byEmail = { sort: UserInviteOrderSortEnum.Email, order: OrderEnum.Asc };
  const sendTen = () =>
    world.platform.asUser(world.ada).sendUserInvites(invitesFrom(world.ada, world.acme, addresses(10)));

  test('are newest first by default and count all matches', async () => {
    const page = await list({ limit: 2, offset: 1 });
    expect(page.totalCount).toBe(4);
    expect(page.data.map((invite) => invite.email)).toEqual(['eve@acme.test', 'cleo@acme.test']);
  });

  test('follow the order asked for', async () => {
    await sendTen();
    const { data } = await list({ order: byEmail, limit: 3 });
    expect(data.map((invite) => invite.email)).toEqual(['cleo@acme.test', 'eve@acme.test', 'mia@acme.test']);
  });

  test('give rows with equal keys in a new order each time, unless the switch says no', async () => {
    await sendTen();
    const order = { sort: UserInviteOrderSortEnum.Status, order: OrderEnum.Asc };
    const ids = async () =>
      (await list({ order, filter: { status: { equalTo: 'pending' } } })).data.map(({ id }) => id);
    expect(await ids()).not.toEqual(await ids());
    world.roq.setOptions({ randomTies: false });
    expect(await ids()).toEqual(await ids());
  });

  test('hold no more than the cap, whatever is asked', async () => {
    world.roq.setOptions({ pageCap: 3 });
    for (const limit of [undefined, 0, 3, 50])
      expect((await list({ ...(limit === undefined ? {} : { limit }) })).data).toHaveLength(3);
    expect((await list({ limit: 2 })).data).toHaveLength(2);
  });

  test('search finds a part of the column, in its exact case', async () => {
    await sendTen();
    const search = (value: string) => list({ search: { key: 'lastName', value } as NonNullable<Asked>['search'] });
    expect((await search('ome')).totalCount).toBe(10);
    expect((await search('comer')).totalCount).toBe(0);
  });
});

test('names of inviter and roles come with the invite in one query', async () => {
  const document = `query ($filter: UserInviteFilterArgType) { userInvites(filter: $filter) {
    data { email roles { data { key name } } createdBy { email } acceptedBy { email } } } }`;
  const { data } = await world.platform
    .asUser(world.ada)
    .graphqlRequest(document, { filter: { status: { equalTo: 'accepted' } } });
  expect(data.userInvites.data).toEqual([
    {
      email: 'mia@acme.test',
      roles: { data: [{ key: 'member', name: 'Member' }] },
      createdBy: { email: 'ada@acme.test' },
      acceptedBy: { email: 'mia@acme.test' },
    },
  ]);
});

test('reads lag behind writes by the length of the fault, and catch up', async () => {
  world.roq.faults.set([{ kind: 'lag', operation: 'userInvites', ms: hour }]);
  await world.platform.asUser(world.ada).cancelUserInvite({ userInviteId: world.inviteTo('pat@acme.test').id });
  await world.platform.asUser(world.ada).sendUserInvites(invitesFrom(world.ada, world.acme, ['new@acme.test']));
  expect(await emails({ status: { equalTo: 'pending' } })).toEqual(['pat']);
  world.roq.clock.advance(hour);
  expect(await emails({ status: { equalTo: 'pending' } })).toEqual(['new']);
});
