import type { NewPost } from '../workspaces/post.ts';
import type { RuleBook } from '../workspaces/rules.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import type { Batch } from './batch.ts';

/** waiting: for its hour; told: they got the one message; stopped: they said that it is not for them; over: no use. */
export type NudgeState = 'waiting' | 'told' | 'stopped' | 'over';

/** The one message in Slack to an invitee who is there, that an invitation waits in their mail. */
export type Nudge = {
  /** One per invite. */
  inviteId: string;
  batchId: string;
  /** Of the recipient in the batch. */
  position: number;
  teamId: string;
  tenantId: string;
  /** The Slack user with the invited address, once found. */
  inviteeId?: string | undefined;
  state: NudgeState;
  /** Resends that the invitee asked for. */
  resends: number;
};
/** The address is the recipient's; it is not stored twice. */
export type HeldNudge = Nudge & { email: string; fence: number };

/** More resends are for the inviter to decide on. */
export const mostResends = 2;

export interface NudgeStore {
  /** Those whose hour has come; also those whose holder's lease ended. */
  claim(hold: { owner: string; leaseMs: number; limit: number }): Promise<HeldNudge[]>;
  /** Fenced: the invitee is this Slack user, and gets this message. */
  tell(nudge: HeldNudge, owner: string, inviteeId: string, post: NewPost): Promise<boolean>;
  /** Fenced: nobody is told. */
  drop(nudge: HeldNudge, owner: string): Promise<void>;
  /** All that wait in this workspace go on waiting so long, ms; holds on them end. */
  rest(teamId: string, inMs: number): Promise<void>;
  find(inviteId: string): Promise<Nudge | undefined>;
  /** Counts one resend; the message says so. */
  resent(inviteId: string): Promise<void>;
  /** One conditional write, with the word to the inviter; false when they had said so before. */
  stop(inviteId: string, word: NewPost): Promise<boolean>;
  nextDueIn(): Promise<number | undefined>;
}

/** Whoever has joined by then needs no word, ms. */
const leastDelayMs = 60 * 60_000;

/**
 * How long after a batch is through its invitees may be told in Slack, ms; `undefined` where the workspace does not want
 * it. Not before the mail could be sent again: "I never got it" shall work at once.
 */
export async function nudgeDelay(
  deps: { settings: Pick<SettingsStore, 'find'>; rules: RuleBook },
  { teamId, tenantId }: Pick<Batch, 'teamId' | 'tenantId'>,
): Promise<number | undefined> {
  const stored = await deps.settings.find(teamId, tenantId);
  if (stored?.settings.privacy.nudges !== 'on') return undefined;
  return Math.max(leastDelayMs, (await deps.rules.of({ teamId, tenantId })).cooldownMs);
}
