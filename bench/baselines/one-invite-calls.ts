import { answerParent } from '../ask-and-answer.ts';
import { bareSheet } from './bare-views.ts';
import { bareBolt } from './serve.ts';

/** The calls without which one invite could not be checked, shown, sent and shown, with the two SDKs and nothing else. */
const { app, platform, start } = bareBolt();

export type OneInvite = { viewId: string; email: string; inviterEmail: string };

/** ms from the first call to the answer to the last. */
async function calls({ viewId, email, inviterEmail }: OneInvite): Promise<number> {
  const { id: createdByUserId, tenantId } = await inviter(inviterEmail);
  const service = platform.asSuperAdmin();
  const asUser = platform.asUser(createdByUserId);
  const invites = () =>
    asUser.userInvites({ filter: { tenantId: { equalTo: tenantId }, email: { valueIn: [email] } }, limit: 1_000 });
  const show = () => app.client.views.update({ view_id: viewId, view: bareSheet });
  const began = performance.now();
  await Promise.all([invites(), service.userProfiles({ filter: { email: { valueIn: [email] } }, limit: 1_000 })]);
  await show();
  await invites();
  await asUser.sendUserInvites({
    data: {
      tenantId,
      userInvites: [{ email, firstName: '', lastName: '', locale: 'en-US', createdByUserId, roles: ['editor'] }],
    },
  });
  await show();
  return performance.now() - began;
}

let known: Promise<{ id: string; tenantId: string }> | undefined;

/** Asked once, as the app, too, knows by then who is inviting; so is the token of the user. */
function inviter(email: string): Promise<{ id: string; tenantId: string }> {
  known ??= ask(email);
  return known;
}

async function ask(email: string): Promise<{ id: string; tenantId: string }> {
  const { users } = await platform.asSuperAdmin().userProfiles({ filter: { email: { valueIn: [email] } } });
  const { id = '', tenantId } = users.data[0] ?? {};
  if (!tenantId) throw new Error(`${email} is nobody in ROQ`);
  await platform.asUser(id).userInvites({ filter: { tenantId: { equalTo: tenantId } }, limit: 1 });
  return { id, tenantId };
}

await start();
answerParent({ calls });
