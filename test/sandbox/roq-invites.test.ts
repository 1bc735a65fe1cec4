import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { found, hour, noon, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

let world: RoqWithSdk;
beforeEach(async () => {
  world = await roqWithSdk();
});
afterEach(() => world.roq.close());

const asAda = () => world.platform.asUser(world.ada);
const resend = (email: string) => asAda().resendUserInvite({ userInviteId: world.inviteTo(email).id });
const cancel = (email: string) => asAda().cancelUserInvite({ userInviteId: world.inviteTo(email).id });
const read = async (email: string) => (await asAda().userInvite({ id: world.inviteTo(email).id })).userInvite;
const linkToken = (email: string) =>
  found(new URL(found(world.roq.mailsTo(email).at(-1)?.link)).searchParams.get('token'));
const accept = (token: string) => world.platform.asSuperAdmin().acceptUserInvite({ data: { token } });

describe('resend', () => {
  test.each(['pat@acme.test', 'cleo@acme.test', 'eve@acme.test'])(
    'makes %s pending again and mails a new link',
    async (email) => {
      const before = world.inviteTo(email);
      const { resendUserInvite } = await resend(email);
      expect(resendUserInvite).toMatchObject({ id: before.id, status: 'pending' });
      expect(resendUserInvite.userTokenId).not.toBe(before.userTokenId);
      expect(world.roq.mailsTo(email)).toHaveLength(1);
      world.roq.clock.advance(24 * hour - 1);
      expect((await read(email)).status).toBe('pending');
      world.roq.clock.advance(1);
      expect((await read(email)).status).toBe('expired');
    },
  );

  test('is refused once the invite was accepted', async () => {
    await expect(resend('mia@acme.test')).rejects.toMatchObject({
      statusCode: 400,
      errorCode: 'USER_INVITE_RESENDING_FAILED',
      message: 'Unable to resend because invite is already accepted',
    });
  });

  test('makes the earlier link worthless', async () => {
    await resend('pat@acme.test');
    const first = linkToken('pat@acme.test');
    await resend('pat@acme.test');
    await expect(accept(first)).rejects.toMatchObject({ errorCode: 'USER_TOKEN_NOT_FOUND_IN_DB' });
  });
});

describe('cancel', () => {
  test('takes a pending invite and its link away', async () => {
    await resend('pat@acme.test');
    const { cancelUserInvite } = await cancel('pat@acme.test');
    expect(cancelUserInvite).toMatchObject({ status: 'canceled', statusUpdatedAt: new Date(noon).toISOString() });
    await expect(accept(linkToken('pat@acme.test'))).rejects.toMatchObject({
      errorCode: 'USER_INVITE_ACCEPTANCE_FAILED',
      message: 'Unable to accept because invite is already canceled',
    });
  });

  test.each(['mia@acme.test', 'cleo@acme.test', 'eve@acme.test'])(
    'is refused for %s, who has no pending invite',
    async (email) => {
      await expect(cancel(email)).rejects.toMatchObject({ errorCode: 'USER_INVITE_CANCELLATION_FAILED' });
    },
  );
});

describe('accept', () => {
  test('creates the user with the invited role and names them in a second update', async () => {
    await resend('pat@acme.test');
    const { acceptUserInviteV2 } = await accept(linkToken('pat@acme.test'));
    expect(acceptUserInviteV2).toMatchObject({ status: 'accepted', acceptedByUserId: null });
    const user = found(world.roq.db.users.find((row) => row.email === 'pat@acme.test'));
    expect(user).toMatchObject({ tenantId: world.acme, roleKeys: ['member'], active: true });
    expect((await read('pat@acme.test')).acceptedByUserId).toBe(user.id);
  });

  test('may leave an accepted invite without a user', async () => {
    world.roq.setOptions({ acceptCreatesUser: false });
    world.roq.accept('pat@acme.test');
    expect(await read('pat@acme.test')).toMatchObject({ status: 'accepted', acceptedByUserId: null });
    expect(world.roq.db.users.find((row) => row.email === 'pat@acme.test')).toBeUndefined();
  });

  test('is refused twice, for nonsense, for a token nobody has, and after its time', async () => {
    await resend('pat@acme.test');
    const token = linkToken('pat@acme.test');
    await expect(accept('nonsense')).rejects.toMatchObject({ errorCode: 'INVALID_USER_TOKEN' });
    await expect(accept('0'.repeat(64))).rejects.toMatchObject({ errorCode: 'USER_TOKEN_NOT_FOUND_IN_DB' });
    await accept(token);
    await expect(accept(token)).rejects.toMatchObject({ errorCode: 'USER_INVITE_ACCEPTANCE_FAILED' });
    await resend('cleo@acme.test');
    world.roq.clock.advance(24 * hour);
    await expect(accept(linkToken('cleo@acme.test'))).rejects.toMatchObject({ errorCode: 'EXPIRED_USER_TOKEN' });
  });

  test('is refused when the address became a user in the meantime', async () => {
    world.roq.setUser(world.gus, { email: 'PAT@acme.test' });
    expect(() => world.roq.accept('pat@acme.test')).toThrow('already exists');
    expect((await read('pat@acme.test')).status).toBe('pending');
  });

  test('works by the older mutation too, and a token can be asked about', async () => {
    await resend('pat@acme.test');
    const token = linkToken('pat@acme.test');
    const service = world.platform.asSuperAdmin();
    const check = 'query ($token: String!) { checkUserInviteToken(token: $token) { email isExpired isValid } }';
    const ask = async (of: string) => (await service.graphqlRequest(check, { token: of })).data.checkUserInviteToken;
    expect(await ask(token)).toEqual({ email: 'pat@acme.test', isExpired: false, isValid: true });
    const old = 'mutation ($data: AcceptUserInviteDto!) { acceptUserInvite(acceptUserInvite: $data) { status } }';
    const { data } = await service.graphqlRequest(old, { data: { token } });
    expect(data.acceptUserInvite.status).toBe('accepted');
    expect(await ask(token)).toEqual({ email: 'pat@acme.test', isExpired: false, isValid: false });
    expect(await ask('unknown')).toEqual({ email: null, isExpired: null, isValid: false });
  });
});

describe('expiry', () => {
  test('comes with the clock, without anybody reading', () => {
    world.roq.clock.advance(22 * hour - 1);
    expect(world.inviteTo('pat@acme.test').status).toBe('pending');
    world.roq.clock.advance(1);
    expect(world.inviteTo('pat@acme.test')).toMatchObject({ status: 'expired', statusUpdatedAt: noon + 22 * hour });
  });

  test('follows inviteTtl', async () => {
    world.roq.setOptions({ inviteTtl: hour });
    await resend('pat@acme.test');
    world.roq.clock.advance(hour);
    expect((await read('pat@acme.test')).status).toBe('expired');
  });

  test('leaves the status alone under the switch, though the link is dead', async () => {
    world.roq.setOptions({ expiryFlipsStatus: false });
    await resend('pat@acme.test');
    world.roq.clock.advance(24 * hour);
    expect((await read('pat@acme.test')).status).toBe('pending');
    await expect(accept(linkToken('pat@acme.test'))).rejects.toMatchObject({ errorCode: 'EXPIRED_USER_TOKEN' });
  });
});

describe('who may change an invite', () => {
  const cancelAs = (userId: string, email: string) =>
    world.platform.asUser(userId).cancelUserInvite({ userInviteId: world.inviteTo(email).id });

  test('nobody of another tenant, who does not even learn that it exists', async () => {
    await expect(cancelAs(world.olga, 'pat@acme.test')).rejects.toMatchObject({
      statusCode: 404,
      errorCode: 'USER_INVITATION_NOT_FOUND',
    });
  });

  test('only its inviter where the permission reaches no further, and nobody without it', async () => {
    await expect(cancelAs(world.mia, 'pat@acme.test')).rejects.toMatchObject({
      errorCode: 'USER_INVITATION_NOT_FOUND',
    });
    await expect(cancelAs(world.gus, 'pat@acme.test')).rejects.toMatchObject({
      errorCode: 'FORBIDDEN',
      message: expect.stringContaining('userInvite.update'),
    });
    const own = world.platform.asUser(world.mia).resendUserInvite({ userInviteId: world.inviteTo('eve@acme.test').id });
    expect((await own).resendUserInvite.status).toBe('pending');
  });

  test('an update changes what may be changed and no more', async () => {
    const document = `mutation ($id: ID!, $patch: UserInviteUpdateDto!) {
      updateUserInvite(id: $id, userInvite: $patch) { firstName data status } }`;
    const variables = { id: world.inviteTo('pat@acme.test').id, patch: { firstName: 'Patricia', data: { note: 'x' } } };
    const { data } = await asAda().graphqlRequest(document, variables);
    expect(data.updateUserInvite).toEqual({ firstName: 'Patricia', data: { note: 'x' }, status: 'pending' });
  });
});
