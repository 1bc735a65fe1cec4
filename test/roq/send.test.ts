import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoqSwitches } from '../../sandbox/roq/switches.ts';
import type { Actor } from '../../src/people/person.ts';
import { readRefusal } from '../../src/roq/refusals.ts';
import { type Emulated, startEmulated } from './emulated.ts';
import {
  type Fake,
  failureOf,
  actor as fakeActor,
  graphqlError,
  inviteRow,
  rigFor,
  row,
  sendOptions,
  startFake,
} from './fake-roq.ts';

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

const kinds = (outcomes: object[]) =>
  outcomes.map((outcome) => ('refusal' in outcome ? outcome.refusal : 'kind' in outcome && outcome.kind));

test('every row gets its outcome, in the order of the rows', async () => {
  const rows = [row('new@x.test'), row('pat@acme.test'), row('Mia@acme.test'), row('no address'), row('Two@X.test')];
  const outcomes = await world.roq.invites.send(ada, rows, sendOptions);
  expect(kinds(outcomes)).toEqual(['invited', 'already_invited', 'already_member', 'invalid_email', 'invited']);
  expect(outcomes.map((outcome) => outcome.email)).toEqual(rows.map((each) => each.email));
  expect(outcomes[4]).toMatchObject({
    kind: 'invited',
    invite: { email: 'two@x.test', status: 'pending', createdByUserId: ada.roqUserId },
  });
  expect(world.emulator.mailsTo('new@x.test')).toHaveLength(1);
});

test('the request names the tenant, the actor, one role and both names', async () => {
  await world.roq.invites.send(
    ada,
    [{ ...row('new@x.test'), firstName: 'Nia', locale: 'de-DE' }, row('other@x.test')],
    sendOptions,
  );
  const request = world.emulator.requests().at(-1);
  expect(request).toMatchObject({ asWhom: ada.roqUserId, requestId: 'req-1' });
  const common = { lastName: '', createdByUserId: ada.roqUserId, roles: ['member'] };
  expect(request?.variables).toEqual({
    data: {
      tenantId: ada.tenantId,
      userInvites: [
        { ...common, email: 'new@x.test', firstName: 'Nia', locale: 'de-DE' },
        { ...common, email: 'other@x.test', firstName: '' },
      ],
    },
  });
});

test('no rows are no call', async () => {
  expect(await world.roq.invites.send(ada, [], sendOptions)).toEqual([]);
  expect(world.emulator.requests()).toEqual([]);
});

test.each<Partial<RoqSwitches>>([
  { errorShape: 'json' },
  { errorShape: 'text' },
  { errorShape: 'extensions' },
  { errorShape: 'text', alreadyInvitedCode: 'USER_ALREADY_INVITED' },
  { errorShape: 'text', alreadyInvitedCode: 'USER_INVITE_ALREADY_SENT' },
  { alreadyInvitedCode: 'USER_ALREADY_INVITED' },
  { alreadyInvitedCode: 'USER_INVITE_ALREADY_SENT' },
])('refusals are understood with %j', async (switches) => {
  world.emulator.setOptions({ ...switches, forbiddenRole: 'address' });
  const rows = [row('pat@acme.test'), row('mia@acme.test'), row('nobody'), { ...row('n@x.test'), roleKey: 'guest' }];
  const outcomes = await world.roq.invites.send(ada, rows, sendOptions);
  expect(kinds(outcomes)).toEqual(['already_invited', 'already_member', 'invalid_email', 'role_forbidden']);
});

test.each([
  ['Invitation has already been accepted', 'already_accepted', undefined],
  ['{"message":"x","errorCode":"USER_INVITE_ALREADY_ACCEPTED"}', 'already_accepted', 'USER_INVITE_ALREADY_ACCEPTED'],
  ['USER_ALREADY_EXISTS', 'already_member', 'USER_ALREADY_EXISTS'],
  ['{"message":"The user has already been invited","errorCode":"SOMETHING_NEW"}', 'other', 'SOMETHING_NEW'],
  ['{"message":"odd"}', 'other', undefined],
  ['{"errorCode":"says bob@x.test"}', 'other', undefined],
  ['null', 'other', undefined],
  ['', 'other', undefined],
])('the refusal %s is %s', (error, refusal, code) => {
  expect(readRefusal(error)).toEqual({ refusal, code });
});

test('a role that may not be granted is forbidden as a whole, by default', async () => {
  const error = await failureOf(world.roq.invites.send(ada, [{ ...row('new@x.test'), roleKey: 'guest' }], sendOptions));
  expect(error.facts).toMatchObject({ kind: 'forbidden', code: 'FORBIDDEN' });
});

test('rows in neither list, and success rows of another tenant, are unclear', async () => {
  const success = [inviteRow({ email: 'A@x.test' }), inviteRow({ email: 'b@x.test', tenantId: 'tenant-b' })];
  fake = await startFake({ graphql: () => ({ json: { data: { sendUserInvitesV2: { success, errors: null } } } }) });
  const { roq, log } = rigFor(fake.url);
  const outcomes = await roq.invites.send(fakeActor, ['a@X.test', 'b@x.test', 'c@x.test'].map(row), sendOptions);
  expect(kinds(outcomes)).toEqual(['invited', 'unclear', 'unclear']);
  expect(log.join('')).toContain('"dropped":1');
});

test('an answer of null is ambiguous', async () => {
  fake = await startFake({ graphql: () => ({ json: { data: { sendUserInvitesV2: null } } }) });
  expect(
    (await failureOf(rigFor(fake.url).roq.invites.send(fakeActor, [row('a@x.test')], sendOptions))).facts,
  ).toMatchObject({ kind: 'ambiguous', sent: true });
});

test.each([
  'commit-drop',
  'commit-cut-length',
  'commit-cut-chunked',
  'commit-html-502',
  'commit-data-and-errors',
  'commit-error',
  'null-names',
] as const)('after %s the effect is not known, and nothing is sent twice', async (kind) => {
  world.emulator.faults.set([{ kind }]);
  const error = await failureOf(world.roq.invites.send(ada, [row('new@x.test'), row('pat@acme.test')], sendOptions));
  expect(error.facts).toMatchObject({ kind: 'ambiguous', sent: true });
  expect(world.emulator.mailsTo('new@x.test')).toHaveLength(1);
});

test('the batch shrinks to what ROQ allows', async () => {
  world.emulator.setOptions({ maxInvitesPerCall: 4 });
  expect(world.roq.batchSize()).toBe(10);
  const rows = Array.from({ length: 10 }, (_, nth) => row(`p${nth}@x.test`));
  const error = await failureOf(world.roq.invites.send(ada, rows, sendOptions));
  expect(error.facts).toMatchObject({ kind: 'too_many', maxAllowed: 4, code: 'BULK_USER_INVITE_LIMIT_EXCEEDED' });
  expect(world.roq.batchSize()).toBe(4);
});

test('the batch is halved when ROQ does not tell how many, and never falls under one', async () => {
  const entry = graphqlError('BULK_USER_INVITE_LIMIT_EXCEEDED');
  fake = await startFake({ graphql: () => ({ json: { data: null, errors: [entry] } }) });
  const { roq } = rigFor(fake.url);
  const sizes: number[] = [];
  for (let nth = 0; nth < 5; nth++) {
    const rows = Array.from({ length: roq.batchSize() }, (_, at) => row(`p${at}@x.test`));
    await failureOf(roq.invites.send(fakeActor, rows, sendOptions));
    sizes.push(roq.batchSize());
  }
  expect(sizes).toEqual([5, 2, 1, 1, 1]);
});

test('how many ROQ allows is read out of its text when it is nowhere else', async () => {
  const response = {
    statusCode: 400,
    errorCode: 'BULK_USER_INVITE_LIMIT_EXCEEDED',
    message: 'Only 3 can be invited at once',
  };
  fake = await startFake({
    graphql: () => ({ json: { data: null, errors: [{ message: 'x', extensions: { response } }] } }),
  });
  const { roq } = rigFor(fake.url);
  await failureOf(
    roq.invites.send(
      fakeActor,
      Array.from({ length: 10 }, (_, at) => row(`p${at}@x.test`)),
      sendOptions,
    ),
  );
  expect(roq.batchSize()).toBe(3);
});
