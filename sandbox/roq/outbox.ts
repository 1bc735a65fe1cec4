import { randomUUID } from 'node:crypto';
import type { Json } from './records.ts';

export interface Mail {
  id: string;
  /** ms since the epoch on the sandbox clock. */
  at: number;
  to: string;
  locale: string | null;
  /** `USER_INVITE_MAIL`, or the key that was given to `sendMail`. */
  template: string;
  variables: Json;
  /** Where the mail's button leads; null for mails that are not invites. */
  link: string | null;
  inviteId: string | null;
}

export interface Outbox {
  send(mail: Omit<Mail, 'id'>): Mail;
  all(): Mail[];
  /** Mails to one address, whatever its case. */
  to(email: string): Mail[];
  clear(): void;
}

export function outbox(): Outbox {
  let mails: Mail[] = [];
  return {
    send(mail) {
      const sent = { id: randomUUID(), ...mail };
      mails.push(sent);
      return sent;
    },
    all: () => [...mails],
    to: (email) => mails.filter((mail) => mail.to.toLowerCase() === email.trim().toLowerCase()),
    clear() {
      mails = [];
    },
  };
}
