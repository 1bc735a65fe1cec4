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
  /** A ROQ user's id. */
  createdBy?: string;
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

/** What an event of ROQ's is about. Never taken for the truth: it is read again, or already known. */
export type InviteHint =
  | { kind: 'invite'; inviteId: string; tenantId?: string | undefined; status?: string | undefined }
  | { kind: 'user'; email: string; tenantId: string };

/** An invite that a card shows and that may still change. */
export type OpenInvite = {
  inviteId: string;
  /** When its batch was made. */
  sentAt: number;
};
export type HeldTurn = { tenantId: string; quiet: number; fence: number };

/** Which tenant's open invites are read again, and when; one replica at a time holds a tenant. */
export interface ReconcileTurns {
  /**
   * Gives a turn, in `firstMs`, to tenants that have open invites and none yet, or have sent more since their last; and
   * one in time to each where somebody accepted and is no user yet.
   */
  refresh(times: { firstMs: number; openForMs: number; userComesWithinMs: number }): Promise<void>;
  claim(hold: { owner: string; leaseMs: number; limit: number }): Promise<HeldTurn[]>;
  /** The tenant's open invites sent in the last `openForMs`, the one read longest ago first. */
  open(tenantId: string, openForMs: number, limit: number): Promise<OpenInvite[]>;
  /** Fenced. Without `inMs` the tenant has nothing open any more. */
  finish(turn: HeldTurn, owner: string, next: { inMs?: number; quiet: number; readAt: number }): Promise<void>;
  /** Tenants that have a turn have it in `inMs` at the latest. */
  hurry(tenantIds: readonly string[], inMs: number): Promise<void>;
  nextDueIn(): Promise<number | undefined>;
}

/** When ROQ last called us, for all replicas; ms. */
export interface WebhookArrivals {
  note(environmentId: string, arrival: { at: number; inviteAt?: number | undefined }): Promise<void>;
  last(environmentId: string): Promise<{ at: number; inviteAt?: number | undefined } | undefined>;
}
