import { z } from 'zod';
import { type Actor, requireService } from './actor.ts';
import type { Environment } from './environment.ts';
import { refusal } from './refusal.ts';

export interface MailInput {
  data?: { key: string; value: string }[] | null;
  emails: string[];
  /** Key of the mail template. */
  key: string;
  locale: string;
}

/** One mail to each address. Who else than the service account may send is not known, so nobody else may. */
export function sendMail(env: Environment, actor: Actor, mail: MailInput): { mailsSent: { count: number } } {
  requireService(actor, 'mail.create');
  if (!mail.emails.every((email) => z.email().safeParse(email).success)) throw refusal('IS_EMAIL');
  const variables = Object.fromEntries((mail.data ?? []).map(({ key, value }) => [key, value]));
  for (const to of mail.emails) {
    const content = { to, locale: mail.locale, template: mail.key, variables, link: null, inviteId: null };
    env.changed({ what: 'mail', id: env.outbox.send({ at: env.clock.now(), ...content }).id });
  }
  return { mailsSent: { count: mail.emails.length } };
}
