import type { Invite } from './invite.ts';

const givenUp = { resends: 2, ageMs: 30 * 24 * 60 * 60_000 };

/** What was mailed so often again, and began so long ago, is better canceled: digests propose it, nothing reminds of it. */
export const isGivenUp = ({ createdAt }: Pick<Invite, 'createdAt'>, resends: number, now: number): boolean =>
  resends >= givenUp.resends && now - createdAt >= givenUp.ageMs;
