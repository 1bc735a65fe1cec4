const prefix = 'forgotten:';

/** What stands in the store where an address stood before somebody had it forgotten; `hash` is salted per tenant. */
export const forgottenMark = (hash: string): string => `${prefix}${hash}`;
export const isForgotten = (email: string): boolean => email.startsWith(prefix);

/** `busy`: an invite, a request, a resend or a cancel of the address has no outcome yet; else what held it. */
export type Forgetting =
  | { kind: 'busy' }
  | { kind: 'forgotten'; batchIds: string[]; actIds: string[]; requestIds: string[] };

export interface AddressMemory {
  /** The same address in the same tenant always gives the same mark; nothing is stored but the tenant's salt. */
  mark(tenantId: string, email: string): Promise<string>;
  /** Puts the mark in the address's place everywhere in this tenant, and drops its names; ROQ is not touched. */
  forget(tenantId: string, email: string): Promise<Forgetting>;
}
