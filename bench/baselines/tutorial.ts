import { bareBolt } from './serve.ts';

/**
 * The tutorial: what ROQ's documentation shows, put straight into a Bolt handler. It looks up who is asking and invites
 * one address after another. Nothing is remembered but what the SDK itself remembers: its tokens.
 */
const { app, platform, start } = bareBolt();

app.command(/.*/, async ({ ack, body, client, respond }) => {
  await ack();
  const { user } = await client.users.info({ user: body.user_id });
  const email = { equalTo: user?.profile?.email ?? '' };
  const { users } = await platform.asSuperAdmin().userProfiles({ filter: { email: { valueIn: [email.equalTo] } } });
  const [inviter] = users.data;
  if (!inviter?.tenantId) return void (await respond('You are not in ROQ.'));
  const { id: createdByUserId, tenantId } = inviter;
  for (const address of body.text.split(/[\s,]+/)) {
    await platform.asUser(createdByUserId).sendUserInvites({
      data: { tenantId, userInvites: [{ email: address, firstName: '', lastName: '', createdByUserId }] },
    });
  }
  await respond('Invited.');
});

await start();
