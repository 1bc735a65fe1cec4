import type { Invite } from '../invites/invite.ts';
import type { Reader } from '../people/person.ts';

export type DigestContent = {
  /** Oldest first. */
  invites: Invite[];
  /** Inviters' names by ROQ user id. */
  inviters: Map<string, string>;
  /** Expired for so long that only `/invite list` still shows them. */
  leftOut: number;
  tenantName: string;
  readAt: number;
};

/** Something the app says unasked, once per local day. */
export interface Digest {
  name: string;
  /** What is worth saying now; `undefined` when nothing is. May throw RoqError. */
  gather(reader: Reader): Promise<DigestContent | undefined>;
}
