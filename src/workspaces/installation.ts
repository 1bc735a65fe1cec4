import type { NewPost } from './post.ts';

/** One install of the app: in a workspace, or org-wide in an enterprise. */
export type Installation = {
  /** The enterprise's id when org-wide, else the team's. */
  id: string;
  orgWide: boolean;
  /** Of the workspace or the enterprise. */
  name: string;
  botToken: string;
  botId: string;
  botUserId: string;
  /** What Slack granted. */
  scopes: readonly string[];
  /** The Slack user who installed it last. */
  installerId: string;
  /** With token rotation: good for one exchange, and the end of `botToken`, ms. */
  refreshToken?: string | undefined;
  expiresAt?: number | undefined;
  /** When the app came, ms; a repeated install without an uninstall between keeps it. */
  since: number;
  /** When it was last installed, ms. */
  installedAt: number;
};

export type Tokens = Pick<Installation, 'botToken' | 'refreshToken'> & { expiresInMs?: number | undefined };
export type NewInstallation = Omit<Installation, 'since' | 'installedAt' | 'expiresAt'> & Tokens;
/** Held for one exchange of its refresh token. */
export type HeldInstallation = Installation & { fence: number };

/** Where something happens: `enterpriseId` when Slack names one. */
export type SlackPlace = { teamId?: string | undefined; enterpriseId?: string | undefined };

/** Installs with their tokens, sealed at rest. Reads throw SealError when the key is missing. */
export interface Installations {
  /** Inserts or replaces; stores what is to be posted first, unless a post of that key exists. */
  save(installation: NewInstallation, firstPost: (saved: Installation) => NewPost): Promise<Installation>;
  /** The workspace's own install, else that of its enterprise, also when Slack named the enterprise only earlier. */
  find(place: SlackPlace): Promise<Installation | undefined>;
  /**
   * Takes the refresh for itself: over all replicas one at a time, as long as these tokens are the newest.
   * `undefined` when another one has it or had it.
   */
  claimRefresh(of: Installation, leaseMs: number): Promise<HeldInstallation | undefined>;
  /** Fenced: `undefined` when the app was installed anew or the lease passed on meanwhile. */
  renewTokens(held: HeldInstallation, tokens: Tokens): Promise<Installation | undefined>;
  /**
   * Deletes this install unless it was made anew meanwhile, and ends what was still to be posted there.
   * Returns the teams it served; empty when nothing was deleted.
   */
  remove(gone: Installation): Promise<string[]>;
  /**
   * An org-wide install no longer serves these workspaces; what was still to be posted there is ended. Returns those it
   * served until now; workspaces of another enterprise, or with an install of their own, are left alone.
   */
  removeTeams(enterpriseId: string, teamIds: readonly string[]): Promise<string[]>;
  /** False when this state of an install under way was spent before, in any replica. */
  spendState(state: string): Promise<boolean>;
}
