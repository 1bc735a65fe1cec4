import type { Act } from '../../invites/act.ts';
import type { Batch, BatchCounts, Recipient } from '../../invites/batch.ts';
import type { InviteStatus } from '../../invites/invite.ts';
import type { Words } from '../../words/words.ts';
import { type Audience, addressFor } from './invite-line.ts';

type Standing = { batch: Pick<Batch, 'createdAt'>; acts: ReadonlyMap<string, Act> };

const hour = 3_600_000;
/** What ROQ's own interface says of an invite; nobody can read how long one is really valid (facts/roq 3.1). */
const validityMs = 24 * hour;

/** How an invite stands as of its last reading: "Pending for 3 days, probably expired". */
export function standing(words: Words, recipient: Recipient & { status: InviteStatus }, about: Standing): string {
  const { card, statuses } = words;
  const { status, statusAt = 0, acceptedAt = 0 } = recipient;
  if (lacksUser(recipient)) return card.acceptedWithoutUser(statusAt - acceptedAt);
  const age = status === 'pending' ? ageOf(recipient, about) : 0;
  if (age < hour) return statuses[status];
  const pending = card.pendingFor(age);
  return age >= validityMs ? card.probablyExpired(pending) : pending;
}

/** An hour is time enough for ROQ to make the user (facts/roq 3.1). */
export const lacksUser = ({ status, statusAt, acceptedAt, member }: Recipient): boolean =>
  status === 'accepted' && !member && acceptedAt !== undefined && (statusAt ?? 0) - acceptedAt >= hour;

/** How long ago it was last mailed when it was last read, ms. */
function ageOf({ inviteId, statusAt }: Recipient, { batch, acts }: Standing): number {
  return (statusAt ?? batch.createdAt) - mailedAt(inviteId, { batch, acts });
}

function mailedAt(inviteId: string | undefined, { batch, acts }: Standing): number {
  const act = acts.get(inviteId ?? '');
  const again = act?.kind === 'resend' && act.state === 'done' ? act.finishedAt : undefined;
  return Math.max(batch.createdAt, again ?? 0);
}

const isOut = ({ state, status }: Recipient): boolean =>
  state === 'sent' && (status === 'pending' || status === 'expired');

/** Who is still out first, of those the one mailed longest ago; the others as they were sent. */
export function stillOutFirst(recipients: readonly Recipient[], about: Standing): Recipient[] {
  const out = recipients.filter(isOut);
  out.sort((a, b) => mailedAt(a.inviteId, about) - mailedAt(b.inviteId, about) || a.position - b.position);
  return [...out, ...recipients.filter((recipient) => !isOut(recipient))];
}

const order = ['pending', 'expired', 'canceled'] as const;

/** "3 of 5 joined, 1 pending, 1 expired"; only what there is. */
export function joinedStory({ card }: Words, counts: BatchCounts, statuses: Record<InviteStatus, number>): string {
  const joined = statuses.accepted;
  const parts = order.filter((status) => statuses[status] > 0).map((status) => card[status](statuses[status]));
  if (joined > 0) parts.unshift(card.joined(joined, counts.sent));
  return parts.join(', ');
}

/** "Still out: a•••@x.io (pending for 3 days, probably expired)", for whoever hears the card; nothing when all or none are. */
export function stillOutSentence(
  words: Words,
  recipients: readonly Recipient[],
  about: Standing,
  audience: Audience,
): string[] {
  const out = recipients.filter(isOut);
  if (out.length === 0 || out.length === recipients.length) return [];
  const shown = out.slice(0, 3).flatMap((recipient) => {
    const { status } = recipient;
    const address = addressFor(words, recipient.email, audience);
    return status ? words.card.personStands(address, standing(words, { ...recipient, status }, about)) : [];
  });
  return [words.card.stillOut(shown, out.length > shown.length)];
}
