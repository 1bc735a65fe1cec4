/**
 * What a hand-over takes of the workspace's limits, counted in the transaction that stores it, so that those who send
 * at the same time cannot pass them together.
 */
export type Claim = {
  tenantId: string;
  /** Whose quota, on which local day (YYYY-MM-DD), of how many (0 = no limit). */
  person?: { roqUserId: string; localDay: string; count: number; quota: number } | undefined;
  /** Invites that will be pending once they are sent. */
  mails: number;
  /** Present when the tenant's pending invites are capped; what was known of them before (see `Usage.read`). */
  cap?: { limit: number; pending: number; handedOver: number } | undefined;
};

export type UsageRead = {
  /** What this person has sent or asked for on that day. */
  today: number;
  /** Invites ever handed over for this tenant. */
  handedOver: number;
  /** Of these, those that ROQ may not know yet. */
  outstanding: number;
};

export interface Usage {
  /** `handedOver` is read before `outstanding`: what comes in between counts twice rather than never. */
  read(tenantId: string, roqUserId: string, localDay: string): Promise<UsageRead>;
  /** Throws Problem `over_quota` or `over_cap` with what is left, and then nothing is counted. */
  take(claim: Claim): Promise<void>;
}
