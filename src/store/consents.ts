import type { Consent, ConsentEnd, ConsentStore, HeldConsent } from '../invites/consent.ts';
import { inChunks } from './chunks.ts';
import { freeUntil } from './columns.ts';
import { consentOf, heldConsentOf, newConsentRow } from './consent-rows.ts';
import type { ConsentRow } from './consent-tables.ts';
import type { Database, Tx } from './database.ts';
import { isWritten, nextDueIn } from './held-rows.ts';
import { insertPost } from './post-rows.ts';
import { touchPosts } from './posts.ts';

export function consentStore(db: Database): ConsentStore {
  const rows = () => db.read.selectFrom('consents').selectAll();
  return {
    ask: (...question) => ask(db, ...question),
    async find(id) {
      const row = await rows().where('id', '=', id).executeTakeFirst();
      return row && consentOf(row);
    },
    async ofGroup(groupId) {
      return (
        await rows()
          .where('group_id', '=', groupId)
          .orderBy('created_at')
          .orderBy('invitee_name')
          .orderBy('id')
          .execute()
      ).map(consentOf);
    },
    async ofBatch(batchId) {
      const row = await rows().where('batch_id', '=', batchId).executeTakeFirst();
      return row && consentOf(row);
    },
    standing: (...question) => standing(db, ...question),
    answer: (id, answer) =>
      db.write(async (tx, now) => {
        const yes = { state: 'yes', due_at: now, ...(answer.yes && answer.email ? other(answer.email) : {}) };
        return decide(tx, now, id, answer.yes ? yes : { state: 'no', ...over });
      }),
    withdraw: (groupId) =>
      db.write(async (tx, now) => {
        const open = tx.selectFrom('consents').select('id').where('group_id', '=', groupId).where('state', '=', 'open');
        return decideAll(tx, now, await open.execute(), 'withdrawn');
      }),
    claim: (hold) => claim(db, hold),
    finish: (consent, owner, end) => finish(db, consent, owner, end),
    async postpone(consent, owner, inMs) {
      await db.write((tx, now) => writeHeld(tx, consent, owner, freeUntil(now + inMs)));
    },
    nextDueIn: () => nextDueIn(db, 'consents'),
  };
}

/** Nothing more is done with it, and its address is not kept. */
const over = { email: '', due_at: null };
const other = (email: string) => ({ email, other_address: 1 });

async function ask(db: Database, ...[asks, group]: Parameters<ConsentStore['ask']>): Promise<Consent[]> {
  return db.write(async (tx, now) => {
    if (group.closesDraft) await tx.updateTable('drafts').set({ state: 'sent' }).where('id', '=', group.id).execute();
    let asked = 0;
    for (const { consent, post } of asks) {
      const inserted = await tx
        .insertInto('consents')
        .values(newConsentRow(consent, now))
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst();
      if (!inserted) continue;
      asked += 1;
      await insertPost(tx, post, now);
    }
    if (asked > 0) await insertPost(tx, group.post, now);
    const all = tx
      .selectFrom('consents')
      .selectAll()
      .where('group_id', '=', group.id)
      .orderBy('created_at')
      .orderBy('invitee_name');
    return (await all.execute()).map(consentOf);
  });
}

async function standing(
  db: Database,
  ...[{ teamId, tenantId, inviteeIds }, noSince]: Parameters<ConsentStore['standing']>
): Promise<Map<string, 'open' | 'no'>> {
  const found = new Map<string, 'open' | 'no'>();
  await inChunks([...new Set(inviteeIds)], async (chunk) => {
    const rows = await db.read
      .selectFrom('consents')
      .select(['invitee_id', 'state'])
      .where('team_id', '=', teamId)
      .where('tenant_id', '=', tenantId)
      .where('invitee_id', 'in', chunk)
      .where((eb) =>
        eb.or([eb('state', 'in', ['open', 'yes']), eb.and([eb('state', '=', 'no'), eb('decided_at', '>', noSince)])]),
      )
      .execute();
    for (const { invitee_id, state } of rows) {
      if (state !== 'no') found.set(invitee_id, 'open');
      else if (!found.has(invitee_id)) found.set(invitee_id, 'no');
    }
  });
  return found;
}

type Change = Partial<ConsentRow>;

/** The one write that ends a question: only an open one, and only in time (or, for its expiry, only after). */
async function decide(tx: Tx, now: number, id: string, change: Change): Promise<Consent | undefined> {
  const row = await tx
    .updateTable('consents')
    .set({ ...change, decided_at: now })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('expires_at', change.state === 'expired' ? '<=' : '>', now)
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  await drawnAgain(tx, now, row);
  return consentOf(row);
}

async function decideAll(tx: Tx, now: number, rows: readonly { id: string }[], state: 'withdrawn' | 'expired') {
  const ended: Consent[] = [];
  for (const { id } of rows) {
    const one = await decide(tx, now, id, { state, ...over });
    if (one) ended.push(one);
  }
  return ended;
}

/** The question loses its buttons, and the inviter's message tells what came of it. */
async function drawnAgain(tx: Tx, now: number, { id, group_id }: Pick<ConsentRow, 'id' | 'group_id'>): Promise<void> {
  await touchPosts(tx, now, 'consent', [id]);
  await touchPosts(tx, now, 'consents', [group_id]);
}

async function claim(db: Database, ...[{ owner, leaseMs, limit }]: Parameters<ConsentStore['claim']>) {
  return db.write(async (tx, now) => {
    const due = tx.selectFrom('consents').selectAll().where('due_at', '<=', now).orderBy('due_at').limit(limit);
    const rows = await db.lockRows(due, 'skip').execute();
    const expired = await decideAll(
      tx,
      now,
      rows.filter(({ state }) => state === 'open'),
      'expired',
    );
    const held: HeldConsent[] = [];
    for (const { id } of rows.filter(({ state }) => state === 'yes')) {
      const row = await tx
        .updateTable('consents')
        .set((eb) => ({ owner, fence: eb('fence', '+', 1), due_at: now + leaseMs }))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      held.push(heldConsentOf(row));
    }
    return { held, expired };
  });
}

async function finish(db: Database, consent: HeldConsent, owner: string, end: ConsentEnd): Promise<boolean> {
  return db.write(async (tx, now) => {
    const change = {
      state: end.state,
      batch_id: end.state === 'sent' ? end.batchId : null,
      request_id: end.state === 'asked' ? end.requestId : null,
      refusal: end.state === 'refused' ? end.refusal : null,
      email: '',
      ...freeUntil(null),
    };
    const written = await writeHeld(tx, consent, owner, change);
    if (written) await drawnAgain(tx, now, { id: consent.id, group_id: consent.groupId });
    return written;
  });
}

const writeHeld = (tx: Tx, { id, fence }: HeldConsent, owner: string, change: Change): Promise<boolean> =>
  isWritten(
    tx.updateTable('consents').set(change).where('id', '=', id).where('owner', '=', owner).where('fence', '=', fence),
  );
