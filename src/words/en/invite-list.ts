import { say } from './say.ts';

/** `/invite list`: find invites, resend or cancel them. */
export const inviteList = {
  title: 'Invites',
  find: 'Find',
  findHint: 'Part of an address or a name; press Enter.',
  show: 'Show',
  /** What one can choose to see, beside the single statuses. */
  open: 'Pending and expired',
  all: 'All',
  headline: (tenant: string) => `Invites to *${tenant}*`,
  ownHeadline: (tenant: string) => `Your invites to *${tenant}*`,
  /** `invites` is counted and ready. */
  found: (invites: string, page: number, pages: number, when: string) =>
    `${invites} · page ${say.number(page)} of ${say.number(pages)} · read ${when}`,
  nothing: 'No invites match.',
  reading: 'Reading the invites from ROQ…',
};
