import type { Actor, Reader } from '../people/person.ts';
import type { Invite, InviteStatus } from './invite.ts';

export type InviteQuery = {
  statuses?: readonly InviteStatus[];
  /** Part of an address, any letter case. */
  emailPart?: string;
  firstNamePart?: string;
  lastNamePart?: string;
  emails?: readonly string[];
  ids?: readonly string[];
  order?: 'newest' | 'oldest';
  /** At most 1000 (ROQ's cap). */
  limit: number;
  offset?: number;
};
export type InvitePage = { invites: Invite[]; total: number };

export type SendRow = {
  email: string;
  firstName: string;
  lastName: string;
  locale?: string | undefined;
  roleKey: string;
};

export type Refusal =
  | 'already_invited'
  | 'already_member'
  | 'already_accepted'
  | 'invalid_email'
  | 'role_forbidden'
  | 'other';

export type SendOutcome =
  | { email: string; kind: 'invited'; invite: Invite }
  | { email: string; kind: 'refused'; refusal: Refusal; code?: string | undefined }
  /** In neither of ROQ's two lists. */
  | { email: string; kind: 'unclear' };

export type CallOptions = { requestId: string; signal?: AbortSignal };

/** The four ROQ calls at the heart. Every method may throw RoqError; each row's tenant is checked. */
export interface InviteGateway {
  list(reader: Reader, query: InviteQuery): Promise<InvitePage>;
  /** Every invite that matches, read in pages and without repeats. */
  all(reader: Reader, query: Omit<InviteQuery, 'limit' | 'offset'>): Promise<Invite[]>;
  /** One call; rows of one role, at most the batch size. Never repeats by itself once the request has left. */
  send(actor: Actor, rows: readonly SendRow[], options: CallOptions): Promise<SendOutcome[]>;
  resend(actor: Actor, inviteId: string, options: CallOptions): Promise<Invite>;
  cancel(actor: Actor, inviteId: string, options: CallOptions): Promise<Invite>;
}
