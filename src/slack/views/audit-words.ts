import type { AuditEntry } from '../../invites/audit.ts';
import type { Words } from '../../words/words.ts';
import { escaped } from '../kit.ts';
import { type Audience, addressFor } from './invite-line.ts';

/** "<@U1> resent the invite of b•••@y.io: already accepted"; an entry of an unknown kind is told by its own name. */
export function actLine(words: Words, entry: AuditEntry, audience: Audience): string {
  const { audit } = words;
  const deeds: Record<string, (whom: string) => string> = audit.deeds;
  const who = entry.slackUserId ? `<@${escaped(entry.slackUserId)}>` : audit.somebody;
  const whom = entry.email === undefined ? '' : escaped(addressFor(words, entry.email, audience));
  const deed = Object.hasOwn(deeds, entry.what) ? deeds[entry.what]?.(whom) : undefined;
  const plainDeed = `${escaped(entry.what.replaceAll(/[._]/g, ' '))} ${whom}`.trim();
  return audit.line(who, deed ?? plainDeed, entry.reason && escaped(audit.reason(entry.reason)));
}
