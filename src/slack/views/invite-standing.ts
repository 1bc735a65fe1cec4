import type { Act } from '../../invites/act.ts';
import type { Batch, BatchCounts, Recipient } from '../../invites/batch.ts';
import type { InviteStatus } from '../../invites/invite.ts';
import { wordsFor } from '../../words/words.ts';
import { span } from '../kit.ts';
import { type Audience, addressFor } from './invite-line.ts';

type Standing = { batch: Pick<Batch, 'createdAt'>; acts: ReadonlyMap<string, Act> };

const hour = 3_600_000;
/** What ROQ's own interface says of an invite; nobody can read how long one is really valid (facts/roq 3.1). */
const validityMs = 24 * hour;

/** How an invite stands as of its last reading: "Pending for 3 days, probably expired". */
export function standing(recipient: Recipient & { status: InviteStatus }, about: Standing): string {
  const word = wordsFor(undefined).statuses[recipient.status];
  if (recipient.status === 'accepted') return lacksUser(recipient) ? `${word}, ${missing(recipient)}` : word;
  if (recipient.status !== 'pending') return word;
  const age = ageOf(recipient, about);
  if (age < hour) return word;
  return `${word} for ${span(age)}${age >= validityMs ? ', probably expired' : ''}`;
}

const missing = ({ statusAt = 0, acceptedAt = 0 }: Recipient): string =>
  `but after ${span(statusAt - acceptedAt)} ROQ still has no user with this address`;

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

const order: readonly InviteStatus[] = ['pending', 'expired', 'canceled'];

/** "3 of 5 joined, 1 pending, 1 expired"; only what there is. */
export function joinedStory(counts: BatchCounts, statuses: Record<InviteStatus, number>): string {
  const joined = statuses.accepted;
  const parts = order
    .filter((status) => statuses[status] > 0)
    .map((status) => `${statuses[status].toLocaleString('en')} ${status}`);
  if (joined > 0) parts.unshift(`${joined.toLocaleString('en')} of ${counts.sent.toLocaleString('en')} joined`);
  return parts.join(', ');
}

/** "Still out: a•••@x.io, pending for 3 days, probably expired; …", for whoever hears the card. */
export function stillOutSentence(recipients: readonly Recipient[], about: Standing, audience: Audience): string {
  const out = recipients.filter(isOut);
  if (out.length === 0 || out.length === recipients.length) return '';
  const shown = out.slice(0, 3).flatMap((recipient) => {
    const { status } = recipient;
    return status
      ? `${addressFor(wordsFor(undefined), recipient.email, audience)} (${standing({ ...recipient, status }, about).toLowerCase()})`
      : [];
  });
  return ` Still out: ${shown.join(', ')}${out.length > shown.length ? ' and others' : ''}.`;
}
