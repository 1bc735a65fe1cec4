import type { AlarmClock } from '../clock.ts';
import type { Authority } from '../people/authority.ts';
import { RoqError } from '../roq-error.ts';
import type { Trace } from '../trace.ts';
import { type Hold, leaseMs, untilDue, type Worker, worker } from '../worker.ts';
import type { PostStore } from '../workspaces/post.ts';
import type { Mailings } from './act.ts';
import type { AuditLog } from './audit.ts';
import type { Batch, BatchStore, Held, Later, Settlement } from './batch.ts';
import { call, whyNot } from './delivery-call.ts';
import { afterLookUp, alreadyPending, fenced, giveUpMs, idsOf, newestUnknown, notSent } from './delivery-rules.ts';
import type { Invite } from './invite.ts';
import type { InviteGateway } from './ports.ts';
import { type Recorded, recordOutcomes } from './record-outcomes.ts';
import { ensureCard, wordAtEnd } from './send.ts';

export type DeliverDeps = {
  gateway: InviteGateway;
  /** Addresses ROQ takes in one call; shrinks when ROQ says so. */
  batchSize: () => number;
  maxInFlight: number;
  batches: BatchStore;
  posts: PostStore;
  mailings: Mailings;
  audit: AuditLog;
  authority: Authority;
  clock: AlarmClock;
  hold: () => Hold;
  trace: Trace;
  newRequestId: () => string;
  /** What comes by itself for its invitees. */
  later: (batch: Batch) => Promise<Later>;
  /** Something about this batch is new: the card and the open modal follow. */
  changed: (batch: Batch) => void;
  onError: (error: unknown, batchId?: string) => void;
};

/** One read of what exists serves this many rounds of calls. */
const callsAhead = 3;
/**
 * Calls of this many rounds are begun or being settled at the same time; the gateway lets one round leave. So ROQ waits
 * neither for our store nor for the next claim and its reading.
 */
const roundsUnderWay = 2;

/** The work of one claim, under a hold of its own. */
type Holding = DeliverDeps & { owner: string };

/** The worker that sends what is queued and settles what is in doubt. */
export function deliverer(deps: DeliverDeps): Worker {
  const inFlight = new Set<Promise<void>>();
  const mostInFlight = deps.maxInFlight * roundsUnderWay;
  const ending = new Set<Promise<void>>();
  let stopping = false;
  let lookedForLeftoversAt = Number.NEGATIVE_INFINITY;

  const take = async (hold: Hold, calls: Promise<void>[]): Promise<boolean> => {
    const limit = deps.batchSize() * deps.maxInFlight * callsAhead;
    const claimed = await deps.batches.claim({ owner: hold.owner, leaseMs, limit });
    if (!claimed) return false;
    const forBatch = ofBatch(deps, claimed.batch);
    const works = await forBatch(() => portions({ ...deps, owner: hold.owner }, claimed.batch, claimed.held));
    for (const work of works) {
      if (inFlight.size >= mostInFlight) await Promise.race(inFlight);
      if (stopping) break;
      const call = forBatch(work)
        .catch((error) => deps.onError(error, claimed.batch.id))
        .finally(() => inFlight.delete(call));
      inFlight.add(call);
      calls.push(call);
    }
    return true;
  };
  /** Gives back what was claimed and not settled: the app is asked to stop, or the database was away. */
  const endAfter = (hold: Hold, calls: readonly Promise<void>[]): void => {
    const end = Promise.all(calls)
      .then(() => deps.batches.release(hold.owner))
      .catch((error) => deps.onError(error))
      .finally(() => {
        hold.end();
        ending.delete(end);
      });
    ending.add(end);
  };
  /** Also, more rarely, while there is much to do: it may be the batch of another tenant, and of a process that died. */
  const endLeftovers = async (): Promise<void> => {
    if (inFlight.size > 0 && deps.clock.now() - lookedForLeftoversAt < leaseMs) return;
    lookedForLeftoversAt = deps.clock.now();
    await endUnfinished(deps);
  };
  const round = async (): Promise<number> => {
    await endLeftovers();
    const inMs = inFlight.size === 0 ? await untilDue(deps.batches) : 0;
    if (inMs > 0) return inMs;
    const hold = deps.hold();
    const calls: Promise<void>[] = [];
    try {
      if (await take(hold, calls)) return 0;
    } finally {
      endAfter(hold, calls);
    }
    if (inFlight.size === 0) return Number.POSITIVE_INFINITY;
    await Promise.race(inFlight);
    return 0;
  };
  const loop = worker(deps.clock, round, deps.onError);
  return {
    ...loop,
    async stop() {
      stopping = true;
      await loop.stop();
      await Promise.all(ending);
    },
  };
}

/** What is done for a batch belongs to the request that handed it over. */
const ofBatch =
  ({ trace }: DeliverDeps, { requestId, traceparent }: Batch) =>
  <T>(run: () => Promise<T>): Promise<T> =>
    trace.work({ name: 'deliver invites', requestId, traceparent }, run);

/** Batches whose last holder died between its outcome and the end. */
async function endUnfinished(deps: DeliverDeps): Promise<void> {
  for (const batchId of await deps.batches.unfinished()) {
    const batch = await deps.batches.find(batchId);
    if (!batch) continue;
    await ensureCard(deps.posts, batch);
    await finish(deps, batch);
  }
}

async function finish(deps: DeliverDeps, batch: Batch): Promise<void> {
  await deps.batches.finishIfSettled(batch.id, wordAtEnd(batch), await deps.later(batch));
  deps.changed(batch);
}

/** One look-up for rows in doubt; else one read of what exists, and then one call for every ten addresses. */
async function portions(deps: Holding, batch: Batch, held: Held[]): Promise<(() => Promise<void>)[]> {
  const doubtful = held.filter((row) => row.state === 'checking');
  const queued = held.filter((row) => row.state !== 'checking');
  const work: (() => Promise<void>)[] = [];
  if (doubtful.length > 0) work.push(() => lookUp(deps, batch, doubtful));
  const card = ensureCard(deps.posts, batch);
  const [existing] = await Promise.all([existingInvites(deps, batch, queued), card]);
  if (existing instanceof RoqError) {
    await settle(
      deps,
      batch,
      queued.map((row) => notSent(row, existing, deps.clock.now())),
    );
    return work;
  }
  const size = deps.batchSize();
  for (let from = 0; from < queued.length; from += size) {
    const chunk = queued.slice(from, from + size);
    work.push(() => sendChunk(deps, batch, chunk, existing));
  }
  return work;
}

/** Every invite of these addresses in the tenant: their ids tell a new one from an old one after a lost answer. */
async function existingInvites(deps: DeliverDeps, batch: Batch, rows: readonly Held[]): Promise<Invite[] | RoqError> {
  if (rows.length === 0) return [];
  try {
    return await deps.gateway.all({ tenantId: batch.tenantId }, { emails: rows.map((row) => row.email) });
  } catch (error) {
    if (error instanceof RoqError) return error;
    throw error;
  }
}

async function sendChunk(deps: Holding, batch: Batch, chunk: Held[], existing: readonly Invite[]): Promise<void> {
  const refused = await whyNot(deps, batch, chunk);
  if (refused)
    return settle(
      deps,
      batch,
      chunk.map((row) => ({ ...fenced(row), state: 'refused', refusal: refused })),
    );

  const pending = new Map(
    existing.filter((invite) => invite.status === 'pending').map((invite) => [invite.email, invite]),
  );
  const open = chunk.filter((row) => pending.has(row.email) && !row.called);
  await settle(
    deps,
    batch,
    open.map((row) => alreadyPending(row, pending.get(row.email), deps.clock.now())),
  );

  const rows = chunk.filter((row) => !open.includes(row));
  const known = rows.map((row) => ({ ...fenced(row), knownIds: row.knownIds ?? idsOf(existing, row.email) }));
  const stillHeld = new Set(await deps.batches.beginCall(batch.id, deps.owner, known, leaseMs));
  const mine = rows.filter((row) => stillHeld.has(row.position));
  if (mine.length > 0) await settle(deps, batch, await call(deps, batch, mine));
}

async function lookUp(deps: Holding, batch: Batch, rows: readonly Held[]): Promise<void> {
  const found = await existingInvites(deps, batch, rows);
  const now = deps.clock.now();
  await settle(
    deps,
    batch,
    rows.map((row) => {
      if (found instanceof RoqError) {
        const over = now - (row.firstTriedAt ?? now) > giveUpMs;
        return over ? { ...fenced(row), state: 'unsure' } : { ...fenced(row), state: 'checking', inMs: 5_000 };
      }
      return afterLookUp(row, newestUnknown(found, row), batch.roqUserId, now);
    }),
  );
}

async function settle(deps: Holding, batch: Batch, settlements: Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  await deps.batches.settle(batch.id, deps.owner, settlements);
  const recorded: Recorded = { batch, settlements, at: deps.clock.now() };
  await finish(deps, batch);
  await recordOutcomes(deps, recorded);
}
