import type { Secret } from './one-time-code.ts';

const minute = 60_000;

/** How often a code may be asked for and tried. Pauses and numbers of codes hold for a Slack user and for a ROQ user. */
export const linkLimits = {
  lifeMs: 10 * minute,
  tries: 5,
  pauseMs: 15 * minute,
  codes: 3,
  codesWithinMs: 60 * minute,
} as const;

/** Who asks, as Slack vouches for them. */
export type Asker = { teamId: string; slackUserId: string };
/** Whose account it is said to be. */
export type Account = { roqUserId: string; tenantId: string };

export type Asked = { kind: 'opened' } | { kind: 'paused' | 'too_many'; until: number };

export type Tried =
  | ({ kind: 'proved' } & Account)
  /** `account` is for the audit log only: telling it would tell that it exists. */
  | { kind: 'wrong'; left: number; account?: Account | undefined }
  | { kind: 'paused'; until: number; account?: Account | undefined }
  /** None is open: never asked for, used, expired. */
  | { kind: 'closed' };

/** Codes on their way. A Slack user has one open code at most, so there is no id that anybody could forge. */
export interface LinkCodeStore {
  /** Opens a code that nothing fits and closes the asker's earlier one. */
  ask(asker: Asker, id: string, decoy: Secret): Promise<Asked>;
  /** Lets the open code prove this account. False when it must not be mailed: the account's limits, or a newer code. */
  aim(id: string, account: Account, secret: Secret): Promise<boolean>;
  /** As if it had not been asked for. */
  withdraw(id: string): Promise<void>;
  /** The asker's open code. */
  open(asker: Asker): Promise<{ id: string; salt: string } | undefined>;
  /** Counts the try and compares the kept hash; a code that fits is used up. One at a time for an asker and an account. */
  attempt(asker: Asker, id: string | undefined, fits: (hash: string) => boolean): Promise<Tried>;
}
