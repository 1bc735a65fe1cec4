import { afterEach, beforeEach, expect, test } from 'vitest';
import { found, invitesFrom, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

let world: RoqWithSdk;
beforeEach(async () => {
  world = await roqWithSdk();
});
afterEach(() => world.roq.close());

const send = (by: string, emails: string[], roles?: string[] | null) =>
  world.platform.asUser(by).sendUserInvites(invitesFrom(by, world.acme, emails, roles));

test('a sent invite is pending, mailed once, and readable by its inviter', async () => {
  const { sendUserInvitesV2 } = await send(world.ada, ['New@Acme.test '], ['member']);
  const invite = found(sendUserInvitesV2.success?.[0]);
  expect(sendUserInvitesV2.errors).toEqual([]);
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
