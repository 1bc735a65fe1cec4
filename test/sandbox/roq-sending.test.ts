import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addresses, found, hour, invitesFrom, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

let world: RoqWithSdk;
beforeEach(async () => {
  world = await roqWithSdk();
});
afterEach(() => world.roq.close());

async function send(by: string, emails: string[], roles?: string[] | null) {
  const { sendUserInvitesV2 } = await world.platform
    .asUser(by)
    .sendUserInvites(invitesFrom(by, world.acme, emails, roles));
  return { success: found(sendUserInvitesV2.success), errors: found(sendUserInvitesV2.errors) };
}
const errorCode = (error: { error: string } | undefined) => JSON.parse(found(error).error).errorCode;

test('a sent invite is pending, mailed once, and readable by its inviter', async () => {
  const { success, errors } = await send(world.ada, [' New@Acme.test '], ['member']);
  const invite = found(success[0]);
  expect(errors).toEqual([]);
  expect(invite).toMatchObject({
    email: 'new@acme.test',
    status: 'pending',
    roleKeys: ['member'],
    tenantId: world.acme,
  });
  const read = await world.platform.asUser(world.ada).userInvite({ id: invite.id });
  expect(read.userInvite).toEqual(invite);
  expect(world.roq.mailsTo('NEW@acme.test')).toMatchObject([
    { to: 'new@acme.test', template: 'USER_INVITE_MAIL', locale: 'en-US', inviteId: invite.id },
  ]);
});

test('an address keeps its case under the switch, and still counts as a duplicate', async () => {
  world.roq.setOptions({ emailCase: 'keep' });
  const { success, errors } = await send(world.ada, ['New@acme.test', 'new@ACME.test']);
  expect(success.map((invite) => invite.email)).toEqual(['New@acme.test']);
  expect(errors.map(errorCode)).toEqual(['USER_INVITE_ALREADY_EXIST']);
});

test('eleven addresses in one call are refused as a whole and nothing is created', async () => {
  await expect(send(world.ada, addresses(11))).rejects.toMatchObject({
    statusCode: 400,
    errorCode: 'BULK_USER_INVITE_LIMIT_EXCEEDED',
    message: 'Only 10 can be invited at once',
  });
  expect(world.roq.mails()).toEqual([]);
  expect((await send(world.ada, addresses(10))).success).toHaveLength(10);
});

describe('addresses that cannot be invited', () => {
  test('a user of any tenant, an open invite and a bad address are refused one by one', async () => {
    const { success, errors } = await send(world.ada, [
      'olga@globex.test',
      'PAT@acme.test',
      'nonsense',
      'ok@acme.test',
    ]);
    expect(success.map((invite) => invite.email)).toEqual(['ok@acme.test']);
    expect(errors.map((error) => [error.email, errorCode(error)])).toEqual([
      ['olga@globex.test', 'USER_ALREADY_EXISTS'],
      ['pat@acme.test', 'USER_INVITE_ALREADY_EXIST'],
      ['nonsense', 'IS_EMAIL'],
    ]);
    expect(world.roq.mails().map((mail) => mail.to)).toEqual(['ok@acme.test']);
  });

  test('the error is a JSON string, plain text or an extensions object, by switch', async () => {
    const errorOf = async () => found((await send(world.ada, ['pat@acme.test'])).errors[0]).error;
    const text = "pat@acme.test's invitation failed because he has already been invited";
    const code = { errorCode: 'USER_INVITE_ALREADY_EXIST', message: text, variables: { email: 'pat@acme.test' } };
    expect(JSON.parse(await errorOf())).toEqual(code);
    world.roq.setOptions({ errorShape: 'text' });
    expect(await errorOf()).toBe(text);
    world.roq.setOptions({ errorShape: 'extensions' });
    expect(JSON.parse(await errorOf())).toMatchObject({ extensions: { response: code } });
  });

  test('older platforms use other names for an open invite', async () => {
    world.roq.setOptions({ alreadyInvitedCode: 'USER_ALREADY_INVITED' });
    expect(errorCode((await send(world.ada, ['pat@acme.test'])).errors[0])).toBe('USER_ALREADY_INVITED');
  });

  test('an accepted invite whose user has left that address stays accepted', async () => {
    world.roq.setUser(world.mia, { email: 'mia@elsewhere.test' });
    expect(errorCode((await send(world.ada, ['mia@acme.test'])).errors[0])).toBe('USER_INVITE_ALREADY_ACCEPTED');
  });

  test('a canceled and an expired address get a new invite, unless the switch refuses', async () => {
    expect((await send(world.ada, ['cleo@acme.test', 'eve@acme.test'])).success).toHaveLength(2);
    world.roq.reset();
    world.roq.setOptions({ reinvite: 'refuse' });
    const { errors } = await send(world.ada, ['cleo@acme.test', 'eve@acme.test']);
    expect(errors.map(errorCode)).toEqual(['USER_INVITE_ALREADY_EXIST', 'USER_INVITE_ALREADY_EXIST']);
  });

  test('a pending invite that has run out does not block a new one', async () => {
    world.roq.clock.advance(23 * hour);
    expect((await send(world.ada, ['pat@acme.test'])).success).toHaveLength(1);
  });

  test('one bad address refuses the request under the switch', async () => {
    world.roq.setOptions({ badEmail: 'request' });
    await expect(send(world.ada, ['ok@acme.test', 'nonsense'])).rejects.toMatchObject({ errorCode: 'IS_EMAIL' });
    expect(world.roq.mails()).toEqual([]);
  });
});

describe('roles', () => {
  test.each([[undefined], [null], [[]]])(
    'sent as %j answer null, read as [], and grant what the inviter has',
    async (roles) => {
      const { success } = await send(world.alan, ['new@acme.test'], roles);
      expect(success[0]?.roleKeys).toBeNull();
      const { userInvite } = await world.platform.asUser(world.alan).userInvite({ id: found(success[0]).id });
      expect(userInvite.roleKeys).toEqual([]);
      world.roq.accept('new@acme.test');
      expect(world.roq.db.users.find((user) => user.email === 'new@acme.test')?.roleKeys).toEqual(['admin']);
    },
  );

  test('an inviter may grant their own role and those it invites, and no other', async () => {
    expect((await send(world.alan, ['a@acme.test'], ['admin', 'member'])).success).toHaveLength(1);
    await expect(send(world.alan, ['b@acme.test', 'c@acme.test'], ['owner'])).rejects.toMatchObject({
      statusCode: 403,
      errorCode: 'FORBIDDEN',
    });
    expect(world.roq.mails()).toHaveLength(1);
  });

  test('a forbidden role is refused per address under the switch', async () => {
    world.roq.setOptions({ forbiddenRole: 'address' });
    const { success, errors } = await send(world.alan, ['b@acme.test'], ['owner']);
    expect([success, errors.map(errorCode)]).toEqual([[], ['FORBIDDEN']]);
  });

  test('the service account grants any role, but only one that exists', async () => {
    const service = world.platform.asSuperAdmin();
    const granted = await service.sendUserInvites(invitesFrom(world.mia, world.acme, ['a@acme.test'], ['owner']));
    expect(granted.sendUserInvitesV2.success).toHaveLength(1);
    const unknown = service.sendUserInvites(invitesFrom(world.mia, world.acme, ['b@acme.test'], ['king']));
    await expect(unknown).rejects.toMatchObject({ errorCode: 'ROLE_NOT_FOUND' });
  });
});

describe('who may send', () => {
  test('a role without the permission may not', async () => {
    await expect(send(world.gus, ['a@acme.test'])).rejects.toMatchObject({
      errorCode: 'FORBIDDEN',
      message: expect.stringContaining('userInvite.create'),
    });
  });

  test("a user may not send into another tenant or in another's name", async () => {
    const asAda = world.platform.asUser(world.ada);
    const elsewhere = asAda.sendUserInvites(invitesFrom(world.ada, world.globex, ['a@acme.test']));
    await expect(elsewhere).rejects.toMatchObject({ errorCode: 'FORBIDDEN' });
    const asAnother = () => asAda.sendUserInvites(invitesFrom(world.alan, world.acme, ['a@acme.test']));
    await expect(asAnother()).rejects.toMatchObject({ errorCode: 'FORBIDDEN' });
    world.roq.setOptions({ foreignCreator: 'allow' });
    expect((await asAnother()).sendUserInvitesV2.success?.[0]?.createdByUserId).toBe(world.alan);
    const forOlga = asAda.sendUserInvites(invitesFrom(world.olga, world.globex, ['b@globex.test']));
    await expect(forOlga).rejects.toMatchObject({ errorCode: 'FORBIDDEN' });
  });

  test('the service account may use any tenant, in the name of one of its users', async () => {
    const service = world.platform.asSuperAdmin();
    const { sendUserInvitesV2 } = await service.sendUserInvites(
      invitesFrom(world.olga, world.globex, ['a@globex.test']),
    );
    expect(sendUserInvitesV2.success?.[0]?.tenantId).toBe(world.globex);
    const foreign = service.sendUserInvites(invitesFrom(world.ada, world.globex, ['b@globex.test']));
    await expect(foreign).rejects.toMatchObject({ errorCode: 'FORBIDDEN' });
  });
});

test('the older mutation still works: tenant from the caller, free data per invite', async () => {
  const document = `mutation ($invites: UserInvitesCreateDto!) {
    sendUserInvites(userInvites: $invites) { success { email tenantId data } errors { error } } }`;
  const userInvites = [{ email: 'old@acme.test', createdByUserId: world.ada, data: { team: 'blue' } }];
  const { data } = await world.platform.asUser(world.ada).graphqlRequest(document, { invites: { userInvites } });
  expect(data.sendUserInvites).toEqual({
    success: [{ email: 'old@acme.test', tenantId: world.acme, data: { team: 'blue' } }],
    errors: [],
  });
});
