import fc from 'fast-check';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { nextPostDueIn } from '../../src/store/post-claims.ts';
import { primaryKeys } from '../../src/store/schema.ts';
import { channels, eventually, people, silent, type World, world } from '../stories/cast.ts';
import { type Forgery, forgeries, type Loot, shownIn } from './forgeries.ts';
import { furnish, type Tenant } from './two-tenants.ts';

/**
 * Each side of the attack is a file of its own, so that both run at once. `npm test` sends the first of them,
 * `npm run test:soak` all 10,000.
 */
export const forgedByEach = process.env.SOAK === '1' ? 5_000 : 300;
const atOnce = 24;

/**
 * Two tenants in one workspace, each with everything a tenant can have; then people of one of them, and people of no
 * tenant, send forged payloads, and the other tenant is afterwards what it was. Throws when it is not.
 */
export async function expectNoEffect(
  by: readonly (keyof typeof people)[],
  victim: 'ada' | 'olga',
  seed: number,
): Promise<void> {
  const here = await world({ log: silent });
  try {
    const tenants = { ada: await furnish(here, 'ada'), olga: await furnish(here, 'olga') };
    await atRest(here);
    const found = await loot(here);
    const before = await belongings(here, tenants[victim]);
    expect(before.length).toBeGreaterThan(10);
    const tables = new Set(before.map((row) => JSON.parse(row).table));
    expect([...tables]).toEqual(
      expect.arrayContaining(['batches', 'recipients', 'drafts', 'approvals', 'consents', 'step_runs', 'settings']),
    );
    await send(here, fc.sample(forgeries(by, found), { numRuns: forgedByEach, seed }));
    await atRest(here);
    expect(await belongings(here, tenants[victim])).toEqual(before);
  } finally {
    await here.stop();
  }
}

/** What Slack and the store hold of both tenants, in no order that tells whose it is. */
async function loot(here: World): Promise<Loot> {
  const rows = await everyRow(here);
  const ids = new Set(
    rows.flatMap((row) => [row.id, row.subject, row.invite_id, row.batch_id, row.draft_id, row.execution_id]),
  );
  for (const invite of here.roq.db.invites.all()) ids.add(invite.id);
  for (const user of here.roq.db.users.all()) ids.add(user.id);
  const seen = here
    .person('ada')
    .messages(channels.general)
    .map(({ ts }) => ({ channel: channels.general, ts }));
  const direct = here.person('olga').directMessages();
  const channel = here.slack.directMessage(people.olga.id);
  return {
    ids: [...ids].filter((id): id is string => typeof id === 'string' && id !== ''),
    addresses: here.roq.db.invites.all().map(({ email }) => email),
    messages: [...seen, ...direct.map(({ ts }) => ({ channel, ts }))],
    ...shownIn(here),
  };
}

type Row = Record<string, unknown> & { table: string };
/** What the app's own clockwork changes, whoever does what. */
const clockwork = new Set(['reconcile_turns', 'webhook_arrivals', 'paces', 'turns']);

async function everyRow(here: World): Promise<Row[]> {
  const db = await openDatabase({ dataDir: here.env.DATA_DIR ?? '', clock: here.clock });
  try {
    const tables = Object.keys(primaryKeys).filter((table) => !clockwork.has(table));
    const read = async (table: string): Promise<Row[]> => {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db.read);
      return rows.map((row) => ({ table, ...row }));
    };
    return (await Promise.all(tables.map(read))).flat();
  } finally {
    await db.close();
  }
}

/** All that is a tenant's: its rows in the store, in ROQ, and what its owner was told. */
async function belongings(here: World, { id, owner }: Tenant): Promise<string[]> {
  const mine = (row: Row) => row.tenant_id === id || row.slack_user_id === people[owner].id;
  const stored = (await everyRow(here)).filter(mine);
  const inRoq = [here.roq.db.invites, here.roq.db.users].flatMap((rows) =>
    rows.all().filter((row) => row.tenantId === id),
  );
  const told = here.person(owner).directMessages();
  return [...stored, ...inRoq, ...told].map((row) => JSON.stringify(row)).sort();
}

async function send(here: World, forged: readonly Forgery[]): Promise<void> {
  const waiting = [...forged];
  const worker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await here.slack.deliverRaw({ body: next.body });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Whatever was asked of the app is done, as a stop waits for it; and so is what was due by then, which a stop leaves. */
async function atRest(here: World): Promise<void> {
  await here.slack.settled();
  await here.restartApp();
  const db = await openDatabase({ dataDir: here.env.DATA_DIR ?? '', clock: here.clock });
  try {
    await eventually(async () => expect(await underWay(db)).toEqual([]));
  } finally {
    await db.close();
  }
}

/** What somebody holds or is to take now; a post may have to wait for its channel, while the clock stands still. */
async function underWay(db: Database): Promise<string[]> {
  const [now, nextPost] = [await db.now(), await nextPostDueIn(db)()];
  const taken = async (table: string) => {
    const due = table === 'posts' ? sql`false` : sql`due_at <= ${now}`;
    const { rows } = await sql`select 1 from ${sql.table(table)} where owner is not null or ${due}`.execute(db.read);
    return rows.map(() => table);
  };
  const queues = ['recipients', 'acts', 'posts', 'consents', 'nudges', 'reminders', 'step_runs'];
  return [...(await Promise.all(queues.map(taken))).flat(), ...(nextPost === 0 ? ['a post'] : [])];
}
