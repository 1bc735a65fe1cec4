import type { NewPost } from '../workspaces/post.ts';
import type { InviteStatus } from './invite.ts';

export type ActKind = 'resend' | 'cancel';
/** open: written, nothing asked yet; called: ROQ was asked; the rest are ends. */
export type ActState = 'open' | 'called' | 'done' | 'refused' | 'unsure';

/** What an invite looked like before the act; any change after a lost answer means that it took effect. */
export type Before = {
  status: InviteStatus;
  updatedAt?: number | undefined;
  statusUpdatedAt?: number | undefined;
  userTokenId: string;
};

/** One intent to resend or cancel one invite, kept until its outcome is known. */
export type Act = {
  id: string;
  kind: ActKind;
  teamId: string;
  tenantId: string;
  inviteId: string;
  email: string;
  slackUserId: string;
  actorName: string;
  roqUserId: string;
  before: Before;
  state: ActState;
  reason?: string | undefined;
  checks: number;
  createdAt: number;
  finishedAt?: number | undefined;
  /** The request it was asked with, and the message or view it was asked from. */
  requestId?: string | undefined;
  source?: string | undefined;
};
export type NewAct = Omit<Act, 'state' | 'reason' | 'checks' | 'createdAt' | 'finishedAt'>;
export type HeldAct = Act & { fence: number };

export type Begun =
  | { kind: 'begun'; act: HeldAct }
  /** Another act on the same invite has no outcome yet. */
  | { kind: 'busy'; act: Act }
  | { kind: 'cooldown'; mailedAt: number };

export interface ActStore {
  /**
   * In one transaction: refuses while another act on the invite is unfinished or, for a resend, while the address
   * was mailed less than `cooldownMs` ago; else stores the intent, held by `owner`.
   */
  begin(act: NewAct, hold: { owner: string; leaseMs: number; cooldownMs: number }): Promise<Begun>;
  /** Before the call leaves: state `called`. False when no longer held. */
  beginCall(act: HeldAct, owner: string, leaseMs: number): Promise<boolean>;
  /** After a lost answer: gives the hold back, to be claimed again in `inMs`, with this many look-ups made. */
  postpone(act: HeldAct, owner: string, inMs: number, checks: number): Promise<boolean>;
  /**
   * Ends the act. In the same transaction a resend that was done, or may have been, notes the mailing, and the cards that
   * show its invite are asked to follow; `word` is stored with it.
   */
  finish(
    act: HeldAct,
    owner: string,
    end: { state: 'done' | 'refused' | 'unsure'; reason?: string },
    word?: NewPost,
  ): Promise<boolean>;
  /** Unfinished acts whose holder's lease ended. */
  claim(hold: { owner: string; leaseMs: number; limit: number }): Promise<HeldAct[]>;
  /** ms; `undefined` while all are finished. */
  nextDueIn(): Promise<number | undefined>;
  find(id: string): Promise<Act | undefined>;
  /** The newest finished act on each invite. */
  latest(tenantId: string, inviteIds: readonly string[]): Promise<Map<string, Act>>;
  /** How often each invite was resent, or may have been; those that never were are missing. */
  resends(tenantId: string, inviteIds: readonly string[]): Promise<Map<string, number>>;
}

/** When this app last had ROQ mail an address. */
export interface Mailings {
  lastMailed(tenantId: string, emails: readonly string[]): Promise<Map<string, number>>;
  note(tenantId: string, emails: readonly string[], at: number): Promise<void>;
}
