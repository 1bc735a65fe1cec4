import type { Environment } from './environment.ts';
import type { InviteRecord } from './records.ts';

/** One mail with the accept link, as every send and every resend causes. */
export function mailInvite(env: Environment, invite: InviteRecord): void {
  const inviter = env.db.users.get(invite.createdByUserId);
  const mail = env.outbox.send({
    at: env.clock.now(),
    to: invite.email,
    locale: invite.locale,
    template: 'USER_INVITE_MAIL',
    variables: {
      ...invite.injectableVariables,
      firstName: invite.firstName,
      lastName: invite.lastName,
      email: invite.email,
      inviter: [inviter?.firstName, inviter?.lastName].filter(Boolean).join(' '),
      tenant: env.db.tenants.get(invite.tenantId)?.name ?? '',
    },
    link: `${env.appUrl()}/accept-invite?token=${invite.token}`,
    inviteId: invite.id,
  });
  env.changed({ what: 'mail', id: mail.id });
}
