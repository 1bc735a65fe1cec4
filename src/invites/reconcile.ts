import type { AlarmClock } from '../clock.ts';
import { type Hold, leaseMs, type Worker, worker } from '../worker.ts';
import type { HeldTurn, ReconcileTurns } from './ports.ts';
import { type FollowDeps, follow } from './refresh.ts';

export type ReconcileDeps = FollowDeps & {
  turns: ReconcileTurns;
  clock: AlarmClock;
  hold: () => Hold;
  /** Whether webhooks tell us of invites these days: then a slow reading is enough, for those that get lost. */
  webhooksTell: () => Promise<boolean>;
  onError: (error: unknown, tenantId?: string) => void;
};

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Invites sent longer ago are not read any more unasked, ms. */
const openForMs = 30 * day;
/** This long after an acceptance without a user somebody looks again, to say so if there is still none, ms. */
const userComesWithinMs = hour;
/** New tenants and new batches are looked for this often, ms. */
const refreshMs = minute;
/** Of which invites there are readings. */
export const stillFollowed = { openForMs, userComesWithinMs };
const tenantsAtOnce = 4;
const invitesAtOnce = 2_000;

/** How long to wait after a reading: often when fresh, rarely when old, twice as long each time nothing moved; ms. */
export function pauseAfter(facts: { youngestMs: number; quiet: number; webhooksTell: boolean }): number {
  const { youngestMs, quiet, webhooksTell } = facts;
  const usual = youngestMs < hour ? 2 * minute : youngestMs < day ? 15 * minute : 2 * hour;
  const base = webhooksTell ? 2 * hour : usual;
  return Math.min(base * 2 ** Math.min(quiet, 3), 4 * hour);
}

/** The worker that finds what no webhook told: reads the open invites of each tenant again, one replica at a time. */
export function reconciler(deps: ReconcileDeps): Worker {
  let refreshedAt = Number.NEGATIVE_INFINITY;
  const round = async (): Promise<number> => {
    if (deps.clock.now() - refreshedAt >= refreshMs) {
      refreshedAt = deps.clock.now();
      const firstMs = pauseAfter({ youngestMs: 0, quiet: 0, webhooksTell: await deps.webhooksTell() });
      await deps.turns.refresh({ firstMs, ...stillFollowed });
    }
    const dueInMs = (await deps.turns.nextDueIn()) ?? refreshMs;
    if (dueInMs > 0) return Math.min(refreshMs, dueInMs);
    return (await takeDue(deps, await deps.webhooksTell())) ? 0 : refreshMs;
  };
  return worker(deps.clock, round, deps.onError);
}

/** Whether any tenant was due. */
async function takeDue(deps: ReconcileDeps, webhooksTell: boolean): Promise<boolean> {
  const hold = deps.hold();
  try {
    const turns = await deps.turns.claim({ owner: hold.owner, leaseMs, limit: tenantsAtOnce });
    const mine = { ...deps, owner: hold.owner };
    await Promise.all(turns.map((turn) => take(mine, turn, webhooksTell).catch(deps.onError)));
    return turns.length > 0;
  } finally {
    hold.end();
  }
}

async function take(deps: ReconcileDeps & { owner: string }, turn: HeldTurn, webhooksTell: boolean): Promise<void> {
  const readAt = deps.clock.now();
  const end = (next: { inMs?: number; quiet: number }) => deps.turns.finish(turn, deps.owner, { ...next, readAt });
  try {
    const open = await deps.turns.open(turn.tenantId, openForMs, invitesAtOnce);
    if (open.length === 0) return await end({ quiet: 0 });
    const ids = open.map((invite) => invite.inviteId);
    const { moved } = await follow(deps, turn.tenantId, ids, { counted: 'reconcileReads', asksUsers: true });
    const quiet = moved > 0 ? 0 : turn.quiet + 1;
    // There was more than one reading takes, and something has happened there: the rest is read at once.
    if (open.length === invitesAtOnce && moved > 0) return await end({ inMs: 0, quiet });
    const youngestMs = readAt - Math.max(...open.map((invite) => invite.sentAt));
    await end({ inMs: pauseAfter({ youngestMs, quiet, webhooksTell }), quiet });
  } catch (error) {
    deps.onError(error, turn.tenantId);
    const quiet = turn.quiet + 1;
    await end({ inMs: pauseAfter({ youngestMs: 0, quiet, webhooksTell: false }), quiet });
  }
}
