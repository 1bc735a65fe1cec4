import type { AlarmClock } from '../clock.ts';
import { type Worker, worker } from '../worker.ts';
import type { InviteHint, ReconcileTurns } from './ports.ts';
import { stillFollowed } from './reconcile.ts';
import { type FollowDeps, follow, followDigests } from './refresh.ts';

export type HintDeps = FollowDeps & {
  turns: ReconcileTurns;
  clock: AlarmClock;
  onError: (error: unknown) => void;
};

/** Hints wait this long for others of their kind; longer while they keep coming, ms. */
const shortestWait = 1_000;
const longestWait = 30_000;
/** Kept in memory at most; tenants whose hints find no room have their open invites read again instead. */
const mostInvites = 1_000;
const mostAddresses = 200;
const mostTenants = 500;
/** After a reading that failed, the tenant's turn comes in this time, ms. */
const againMs = 60_000;

type Heard = { tenantId: string | undefined; status: string | undefined };
type Pending = { invites: Map<string, Heard>; users: Map<string, string>; crowded: Set<string> };
const nothing = (): Pending => ({ invites: new Map(), users: new Map(), crowded: new Set() });

/** Takes hints without delay and follows them up together. What is lost with the process, the next reading finds. */
export function hintTaker(deps: HintDeps): Worker & { take(hint: InviteHint): void } {
  let pending = nothing();
  let wait = shortestWait;
  let dueAt: number | undefined;
  const round = async (): Promise<number> => {
    const now = deps.clock.now();
    if (dueAt === undefined) return Number.POSITIVE_INFINITY;
    if (now < dueAt) return dueAt - now;
    const taken = pending;
    pending = nothing();
    dueAt = undefined;
    if (isEmpty(taken)) {
      wait = shortestWait;
      return Number.POSITIVE_INFINITY;
    }
    await followUp(deps, taken);
    // Those that come meanwhile and soon after are part of the same burst.
    wait = Math.min(wait * 2, longestWait);
    dueAt = deps.clock.now() + wait;
    return wait;
  };
  const loop = worker(deps.clock, round, deps.onError);
  return {
    ...loop,
    take(hint) {
      if (!keep(pending, hint)) deps.stats.hintsDropped += 1;
      dueAt ??= deps.clock.now() + wait;
      loop.wake();
    },
  };
}

const isEmpty = ({ invites, users, crowded }: Pending): boolean => invites.size + users.size + crowded.size === 0;

/** False when there was no room for it. */
function keep(pending: Pending, hint: InviteHint): boolean {
  const { invites, users, crowded } = pending;
  const isInvite = hint.kind === 'invite';
  const known = isInvite ? invites.get(hint.inviteId) : undefined;
  if (isInvite && (known || invites.size < mostInvites)) {
    const status = known && known.status !== hint.status ? undefined : hint.status;
    invites.set(hint.inviteId, { tenantId: hint.tenantId, status });
    return true;
  }
  if (!isInvite && (users.has(hint.email) || users.size < mostAddresses)) {
    users.set(hint.email, hint.tenantId);
    return true;
  }
  if (hint.tenantId !== undefined && crowded.size < mostTenants) crowded.add(hint.tenantId);
  return false;
}

async function followUp(deps: HintDeps, { invites, users, crowded }: Pending): Promise<void> {
  if (crowded.size > 0) await readAnew(deps, crowded);
  const held = await deps.batches.holding([...invites.keys()]);
  const work = new Map<string, Set<string>>();
  const add = (tenantId: string, inviteId: string) =>
    work.set(tenantId, (work.get(tenantId) ?? new Set()).add(inviteId));
  for (const { tenantId, inviteId, status, member } of held) {
    // An event that says what is known already brings no news, unless it may be the one that names the user.
    const isNews = invites.get(inviteId)?.status !== status || (status === 'accepted' && !member);
    if (isNews) add(tenantId, inviteId);
  }
  for (const [tenantId, emails] of byTenant(users))
    for (const inviteId of await deps.batches.unmet(tenantId, emails)) add(tenantId, inviteId);
  for (const [tenantId, ids] of work) await readOne(deps, tenantId, [...ids], users.size > 0);
  await tellDigests(deps, invites, new Set(held.map(({ inviteId }) => inviteId)));
}

/** A tenant that has sent its first invites a moment ago has no turn yet. */
async function readAnew({ turns }: HintDeps, tenants: ReadonlySet<string>): Promise<void> {
  await turns.refresh({ firstMs: againMs, ...stillFollowed });
  await turns.hurry([...tenants], 0);
}

async function readOne(deps: HintDeps, tenantId: string, ids: string[], asksUsers: boolean): Promise<void> {
  try {
    await follow(deps, tenantId, ids, { counted: 'hintReads', asksUsers });
  } catch (error) {
    deps.onError(error);
    await deps.turns.hurry([tenantId], againMs);
  }
}

/** A digest also lists invites that no card of ours shows. */
async function tellDigests(
  deps: HintDeps,
  invites: ReadonlyMap<string, Heard>,
  held: ReadonlySet<string>,
): Promise<void> {
  const tenants = new Set([...invites].flatMap(([id, { tenantId }]) => (held.has(id) ? [] : (tenantId ?? []))));
  for (const tenantId of [...tenants].slice(0, mostTenants)) await followDigests(deps, tenantId);
}

function byTenant(users: ReadonlyMap<string, string>): Map<string, string[]> {
  const tenants = new Map<string, string[]>();
  for (const [email, tenantId] of users) tenants.set(tenantId, [...(tenants.get(tenantId) ?? []), email]);
  return tenants;
}
