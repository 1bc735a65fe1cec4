import { type Account, type Asker, type LinkCodeStore, linkLimits, type Tried } from '../people/link-codes.ts';
import type { Database, Tx } from './database.ts';
import type { LinkCodeRow } from './link-code-tables.ts';
import { countFailure, forgetFailures, pausedUntil, pruneFailures } from './link-pauses.ts';

/** Gates are always taken in this order: the asker's, then the account's; so nobody waits in a circle. */
const askerKey = ({ teamId, slackUserId }: Asker) => `slack:${teamId}:${slackUserId}`;
const accountKey = (roqUserId: string) => `roq:${roqUserId}`;

export function linkCodeStore(db: Database): LinkCodeStore {
  return {
    ask: (asker, id, { salt, hash }) =>
      db.write(async (tx, now) => {
        await db.alone(tx, askerKey(asker));
        await prune(tx, now);
        const paused = await pausedUntil(tx, askerKey(asker), now);
        if (paused !== undefined) return { kind: 'paused', until: paused };
        const { teamId: team_id, slackUserId: slack_user_id } = asker;
        const person = { team_id, slack_user_id };
        const last = await lastAllowed(tx, now)
          .where('team_id', '=', team_id)
          .where('slack_user_id', '=', slack_user_id)
          .executeTakeFirst();
        if (last) return { kind: 'too_many', until: last.asked_at + linkLimits.codesWithinMs };
        await closeOpen(tx, asker);
        const nobodys = { roq_user_id: null, tenant_id: null, state: 'open', tries: 0, asked_at: now };
        await tx
          .insertInto('link_codes')
          .values({ id, ...person, ...nobodys, salt, hash })
          .execute();
        return { kind: 'opened' };
      }),

    aim: (id, { roqUserId, tenantId }, { salt, hash }) =>
      db.write(async (tx, now) => {
        await db.alone(tx, accountKey(roqUserId));
        if ((await pausedUntil(tx, accountKey(roqUserId), now)) !== undefined) return false;
        if (await lastAllowed(tx, now).where('roq_user_id', '=', roqUserId).executeTakeFirst()) return false;
        const { numUpdatedRows } = await tx
          .updateTable('link_codes')
          .set({ roq_user_id: roqUserId, tenant_id: tenantId, salt, hash })
          .where('id', '=', id)
          .where('state', '=', 'open')
          .executeTakeFirstOrThrow();
        return numUpdatedRows > 0n;
      }),

    withdraw: async (id) => {
      await db.write((tx) => tx.deleteFrom('link_codes').where('id', '=', id).execute());
    },

    open: async ({ teamId, slackUserId }) =>
      db.read
        .selectFrom('link_codes')
        .select(['id', 'salt'])
        .where('team_id', '=', teamId)
        .where('slack_user_id', '=', slackUserId)
        .where('state', '=', 'open')
        .executeTakeFirst(),

    attempt: (asker, id, fits) =>
      db.write(async (tx, now) => {
        await db.alone(tx, askerKey(asker));
        const row = id === undefined ? undefined : await openRow(tx, asker, id, now);
        const account = row && accountOf(row);
        const paused = await pausedUntil(tx, askerKey(asker), now);
        if (paused !== undefined) return { kind: 'paused', until: paused, account };
        if (!row) return { kind: 'closed' };
        if (account) await db.alone(tx, accountKey(account.roqUserId));
        return compare(tx, now, { asker, row, account, fits });
      }),
  };
}

type Attempt = { asker: Asker; row: LinkCodeRow; account: Account | undefined; fits: (hash: string) => boolean };

/** An account in a pause is told by nothing: the right code fails there as a wrong one. */
async function compare(tx: Tx, now: number, { asker, row, account, fits }: Attempt): Promise<Tried> {
  const fitting = fits(row.hash);
  const guarded = account && (await pausedUntil(tx, accountKey(account.roqUserId), now)) !== undefined;
  if (fitting && account && !guarded) {
    await change(tx, row.id, { state: 'used' });
    await forgetFailures(tx, askerKey(asker));
    await forgetFailures(tx, accountKey(account.roqUserId));
    return { kind: 'proved', ...account };
  }
  if (account && !guarded) await countFailure(tx, accountKey(account.roqUserId), now);
  const { left, until } = await countFailure(tx, askerKey(asker), now);
  const tries = row.tries + 1;
  const over = left === 0 || tries >= linkLimits.tries;
  await change(tx, row.id, { tries, state: over ? 'closed' : 'open' });
  if (left === 0) return { kind: 'paused', until, account };
  return over ? { kind: 'closed' } : { kind: 'wrong', left: Math.min(left, linkLimits.tries - tries), account };
}

const change = async (tx: Tx, id: string, to: Partial<Pick<LinkCodeRow, 'state' | 'tries'>>): Promise<void> => {
  await tx.updateTable('link_codes').set(to).where('id', '=', id).execute();
};

/** A code and its account are read only once nobody else can change them. */
const openRow = (tx: Tx, asker: Asker, id: string, now: number): Promise<LinkCodeRow | undefined> =>
  tx
    .selectFrom('link_codes')
    .selectAll()
    .where('id', '=', id)
    .where('team_id', '=', asker.teamId)
    .where('slack_user_id', '=', asker.slackUserId)
    .where('state', '=', 'open')
    .where('asked_at', '>', now - linkLimits.lifeMs)
    .executeTakeFirst();

async function closeOpen(tx: Tx, { teamId, slackUserId }: Asker): Promise<void> {
  await tx
    .updateTable('link_codes')
    .set({ state: 'closed' })
    .where('team_id', '=', teamId)
    .where('slack_user_id', '=', slackUserId)
    .where('state', '=', 'open')
    .execute();
}

/** The code that was the last one allowed within the time, when so many were asked for already. */
const lastAllowed = (tx: Tx, now: number) =>
  tx
    .selectFrom('link_codes')
    .select('asked_at')
    .where('asked_at', '>', now - linkLimits.codesWithinMs)
    .orderBy('asked_at', 'desc')
    .limit(1)
    .offset(linkLimits.codes - 1);

async function prune(tx: Tx, now: number): Promise<void> {
  await tx
    .deleteFrom('link_codes')
    .where('asked_at', '<=', now - linkLimits.codesWithinMs)
    .execute();
  await pruneFailures(tx, now);
}

const accountOf = ({ roq_user_id, tenant_id }: LinkCodeRow): Account | undefined =>
  roq_user_id === null || tenant_id === null ? undefined : { roqUserId: roq_user_id, tenantId: tenant_id };
