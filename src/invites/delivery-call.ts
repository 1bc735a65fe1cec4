import type { Authority } from '../people/authority.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import type { Batch, Held, RefusedWhy, Settlement } from './batch.ts';
import { afterOutcome, lostAnswer, notSent } from './delivery-rules.ts';
import type { InviteGateway } from './ports.ts';

type CallDeps = {
  gateway: InviteGateway;
  authority: Authority;
  clock: { now(): number };
  newRequestId: () => string;
};

/** Asked again at the moment of the act: the inviter may have lost the role, or the right, since. */
export async function whyNot(deps: CallDeps, batch: Batch, chunk: readonly Held[]): Promise<RefusedWhy | undefined> {
  try {
    const roleKeys = [...new Set(chunk.map((row) => row.roleKey))];
    await deps.authority.allow(batch, { act: 'invite', roleKeys });
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.code === 'role_forbidden' ? 'role_forbidden' : 'forbidden';
    if (error instanceof RoqError) return error.kind === 'actor_unknown' ? 'access_lost' : undefined;
    throw error;
  }
}

/** One call for all of these rows, or one for each; one settlement per row. */
export async function call(deps: CallDeps, batch: Batch, rows: readonly Held[]): Promise<Settlement[]> {
  const now = deps.clock.now();
  try {
    const outcomes = await deps.gateway.send(batch, rows, { requestId: batch.requestId ?? deps.newRequestId() });
    const byEmail = new Map(outcomes.map((outcome) => [outcome.email, outcome]));
    return rows.map((row) => afterOutcome(row, byEmail.get(row.email), deps.clock.now()));
  } catch (error) {
    if (!(error instanceof RoqError)) throw error;
    if (error.facts.sent && (error.kind === 'ambiguous' || error.kind === 'contract')) return rows.map(lostAnswer);
    if (error.kind === 'validation' && rows.length > 1) return oneByOne(deps, batch, rows);
    return rows.map((row) => notSent(row, error, now));
  }
}

/** ROQ refused the call as a whole, perhaps for one bad row: each row is asked alone. */
async function oneByOne(deps: CallDeps, batch: Batch, rows: readonly Held[]): Promise<Settlement[]> {
  const settlements: Settlement[] = [];
  for (const row of rows) settlements.push(...(await call(deps, batch, [row])));
  return settlements;
}
