import type { RoqControls } from './roq/emulator.ts';
import type { Mail } from './roq/outbox.ts';
import type { InviteRecord } from './roq/records.ts';

/** A mail with what its link is worth now. */
export interface Mailing {
  id: string;
  at: number;
  to: string;
  locale: string | null;
  template: string;
  firstName: string;
  inviter: string;
  tenant: string;
  roles: string[];
  link: string | null;
  /** `replaced`: a newer mail brought a new link. `none`: a mail without a link. */
  state: 'open' | 'accepted' | 'expired' | 'canceled' | 'replaced' | 'none';
  validTill: number | null;
  /** What a mail that is no invite says. */
  variables: Record<string, string>;
}

/** Every mail ROQ sent, newest first. */
export function mailingsOf(roq: RoqControls): Mailing[] {
  return roq
    .mails()
    .map((mail) => mailing(roq, mail))
    .reverse();
}

/** Follows the link of a mail, as its reader would. @throws Error for an unknown mail, GraphQLError when ROQ refuses */
export function acceptByMail(roq: RoqControls, mailId: string): void {
  const mail = roq.mails().find(({ id }) => id === mailId);
  const token = mail?.link ? new URL(mail.link).searchParams.get('token') : null;
  if (!token) throw new Error(`no mail ${mailId} with a link`);
  roq.accept(token);
}

/** Ends the time in which the link of a mail works, for this invite alone. @throws Error for a mail without a link */
export function expireByMail(roq: RoqControls, mailId: string): void {
  const mail = roq.mails().find(({ id }) => id === mailId);
  if (!mail?.inviteId) throw new Error(`no mail ${mailId} with a link`);
  roq.expire(mail.inviteId);
}

function mailing(roq: RoqControls, mail: Mail): Mailing {
  const invite = mail.inviteId ? roq.db.invites.get(mail.inviteId) : undefined;
  const said = Object.fromEntries(Object.entries(mail.variables).map(([key, value]) => [key, String(value ?? '')]));
  return {
    id: mail.id,
    at: mail.at,
    to: mail.to,
    locale: mail.locale,
    template: mail.template,
    firstName: said.firstName ?? '',
    inviter: said.inviter ?? '',
    tenant: said.tenant ?? '',
    roles: (invite?.grantedRoleKeys ?? []).map((key) => roq.db.roles.find((role) => role.key === key)?.name ?? key),
    link: mail.link,
    state: stateOf(mail, invite, roq.clock.now()),
    validTill: invite?.validTill ?? null,
    variables: said,
  };
}

function stateOf(mail: Mail, invite: InviteRecord | undefined, now: number): Mailing['state'] {
  if (!mail.link || !invite) return 'none';
  if (invite.status === 'accepted' || invite.status === 'canceled') return invite.status;
  if (!mail.link.endsWith(invite.token)) return 'replaced';
  return invite.status === 'expired' || invite.validTill <= now ? 'expired' : 'open';
}
