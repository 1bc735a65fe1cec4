import type { Invite } from '../invites/invite.ts';
import type { Person } from '../people/person.ts';

/** An invite that needs somebody. */
export type DigestRow = {
  invite: Invite;
  /** Since when it has been pending without an answer, or expired; ms. */
  since: number;
  /** How often this app had it mailed again. */
  resends: number;
};

export type DigestContent = {
  tenantName: string;
  readAt: number;
  /** What needs a decision, oldest first. */
  rows: DigestRow[];
  /** Resent twice and older than a month: better canceled. None of the rows. */
  proposals: DigestRow[];
  /** Inviters' names by ROQ user id. */
  inviters: Map<string, string>;
  /** All that still waits, the rows, the proposals and what is snoozed among it. */
  pending: number;
  expired: number;
  /** Every pending and expired invite there is: what "Show all" shows. */
  total: number;
  snoozed: number;
  /** Told by their inviters' own digests. */
  elsewhere: number;
  /** Expired for so long that only `/invite list` still shows them. */
  leftOut: number;
  /** Since the last digest; `undefined` for the first. `joined` is not known where too many have. */
  news?: { sent: number; joined?: number | undefined; expired: number } | undefined;
};

export const needsSomebody = ({ rows, proposals }: DigestContent): boolean => rows.length + proposals.length > 0;

/** Whether there is anything at all to speak of. */
export const saysSomething = ({ pending, expired, news }: DigestContent): boolean =>
  pending + expired > 0 || Object.values(news ?? {}).some((count) => (count ?? 0) > 0);

/** What the app says unasked about invites that wait. Both may throw RoqError. */
export interface Digests {
  /** For a channel: whatever is in no own digest of its inviter's. */
  ofChannel(where: { teamId: string; tenantId: string }, since: number | undefined): Promise<DigestContent>;
  /** A person's own invites, as ROQ shows them to this person. */
  ofPerson(person: Person, since: number | undefined): Promise<DigestContent>;
}
