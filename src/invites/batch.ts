import type { Place } from '../workspaces/place.ts';
import type { NewPost } from '../workspaces/post.ts';
import type { NewApproval } from './approval.ts';
import type { InviteStatus } from './invite.ts';
import type { Refusal } from './ports.ts';
import type { Claim } from './usage.ts';

export type BatchState = 'sending' | 'stopped' | 'done';

/** What one person sent at once. */
export type Batch = {
  id: string;
  draftId: string;
  teamId: string;
  tenantId: string;
  slackUserId: string;
  roqUserId: string;
  inviterName: string;
  tenantName: string;
  place?: Place | undefined;
  /** The modal that shows the result, while it may still be open. */
  viewId?: string | undefined;
  roleKey: string;
  roleName: string;
  locale?: string | undefined;
  /** Whose request it was, when the inviter approved it. */
  requestedBy?: string | undefined;
  /** Of the request that handed it over: what is done for it later belongs there. */
  requestId?: string | undefined;
  traceparent?: string | undefined;
  total: number;
  state: BatchState;
  createdAt: number;
  finishedAt?: number | undefined;
};

/**
 * queued -> sending -> sent | refused            the plain way
 * sending -> checking -> sent | queued | unsure  after a lost answer (facts/roq 5.4)
 * queued -> stopped                              by the person
 */
export type RecipientState = 'queued' | 'sending' | 'checking' | 'sent' | 'refused' | 'unsure' | 'stopped';

/**
 * ROQ's own check for open invites makes one more send safe after the first (facts/roq 5.4, step 4). A crash before or
 * in a call does not count: it says nothing of ROQ, and the looks after it found nothing.
 */
export const mostLostAnswers = 2;

export type RefusedWhy = Refusal | 'forbidden' | 'unavailable' | 'access_lost' | 'cooldown';

export type Recipient = {
  batchId: string;
  /** From 0, unique in its batch. */
  position: number;
  email: string;
  firstName: string;
  lastName: string;
  locale?: string | undefined;
  roleKey: string;
  state: RecipientState;
  /** Whether a call that could have mailed this address has been started. */
  called: boolean;
  /** Ids of the invites that existed before the first call; `undefined` before it. */
  knownIds?: string[] | undefined;
  /** Look-ups made since the last call. */
  checks: number;
  /** Answers to a send that were lost; after `mostLostAnswers` nothing is sent again. */
  lostAnswers: number;
  /** Tries that ROQ never saw. */
  tries: number;
  /** When the first try was made, ms. */
  firstTriedAt?: number | undefined;
  refusal?: RefusedWhy | undefined;
  code?: string | undefined;
  inviteId?: string | undefined;
  /** As last read from ROQ, at `statusAt`. */
  status?: InviteStatus | undefined;
  statusAt?: number | undefined;
  /** When a reading first showed it accepted. */
  acceptedAt?: number | undefined;
  /** Whether ROQ was seen to have a user for it since it was accepted. */
  member: boolean;
};

/** What a list of results says of one address. */
export type RecipientOutcome = Pick<
  Recipient,
  'email' | 'firstName' | 'lastName' | 'state' | 'tries' | 'refusal' | 'code'
>;

export type NewBatch = Omit<Batch, 'total' | 'state' | 'createdAt' | 'finishedAt'>;
export type NewRecipient = Pick<Recipient, 'email' | 'firstName' | 'lastName' | 'locale' | 'roleKey'>;

/** What a batch must keep to, checked in the transaction that stores it; `request` is what of its draft must wait. */
export type SendLimits = {
  claim: Claim;
  cooldownMs: number;
  request?: { approval: NewApproval; cards: readonly NewPost[] } | undefined;
};

/** A recipient held under a lease; `fence` proves the holder (facts/store section 6). */
export type Held = Recipient & { fence: number };

export type Settlement = {
  position: number;
  fence: number;
  state: 'queued' | 'checking' | 'sent' | 'refused' | 'unsure';
  /** For queued and checking: not before this many ms from now. */
  inMs?: number;
  refusal?: RefusedWhy;
  code?: string;
  inviteId?: string;
  status?: InviteStatus;
  statusAt?: number;
  /** Counters to store; unset ones stay. */
  checks?: number;
  lostAnswers?: number;
  tries?: number;
};

export type BatchCounts = Record<RecipientState, number> & { total: number };

/** In the order in which they were given; without `states`: of every state. */
export type RecipientPage = { states?: readonly RecipientState[]; limit: number; offset: number };

/** What a reading of ROQ at `at` says; `member`: a user stands behind the accepted invite. */
export type SeenInvite = { inviteId: string; status: InviteStatus; at: number; member?: boolean };

/** After how many ms invitees may be told in Slack, or mailed again; absent: not at all. */
export type Later = { nudgeInMs?: number | undefined; remindInMs?: number | undefined };

/** People who accepted, each address once and in that order; `total` counts also those that are not listed. */
export type Joined = { people: Recipient[]; total: number; latestAt: number };

export interface BatchStore {
  /**
   * One batch per draft: marks the draft sent and inserts batch and recipients in one transaction. Throws Problem
   * `over_quota`, `over_cap` or `cooldown` when a limit stands against it, and then nothing is stored.
   */
  create(
    batch: NewBatch,
    recipients: readonly NewRecipient[],
    limits?: SendLimits,
  ): Promise<{ batch: Batch; created: boolean }>;
  find(batchId: string): Promise<Batch | undefined>;
  /** What a draft became when it was sent. */
  ofDraft(draftId: string): Promise<Batch | undefined>;
  /** A tenant's batches, newest first. */
  recent(tenantId: string, limit: number): Promise<Batch[]>;
  recipients(batchId: string, page: RecipientPage & { stillOutFirst?: boolean }): Promise<Recipient[]>;
  /** The same, with what their results are told by and no more: a list takes as long as its columns are many. */
  outcomes(batchId: string, page: RecipientPage): Promise<RecipientOutcome[]>;
  /** The recipients at these positions. */
  at(batchId: string, positions: readonly number[]): Promise<Recipient[]>;
  counts(batchId: string): Promise<BatchCounts>;
  /** How many of the batch's invites stand in each status as last read. */
  statusCounts(batchId: string): Promise<Record<InviteStatus, number>>;

  /**
   * Takes up to `limit` due recipients of one batch and one role: queued ones, ones to check, and ones whose holder's
   * lease ended. Tenants take turns, the one served longest ago first. The `state` of what is held tells the work:
   * `queued` = send, `checking` = look up. Rows whose holder died come back as `checking` when it had begun a call,
   * else as what they were. Empty when nothing is due.
   */
  claim(hold: { owner: string; leaseMs: number; limit: number }): Promise<{ batch: Batch; held: Held[] } | undefined>;
  /** Before the call leaves: stores the known ids and `called`, renews the lease. Returns the positions still held. */
  beginCall(
    batchId: string,
    owner: string,
    rows: readonly { position: number; fence: number; knownIds: readonly string[] }[],
    leaseMs: number,
  ): Promise<number[]>;
  /**
   * Fenced: rows held by somebody else by now are left alone. In the same transaction the batch's card is asked to
   * follow, unless nothing is left to do: then that is for `finishIfSettled`. Returns how many were written.
   */
  settle(batchId: string, owner: string, settlements: readonly Settlement[]): Promise<number>;
  /**
   * Marks the batch done when nothing is left to do; in the same transaction its card is asked to follow, and the word
   * to its sender is stored. True only for the caller that did it.
   */
  finishIfSettled(batchId: string, word?: NewPost, later?: Later): Promise<boolean>;
  /** Batches with nothing left to do that nobody marked done: their last holder died before `finishIfSettled`. */
  unfinished(): Promise<string[]>;
  /** Queued recipients become `stopped`; what is on its way goes on. False when it was not sending any more. */
  stop(batchId: string): Promise<boolean>;
  /** Unsure recipients are looked up once more, without another send. Returns how many. */
  recheck(batchId: string): Promise<number>;
  /** Gives back every lease of this owner. */
  release(owner: string): Promise<void>;
  /** ms until something is due; `undefined` when nothing waits. */
  nextDueIn(): Promise<number | undefined>;

  /**
   * Writes what ROQ says of these invites, unless something newer is stored, and in the same transaction the `word` to
   * the sender of each newly accepted one. Returns the batches that show them, and those whose card says something else
   * now: these cards are asked to follow in that transaction, too, and with them digests of the last `digestsMs`.
   */
  saw(
    tenantId: string,
    seen: readonly SeenInvite[],
    word?: (batch: Batch, at: number) => NewPost,
    digestsMs?: number,
  ): Promise<{ shown: string[]; moved: string[] }>;
  /** Which of these invites a batch of any tenant holds, as last read. */
  holding(
    inviteIds: readonly string[],
  ): Promise<{ tenantId: string; inviteId: string; status: InviteStatus; member: boolean }[]>;
  /** Ids of accepted invites to these addresses behind which no user was seen yet. */
  unmet(tenantId: string, emails: readonly string[]): Promise<string[]>;
  /** Whom this person invited and a reading within these times first showed as accepted; the first `limit` of them. */
  joined(
    inviter: Pick<Batch, 'teamId' | 'tenantId' | 'slackUserId'>,
    window: { from: number; until: number },
    limit: number,
  ): Promise<Joined>;
  /** The batches (newest first) that hold this invite. */
  withInvite(tenantId: string, inviteId: string): Promise<Batch[]>;
}
