import { type SqlBool, sql } from 'kysely';
import { type HeldStepRun, type StepRunStore, stepLastsMs } from '../invites/step-run.ts';
import { freeUntil } from './columns.ts';
import { compiledOnce } from './compiled.ts';
import type { Database, Tx } from './database.ts';
import { inOrderOf, isWritten, nextDueIn, takeDue } from './held-rows.ts';
import { insertPost } from './post-rows.ts';
import { touchPosts } from './posts.ts';
import { endedColumns, heldStepRunOf, newStepRunRow, stepRunOf } from './step-run-rows.ts';
import type { StepRunRow } from './step-run-tables.ts';

export function stepRunStore(db: Database): StepRunStore {
  const early = compiledOnce(db.read, () => db.read.selectFrom('step_runs').select('id').where(neverAsked).limit(1));
  const dueIn = nextDueIn(db, 'step_runs');
  return {
    receive: (run) =>
      db.write(async (tx, now) => {
        const inserted = await tx
          .insertInto('step_runs')
          .values(newStepRunRow(run, now))
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .executeTakeFirst();
        return inserted !== undefined;
      }),
    async find(id) {
      const row = await db.read.selectFrom('step_runs').selectAll().where('id', '=', id).executeTakeFirst();
      return row && stepRunOf(row);
    },
    asked: (...question) => asked(db, ...question),
    answer: (id, agreed) => db.write((tx, now) => answer(tx, now, id, agreed)),
    claim: (hold) => claim(db, hold),
    ask: (run, owner, question, post) =>
      db.write(async (tx, now) => {
        const { tenantId, tenantName, email, inviteeName, roleKey, roleName } = question;
        const until = now + stepLastsMs;
        const held = await writeHeld(tx, run, owner, {
          ...{ state: 'open', tenant_id: tenantId, tenant_name: tenantName, email, invitee_name: inviteeName },
          ...{ role_key: roleKey, role_name: roleName, expires_at: until, ...freeUntil(until) },
        });
        if (held) await insertPost(tx, { ...post, expiresAt: until }, now);
        return held;
      }),
    handOver: (run, owner, became) =>
      db.write(async (tx, now) => {
        const change =
          'batchId' in became
            ? { state: 'sending', batch_id: became.batchId }
            : { state: 'requested', request_id: became.requestId };
        // Due at once: it may have moved before it was noted here.
        return drawnAgain(tx, now, run, await writeHeld(tx, run, owner, { ...change, email: '', ...freeUntil(now) }));
      }),
    end: (run, owner, end) =>
      db.write(async (tx, now) => drawnAgain(tx, now, run, await writeHeld(tx, run, owner, endedColumns(end, now)))),
    told: (run, owner, state) => db.write((tx) => writeHeld(tx, run, owner, { state, ...freeUntil(null) })),
    postpone: (run, owner, inMs) =>
      db.write((tx, now) =>
        writeHeld(tx, run, owner, {
          tries: run.state === 'ended' ? run.tries + 1 : run.tries,
          ...freeUntil(inMs === undefined ? null : now + inMs),
        }),
      ),
    nextDueIn: async () => ((await early()).length > 0 ? 0 : dueIn()),
  };
}

async function asked(db: Database, ...[{ teamId, slackUserId }, since]: Parameters<StepRunStore['asked']>) {
  const theirs = db.read
    .selectFrom('step_runs')
    .where('team_id', '=', teamId)
    .where('slack_user_id', '=', slackUserId)
    .where('expires_at', 'is not', null);
  const open = await theirs.where('state', '=', 'open').selectAll().execute();
  const { count } = await theirs
    .where('created_at', '>', since)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { open: open.map(stepRunOf), lately: Number(count) };
}

/** Only an open one, and only in time; whoever holds it to end it comes too late. */
async function answer(tx: Tx, now: number, id: string, agreed: boolean) {
  const change = agreed ? { state: 'agreed', ...freeUntil(now) } : endedColumns({ status: 'declined' }, now);
  const row = await tx
    .updateTable('step_runs')
    .set((eb) => ({ ...change, decided_at: now, fence: eb('fence', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  if (row) await touchPosts(tx, now, 'step', [id]);
  return row && stepRunOf(row);
}

/** Of those whose question Slack will never show. */
const neverAsked = sql<SqlBool>`state = 'open' and owner is null and exists (
  select 1 from posts where posts.state = 'dead' and posts.key = 'step:' || step_runs.id)`;

async function claim(db: Database, hold: Parameters<StepRunStore['claim']>[0]): Promise<HeldStepRun[]> {
  return db.write(async (tx, now) => {
    const ids = await takeDue(db, tx, now, 'step_runs', hold, neverAsked);
    if (ids.length === 0) return [];
    const rows = await tx.selectFrom('step_runs').selectAll().where('id', 'in', ids).execute();
    return inOrderOf(ids, rows, ({ id }) => id).map(heldStepRunOf);
  });
}

async function drawnAgain(tx: Tx, now: number, { id }: HeldStepRun, held: boolean): Promise<boolean> {
  if (held) await touchPosts(tx, now, 'step', [id]);
  return held;
}

const writeHeld = (tx: Tx, { id, fence }: HeldStepRun, owner: string, change: Partial<StepRunRow>): Promise<boolean> =>
  isWritten(
    tx.updateTable('step_runs').set(change).where('id', '=', id).where('owner', '=', owner).where('fence', '=', fence),
  );
