import type { RoqError } from '../roq-error.ts';
import { type Held, mostLostAnswers, type RefusedWhy, type Settlement } from './batch.ts';
import type { Invite } from './invite.ts';
import type { SendOutcome } from './ports.ts';

/** How long an address is tried while ROQ cannot be reached, ms. */
export const giveUpMs = 60 * 60_000;
/** Pauses before the first, second and third look after a lost answer, ms (facts/roq 5.4). */
const lookPauses = [2_000, 5_000, 15_000];
/** Pauses before the next try when ROQ never saw the last one, ms. */
const tryPauses = [1_000, 5_000, 15_000, 60_000];

export const fenced = (row: Held) => ({ position: row.position, fence: row.fence });

/** The call may have mailed this address: look before anything else. */
export const lostAnswer = (row: Held): Settlement => ({
  ...fenced(row),
  state: 'checking',
  checks: 0,
  lostAnswers: row.lostAnswers + 1,
  inMs: lookPauses[0] ?? 0,
});

/** What one row of ROQ's answer means. */
export function afterOutcome(row: Held, outcome: SendOutcome | undefined, now: number): Settlement {
  if (!outcome || outcome.kind === 'unclear') return lostAnswer(row);
  if (outcome.kind === 'invited') {
    return { ...fenced(row), state: 'sent', inviteId: outcome.invite.id, status: outcome.invite.status, statusAt: now };
  }
  // After an earlier call "already invited" most likely speaks of our own first try: one last look tells.
  if (outcome.refusal === 'already_invited' && row.called) {
    return { ...fenced(row), state: 'checking', checks: lookPauses.length - 1, inMs: 0, code: outcome.refusal };
  }
  return {
    ...fenced(row),
    state: 'refused',
    refusal: outcome.refusal,
    ...(outcome.code ? { code: outcome.code } : {}),
  };
}

/** ROQ certainly did not send: try again later, or say why not. */
export function notSent(row: Held, error: RoqError, now: number): Settlement {
  const final = finalReason(error);
  const waited = now - (row.firstTriedAt ?? now);
  if (final) return { ...fenced(row), state: 'refused', refusal: final, code: error.facts.code ?? error.kind };
  if (waited > giveUpMs) return { ...fenced(row), state: 'refused', refusal: 'unavailable', code: error.kind };
  const pause = error.kind === 'too_many' ? 0 : (tryPauses[row.tries] ?? 60_000);
  const inMs = Math.max(pause, error.facts.retryAfterMs ?? 0);
  return { ...fenced(row), state: 'queued', tries: row.tries + 1, inMs };
}

function finalReason(error: RoqError): RefusedWhy | undefined {
  switch (error.kind) {
    case 'forbidden':
      return 'forbidden';
    case 'actor_unknown':
      return 'access_lost';
    case 'validation':
    case 'conflict':
    case 'not_found':
    case 'contract':
      return 'other';
    default:
      return undefined;
  }
}

/** A look for an invite that was not there before the call. `found` is the newest such one. */
export function afterLookUp(row: Held, found: Invite | undefined, actorId: string, now: number): Settlement {
  if (found) {
    const seen = { inviteId: found.id, status: found.status, statusAt: now };
    return found.createdByUserId === actorId
      ? { ...fenced(row), state: 'sent', ...seen }
      : { ...fenced(row), state: 'refused', refusal: 'already_invited', ...seen };
  }
  const checks = row.checks + 1;
  if (checks < lookPauses.length) return { ...fenced(row), state: 'checking', checks, inMs: lookPauses[checks] ?? 0 };
  if (row.code === 'already_invited') return { ...fenced(row), state: 'refused', refusal: 'already_invited' };
  const inTime = now - (row.firstTriedAt ?? now) <= giveUpMs;
  if (inTime && row.lostAnswers < mostLostAnswers) return { ...fenced(row), state: 'queued', checks: 0, inMs: 0 };
  return { ...fenced(row), state: 'unsure' };
}

/** What exists before the first call: a new invite after a lost answer is told by its id. */
export const idsOf = (invites: readonly Invite[], email: string): string[] =>
  invites.filter((invite) => invite.email === email).map((invite) => invite.id);

export const newestUnknown = (invites: readonly Invite[], row: Held): Invite | undefined =>
  invites
    .filter((invite) => invite.email === row.email && !row.knownIds?.includes(invite.id))
    .sort((a, b) => b.createdAt - a.createdAt)[0];

export const alreadyPending = (row: Held, invite: Invite | undefined, now: number): Settlement => ({
  ...fenced(row),
  state: 'refused',
  refusal: 'already_invited',
  ...(invite ? { inviteId: invite.id, status: invite.status, statusAt: now } : {}),
});
