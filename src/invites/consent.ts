import type { NewPost } from '../workspaces/post.ts';

/**
 * open -> yes -> sent | asked | refused    the person agrees; `asked`: a second person decides first
 * open -> no | expired | withdrawn         by the person, by time, by the inviter
 */
export type ConsentState = 'open' | 'yes' | 'sent' | 'asked' | 'refused' | 'no' | 'expired' | 'withdrawn';

/** Why an invite that somebody agreed to could not be sent. */
export const consentRefusals = [
  'member',
  'pending',
  'cooling',
  'denied',
  'over',
  'role',
  'forbidden',
  'no_approvers',
  'unavailable',
] as const;
export type ConsentRefusal = (typeof consentRefusals)[number];

/**
 * Somebody in Slack whom an inviter picked. Their address comes from Slack, which wants them to agree before it is
 * mailed (facts/slack section 5), so it waits here for their answer, and not a moment longer.
 */
export type Consent = {
  id: string;
  /** The draft they were picked in: the inviter sees all of it in one message. */
  groupId: string;
  teamId: string;
  tenantId: string;
  /** Who invites. */
  slackUserId: string;
  roqUserId: string;
  inviterName: string;
  tenantName: string;
  roleKey: string;
  roleName: string;
  locale?: string | undefined;
  /** Why, for a second person who decides. */
  reason?: string | undefined;
  /** Who is asked: a Slack user. */
  inviteeId: string;
  inviteeName: string;
  /** Empty from the moment it is handed on, or may not be used any more. */
  email: string;
  /** They gave an address of their own instead of the one Slack shows. */
  otherAddress: boolean;
  state: ConsentState;
  createdAt: number;
  expiresAt: number;
  decidedAt?: number | undefined;
  /** What it became. */
  batchId?: string | undefined;
  requestId?: string | undefined;
  refusal?: ConsentRefusal | undefined;
};
export type NewConsent = Omit<
  Consent,
  'otherAddress' | 'state' | 'createdAt' | 'expiresAt' | 'decidedAt' | 'batchId' | 'requestId' | 'refusal'
>;
export type HeldConsent = Consent & { fence: number };

export type ConsentEnd =
  | { state: 'sent'; batchId: string }
  | { state: 'asked'; requestId: string }
  | { state: 'refused'; refusal: ConsentRefusal };

/** How long a question stands, ms. */
export const consentLastsMs = 7 * 24 * 60 * 60_000;
/** Whoever said no is not asked again for this tenant before so long, ms. */
export const restAfterNoMs = 30 * 24 * 60 * 60_000;

export interface ConsentStore {
  /**
   * Stores the questions, each with its message, and the one message that tells the inviter of all; one question per
   * person, and none to whom another is open in this tenant. `closesDraft`: nothing else comes of the draft. Returns
   * the group's.
   */
  ask(
    asks: readonly { consent: NewConsent; post: NewPost }[],
    group: { id: string; post: NewPost; closesDraft: boolean },
  ): Promise<Consent[]>;
  find(id: string): Promise<Consent | undefined>;
  ofGroup(groupId: string): Promise<Consent[]>;
  ofBatch(batchId: string): Promise<Consent | undefined>;
  /** Who of these has an open question in this tenant, or said no since then, ms. */
  standing(
    where: { teamId: string; tenantId: string; inviteeIds: readonly string[] },
    noSince: number,
  ): Promise<Map<string, 'open' | 'no'>>;
  /** One conditional write: `undefined` when it is not open any more. `email`: another address than Slack's. */
  answer(id: string, answer: { yes: true; email?: string } | { yes: false }): Promise<Consent | undefined>;
  /** What is open of a group ends; returns it. */
  withdraw(groupId: string): Promise<Consent[]>;
  /** What was agreed to and is to be sent, and what nobody answered in time: that is still `open`. */
  claim(hold: { owner: string; leaseMs: number; limit: number }): Promise<HeldConsent[]>;
  /** Fenced. The address is not kept beside the invite. */
  finish(consent: HeldConsent, owner: string, end: ConsentEnd | { state: 'expired' }): Promise<boolean>;
  /** Fenced: try again in `inMs`. */
  postpone(consent: HeldConsent, owner: string, inMs: number): Promise<void>;
  /** ms until something is due; `undefined` when nothing waits. */
  nextDueIn(): Promise<number | undefined>;
}
