import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultSeed } from '../../sandbox/roq/default-seed.ts';
import type { Actor } from '../../src/people/person.ts';
import { type Emulated, startEmulated } from './emulated.ts';
import {
  type Fake,
  failureOf,
  actor as fakeActor,
  invitePage,
  inviteRow,
  rigFor,
  sendOptions,
  startFake,
} from './fake-roq.ts';

let fake: Fake | undefined;
let world: Emulated;
let ada: Actor;
let service: { tenantId: string };
beforeEach(async () => {
  world = await startEmulated();
  ada = world.actorOf('ada@acme.test');
  service = { tenantId: ada.tenantId };
});
afterEach(async () => {
  await world.close();
  await fake?.close();
  fake = undefined;
});

const emails = (invites: { email: string }[]) => invites.map((invite) => invite.email);
const asked = () => world.emulator.requests().filter((request) => request.operation === 'userInvites');

test('invites are told in our types', async () => {
  const { invites, total } = await world.roq.invites.list(ada, { limit: 10, emails: ['mia@acme.test'] });
  const mia = world.inviteOf('mia@acme.test');
  expect(total).toBe(1);
  expect(invites).toEqual([
    {
      ...{ id: mia.id, tenantId: ada.tenantId, email: 'mia@acme.test', firstName: '', lastName: '', locale: 'en-US' },
      ...{ roleKeys: ['member'], status: 'accepted', createdByUserId: ada.roqUserId, userTokenId: mia.userTokenId },
      ...{ createdAt: mia.createdAt, updatedAt: mia.updatedAt, statusUpdatedAt: mia.statusUpdatedAt },
      acceptedByUserId: world.actorOf('mia@acme.test').roqUserId,
    },
  ]);
});

test('the newest come first, or the oldest, in pages', async () => {
  const newest = await world.roq.invites.list(ada, { limit: 2 });
  expect([emails(newest.invites), newest.total]).toEqual([['pat@acme.test', 'eve@acme.test'], 4]);
  const oldest = await world.roq.invites.list(ada, { limit: 2, offset: 1, order: 'oldest' });
  expect(emails(oldest.invites)).toEqual(['cleo@acme.test', 'eve@acme.test']);
});

test('statuses, parts of addresses and names, addresses and ids narrow the list', async () => {
  const list = async (query: object) => emails((await world.roq.invites.list(ada, { limit: 10, ...query })).invites);
  expect(await list({ statuses: ['canceled', 'expired'] })).toEqual(['eve@acme.test', 'cleo@acme.test']);
  expect(await list({ emailPart: 'CLEO' })).toEqual(['cleo@acme.test']);
  expect(await list({ emails: ['PAT@acme.test', 'eve@acme.test'] })).toEqual(['pat@acme.test', 'eve@acme.test']);
  expect(await list({ ids: [world.inviteOf('eve@acme.test').id] })).toEqual(['eve@acme.test']);
  expect(await list({ statuses: ['pending'], emails: ['eve@acme.test'] })).toEqual([]);
  expect(await list({ firstNamePart: 'zz' })).toEqual([]);
});

test('wildcards in what was typed are letters', async () => {
  await world.roq.invites.send(
    ada,
    [{ email: 'a_b@x.test', firstName: '100%', lastName: '', roleKey: 'member' }],
    sendOptions,
  );
  const list = async (query: object) => emails((await world.roq.invites.list(ada, { limit: 10, ...query })).invites);
  expect(await list({ emailPart: 'a_b' })).toEqual(['a_b@x.test']);
  expect(await list({ emailPart: 'a_m' })).toEqual([]);
  expect(await list({ firstNamePart: '0%' })).toEqual(['a_b@x.test']);
});

test('an empty list of ids, addresses or statuses matches nothing and asks nothing', async () => {
  for (const empty of [{ ids: [] }, { emails: [] }, { statuses: [] }]) {
    expect(await world.roq.invites.list(ada, { limit: 10, ...empty })).toEqual({ invites: [], total: 0 });
    expect(await world.roq.invites.all(ada, empty)).toEqual([]);
  }
  expect(asked()).toEqual([]);
});

test('addresses are asked in lower case and as given, 500 at a time', async () => {
  const many = Array.from({ length: 600 }, (_, nth) => `p${nth}@x.test`);
  const page = await world.roq.invites.list(ada, {
    limit: 1,
    offset: 1,
    emails: [...many, 'Pat@Acme.test', 'eve@acme.test'],
  });
  expect([emails(page.invites), page.total]).toEqual([['eve@acme.test'], 2]);
  const lists = asked().map((request) => Object(request.variables).filter.email.valueIn);
  expect(lists.map((list) => list.length)).toEqual([500, 103]);
  expect(lists.flat()).toEqual(expect.arrayContaining(['Pat@Acme.test', 'pat@acme.test']));
});

test('the service account reads within the given tenant only', async () => {
  expect((await world.roq.invites.list(service, { limit: 10 })).total).toBe(4);
  const olga = world.actorOf('olga@globex.test');
  expect(await world.roq.invites.list({ tenantId: olga.tenantId }, { limit: 10 })).toEqual({ invites: [], total: 0 });
  expect(asked().map((request) => Object(request.variables).filter.tenantId)).toEqual([
    { equalTo: ada.tenantId },
    { equalTo: olga.tenantId },
  ]);
});

test('whoever may read only their own sees only their own', async () => {
  expect(emails(await world.roq.invites.all(world.actorOf('mia@acme.test'), {}))).toEqual(['eve@acme.test']);
  expect((await failureOf(world.roq.invites.all(world.actorOf('gus@acme.test'), {}))).kind).toBe('forbidden');
});

test('all reads every invite once, though ROQ shuffles those of the same moment', async () => {
  const invites = Array.from({ length: 47 }, (_, nth) => ({
    ...{
      email: `p${nth}@x.test`,
      tenant: 'acme',
      createdBy: 'ada@acme.test',
      roleKeys: ['member'],
      ageMs: 1000 * Math.floor(nth / 8),
    },
  }));
  const crowded = await startEmulated({ seed: { ...defaultSeed, invites }, pageCap: 10 });
  const found = await crowded.roq.invites.all(crowded.actorOf('ada@acme.test'), { order: 'oldest' });
  const ids = new Set(found.map((invite) => invite.id));
  const times = found.map((invite) => invite.createdAt);
  const pages = crowded.emulator.requests().filter((request) => request.operation === 'userInvites').length;
  await crowded.close();
  expect([found.length, ids.size]).toEqual([47, 47]);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(pages).toBeGreaterThan(5);
});

test('all gives up on invites that ROQ counts but never shows', async () => {
  fake = await startFake({ graphql: () => invitePage([inviteRow({ id: 'the-same' })], 3) });
  const { roq, log } = rigFor(fake.url);
  expect(await roq.invites.all(fakeActor, {})).toHaveLength(1);
  expect(log.join('')).toContain('ROQ kept some invites hidden');
  expect(fake.count('graphql')).toBeLessThan(20);
});

test('rows of another tenant, or of none, are dropped and counted in the log', async () => {
  const rows = [
    inviteRow(),
    inviteRow({ tenantId: 'tenant-b', email: 'stranger@x.test' }),
    inviteRow({ tenantId: null }),
  ];
  fake = await startFake({ graphql: () => invitePage(rows) });
  const { roq, log } = rigFor(fake.url);
  expect((await roq.invites.list({ tenantId: 'tenant-a' }, { limit: 10 })).invites).toHaveLength(1);
  expect(await roq.invites.all({ tenantId: 'tenant-a' }, {})).toHaveLength(1);
  expect(log.join('')).toContain('"dropped":2,"kept":1');
  expect(log.join('')).not.toContain('stranger');
});

test('null names, roles and times are read as empty', async () => {
  const row = inviteRow({ firstName: null, lastName: null, locale: null, roleKeys: null, email: '  Bob@X.test ' });
  fake = await startFake({ graphql: () => invitePage([row]) });
  const { invites } = await rigFor(fake.url).roq.invites.list(fakeActor, { limit: 10 });
  expect(invites[0]).toMatchObject({
    firstName: '',
    lastName: '',
    roleKeys: [],
    email: 'bob@x.test',
    createdAt: Date.UTC(2023, 10, 20, 10),
  });
  expect([invites[0]?.locale, invites[0]?.updatedAt, invites[0]?.acceptedByUserId]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a resend mails again and tells the invite as it is then', async () => {
  const eve = world.inviteOf('eve@acme.test');
  const invite = await world.roq.invites.resend(ada, eve.id, sendOptions);
  expect(invite).toMatchObject({ id: eve.id, status: 'pending', email: 'eve@acme.test' });
  expect(world.emulator.mailsTo('eve@acme.test')).toHaveLength(1);
  expect(world.emulator.requests().at(-1)).toMatchObject({
    operation: 'resendUserInvite',
    asWhom: ada.roqUserId,
    requestId: 'req-1',
  });
});

test('a cancel tells the canceled invite; a second one conflicts and names the status', async () => {
  const pat = world.inviteOf('pat@acme.test');
  expect((await world.roq.invites.cancel(ada, pat.id, sendOptions)).status).toBe('canceled');
  const error = await failureOf(world.roq.invites.cancel(ada, pat.id, sendOptions));
  expect(error.facts).toMatchObject({
    kind: 'conflict',
    inviteStatus: 'canceled',
    code: 'USER_INVITE_CANCELLATION_FAILED',
  });
});

test('an invite that is unknown, or of another tenant, is not found', async () => {
  const olga = world.actorOf('olga@globex.test');
  expect((await failureOf(world.roq.invites.cancel(ada, ada.roqUserId, sendOptions))).kind).toBe('not_found');
  expect((await failureOf(world.roq.invites.cancel(olga, world.inviteOf('pat@acme.test').id, sendOptions))).kind).toBe(
    'not_found',
  );
  fake = await startFake({
    graphql: () => ({ json: { data: { resendUserInvite: inviteRow({ tenantId: 'tenant-b' }) } } }),
  });
  expect((await failureOf(rigFor(fake.url).roq.invites.resend(fakeActor, 'id', sendOptions))).kind).toBe('not_found');
});

test('tokens revoked behind our back are replaced without a word', async () => {
  await world.roq.invites.list(ada, { limit: 1 });
  world.emulator.revokeTokens();
  await world.roq.invites.cancel(ada, world.inviteOf('pat@acme.test').id, sendOptions);
  expect(world.inviteOf('pat@acme.test').status).toBe('canceled');
});
