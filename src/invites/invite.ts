export const inviteStatuses = ['pending', 'accepted', 'expired', 'canceled'] as const;
export type InviteStatus = (typeof inviteStatuses)[number];

/** A user invite as ROQ tells it; times in ms. */
export type Invite = {
  id: string;
  tenantId: string;
  /** Lower case, trimmed. */
  email: string;
  firstName: string;
  lastName: string;
  locale?: string | undefined;
  /** Empty when ROQ chose the role: never read a role out of an empty list. */
  roleKeys: string[];
  status: InviteStatus;
  createdAt: number;
  updatedAt?: number | undefined;
  statusUpdatedAt?: number | undefined;
  createdByUserId: string;
  acceptedByUserId?: string | undefined;
  /** May change with a resend; one of the marks by which a resend is told from none (facts 5.4). */
  userTokenId: string;
};

/** ROQ resends whatever is not accepted (facts 3.1). */
export const canResend = (status: InviteStatus): boolean => status !== 'accepted';
/** ROQ cancels only what is pending (facts 3.1). */
export const canCancel = (status: InviteStatus): boolean => status === 'pending';
