import type { Place } from '../workspaces/place.ts';
import type { NewPost } from '../workspaces/post.ts';
import type { Batch, NewBatch, NewRecipient } from './batch.ts';
import type { ApprovalWhy } from './policy.ts';
import type { Claim } from './usage.ts';

export type ApprovalState = 'open' | 'approved' | 'declined' | 'withdrawn' | 'expired';

/** A request for invites, frozen as it was written, and what became of it. */
export type Approval = {
  id: string;
  draftId: string;
  teamId: string;
  tenantId: string;
  /** Who asks. */
  slackUserId: string;
  roqUserId: string;
  requesterName: string;
  tenantName: string;
  /** Where the card of the invites goes once they are approved. */
  place?: Place | undefined;
  roleKey: string;
  roleName: string;
  locale?: string | undefined;
  recipients: NewRecipient[];
  /** Of recipients, roles and locale: the audit log can prove that what was sent is what was asked for. */
  hash: string;
  /** The rules that ask for a second person. */
  why: ApprovalWhy[];
  reason?: string | undefined;
  state: ApprovalState;
  createdAt: number;
  expiresAt: number;
  decidedAt?: number | undefined;
  decision?: Decision | undefined;
  batchId?: string | undefined;
};

/** Who decided, and what they said to it. */
export type Decision = { slackUserId: string; roqUserId: string; name: string; reason?: string | undefined };

export type NewApproval = Omit<Approval, 'state' | 'createdAt' | 'expiresAt' | 'decidedAt' | 'decision' | 'batchId'> & {
  /** How long it may be decided, ms; half of it without a decision brings a nudge. */
  lastsMs: number;
};

/** The batch that an approval becomes: its draft id is the request's own, so there is never a second one. */
export type ApprovedBatch = {
  batch: NewBatch;
  recipients: readonly NewRecipient[];
  claim: Claim;
  cooldownMs: number;
};

export interface ApprovalStore {
  /** Marks the draft sent and stores request, cards and usage in one transaction; one request per draft. */
  create(request: NewApproval, cards: readonly NewPost[], claim: Claim): Promise<Approval>;
  find(id: string): Promise<Approval | undefined>;
  /** Requests of one tenant in one workspace that wait for a decision, the oldest first. */
  open(where: { teamId: string; tenantId: string }, limit: number): Promise<Approval[]>;
  /**
   * One conditional write: false when somebody else decided or it expired. The batch, the word to the requester and
   * the redrawing of the cards are in the same transaction. Throws Problem `over_cap` or `cooldown`, and then nothing
   * is decided.
   */
  approve(id: string, by: Decision, approved: ApprovedBatch): Promise<{ decided: boolean; batch?: Batch }>;
  decline(id: string, by: Decision): Promise<boolean>;
  /** By whoever asked. False when it was decided meanwhile. */
  withdraw(id: string): Promise<boolean>;
  /** Nudges once, at half time, and ends what nobody decided in time; says how many it touched, and which ended. */
  keepTime(limit: number): Promise<{ touched: number; expired: Approval[] }>;
  /** ms until one is due; `undefined` when none is open. */
  nextDueIn(): Promise<number | undefined>;
}
