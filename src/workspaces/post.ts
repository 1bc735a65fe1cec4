import type { Place } from './place.ts';

/**
 * wanted: to be posted; posting: the call may have left; live: in Slack at `ts`;
 * unknown: it may or may not be in Slack, and is never posted again; empty: there was nothing to say; dead: cannot be shown.
 */
export type PostState = 'wanted' | 'posting' | 'live' | 'unknown' | 'empty' | 'dead';
/** A batch's card, a digest in a channel or of one's own, or the word by DM that a large batch is through or how an unclear act ended. */
export const postKinds = [
  'batch',
  'digest',
  'own_digest',
  'digest_charge',
  'batch_end',
  'act_end',
  'welcome',
  'joined',
  'approval',
  'approval_asked',
  'approval_nudge',
  'approval_end',
  'consent',
  'consents',
  'nudge',
  'nudge_end',
  'step',
  'ask',
  'audit',
  'audit_csv',
] as const;
export type PostKind = (typeof postKinds)[number];

/**
 * A Slack message of ours. What it says is drawn from the store and ROQ whenever `wanted` is ahead of `drawn`,
 * so only the newest state is ever sent.
 */
export type Post = {
  id: string;
  /** Unique: a second post of the same key is never made. */
  key: string;
  kind: PostKind;
  /** The id of the batch or act; of a digest its workspace, tenant and local day, or its ROQ user and local day. */
  subject: string;
  teamId: string;
  tenantId: string;
  /** Whom it is for: gets it by DM when `place` is missing or refuses us. */
  slackUserId?: string | undefined;
  place?: Place | undefined;
  ts?: string | undefined;
  /** Why it is not where it was wanted: Slack's error for that channel. */
  movedBecause?: string | undefined;
  state: PostState;
  wanted: number;
  drawn: number;
  tries: number;
  reason?: string | undefined;
  createdAt: number;
  /** Not worth posting after this, ms. */
  expiresAt?: number | undefined;
  /** Of the work that wanted it: see trace.ts. */
  traceparent?: string | undefined;
};
export type NewPost = Pick<
  Post,
  'key' | 'kind' | 'subject' | 'teamId' | 'tenantId' | 'slackUserId' | 'place' | 'expiresAt' | 'traceparent'
>;
export type HeldPost = Post & { fence: number };

/** Which calls must wait: one Slack method in a workspace, or posting to one channel. */
export type PaceKey = `method:${string}` | `channel:${string}`;

export interface PostStore {
  /** Does nothing when the key exists. */
  create(post: NewPost): Promise<Post>;
  find(id: string): Promise<Post | undefined>;
  findByKey(key: string): Promise<Post | undefined>;
  findByMessage(teamId: string, channelId: string, ts: string): Promise<Post | undefined>;
  /** The latest of its kind, workspace, tenant and person that stands in Slack and was made before it. */
  before(post: Post): Promise<Post | undefined>;
  /** Asks for a redraw of these subjects' live posts. */
  touch(kind: PostKind, subjects: readonly string[]): Promise<void>;
  /** Asks for a redraw of what was posted for a tenant in the last `withinMs`: in channels, or of these kinds. */
  touchRecent(tenantId: string, withinMs: number, which: 'in channels' | readonly PostKind[]): Promise<void>;
  /** Asks for a redraw of a tenant's live digests posted in the last `withinMs`. */
  touchDigests(tenantId: string, withinMs: number): Promise<void>;
  /**
   * Up to `limit` posts that are to be posted or redrawn, whose team and channel need not wait, at most one per channel;
   * also those whose holder's lease ended, `except` what the claimer is still at work on itself.
   */
  claim(hold: { owner: string; leaseMs: number; limit: number; except?: readonly string[] }): Promise<HeldPost[]>;
  /** Fenced, before chat.postMessage leaves. False when no longer held. */
  beginPosting(post: HeldPost, owner: string, leaseMs: number): Promise<boolean>;
  /** Fenced: it stands in Slack and shows state `drawn`; the hold ends. */
  live(
    post: HeldPost,
    owner: string,
    at: { place: Place; ts: string; drawn: number; movedBecause?: string },
  ): Promise<boolean>;
  /**
   * Not fenced, because it is a fact: Slack took it, as its late answer or a press in it tells. Whoever looks for it
   * meanwhile is fenced off.
   */
  landedLate(post: Pick<Post, 'id'>, at: { place: Place; ts: string }): Promise<void>;
  /**
   * Fenced: try again in `inMs`; `tries` grows. One without ts goes back to `wanted`, because it certainly was not
   * posted, unless it `mayBePosted`; `toDirect` sends it to its person instead, with Slack's reason.
   */
  postpone(
    post: HeldPost,
    owner: string,
    inMs: number,
    change?: { mayBePosted?: boolean; toDirect?: string },
  ): Promise<boolean>;
  end(post: HeldPost, owner: string, state: 'unknown' | 'empty' | 'dead', reason: string): Promise<boolean>;
  /** No call of this kind in this workspace before `inMs` have passed. */
  pause(teamId: string, key: PaceKey, inMs: number): Promise<void>;
  nextDueIn(): Promise<number | undefined>;
}
