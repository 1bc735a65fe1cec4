/** ROQ's statuses of an invite, as the first word of a line. */
export const statuses = { pending: 'Pending', accepted: 'Accepted', expired: 'Expired', canceled: 'Canceled' };
