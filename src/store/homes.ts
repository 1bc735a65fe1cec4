import { z } from 'zod';
import { type Home, type HomeChoice, type Homes, homeChoice } from '../workspaces/home.ts';
import { fromJson, toJson } from './columns.ts';
import type { Database, Tx } from './database.ts';
import type { HomeRow } from './home-tables.ts';

export function homeStore(db: Database): Homes {
  return {
    async find(teamId, slackUserId) {
      const row = await db.read
        .selectFrom('homes')
        .selectAll()
        .where('team_id', '=', teamId)
        .where('slack_user_id', '=', slackUserId)
        .executeTakeFirst();
      return row && homeOf(row);
    },

    open: (teamId, slackUserId) => choose(db, teamId, slackUserId, (before) => before),
    choose: (...choice) => choose(db, ...choice),

    show: (teamId, slackUserId, shown) =>
      db.write(async (tx) => {
        await tx
          .updateTable('homes')
          .set({ tenant_id: shown.of?.tenantId ?? null, shown: toJson(shown) })
          .where('team_id', '=', teamId)
          .where('slack_user_id', '=', slackUserId)
          .execute();
      }),

    async recent(tenantId, withinMs, limit) {
      const rows = await db.read
        .selectFrom('homes')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('opened_at', '>=', (await db.now()) - withinMs)
        .orderBy('opened_at', 'desc')
        .orderBy('slack_user_id')
        .limit(limit)
        .execute();
      return rows.map(homeOf);
    },

    async prune(openedBefore) {
      const { numDeletedRows } = await db.write((tx) =>
        tx.deleteFrom('homes').where('opened_at', '<', openedBefore).executeTakeFirstOrThrow(),
      );
      return Number(numDeletedRows);
    },
  };
}

/** Two presses at once both count: the second changes what the first chose. */
const choose = (db: Database, ...[teamId, slackUserId, change]: Parameters<Homes['choose']>): Promise<Home> =>
  db.write(async (tx, now) => {
    const before = await lockHome(db, tx, { teamId, slackUserId }, now);
    const choice = toJson(change(before));
    const row = await tx
      .updateTable('homes')
      .set({ choice, opened_at: now })
      .where('team_id', '=', teamId)
      .where('slack_user_id', '=', slackUserId)
      .returningAll()
      .executeTakeFirstOrThrow();
    return homeOf(row);
  });

async function lockHome(
  db: Database,
  tx: Tx,
  { teamId, slackUserId }: Pick<Home, 'teamId' | 'slackUserId'>,
  now: number,
): Promise<HomeChoice> {
  const key = { team_id: teamId, slack_user_id: slackUserId };
  await tx
    .insertInto('homes')
    .values({ ...key, tenant_id: null, choice: toJson(homeChoice.parse({})), shown: null, opened_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const mine = tx
    .selectFrom('homes')
    .selectAll()
    .where((eb) => eb.and(key));
  const row = await db.lockRows(mine, 'wait').executeTakeFirstOrThrow();
  return fromJson(homeChoice, row.choice);
}

const shownHome = z.object({
  hash: z.string(),
  at: z.number(),
  readAt: z.number().optional(),
  of: z.object({ tenantId: z.string(), roqUserId: z.string() }).optional(),
  view: z.string().optional(),
});

const homeOf = ({ team_id, slack_user_id, choice, shown, opened_at }: HomeRow): Home => ({
  teamId: team_id,
  slackUserId: slack_user_id,
  choice: fromJson(homeChoice, choice),
  openedAt: opened_at,
  ...(shown === null ? {} : { shown: fromJson(shownHome, shown) }),
});
