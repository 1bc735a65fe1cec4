import type { Consent, ConsentStore, HeldConsent } from '../invites/consent.ts';
import { inChunks } from './chunks.ts';
import { freeUntil } from './columns.ts';
import { consentOf, heldConsentOf, newConsentRow } from './consent-rows.ts';
import type { ConsentRow } from './consent-tables.ts';
import type { Database, Tx } from './database.ts';
import { inOrderOf, isWritten, nextDueIn, takeDue } from './held-rows.ts';
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
        const withdrawn: Consent[] = [];
        for (const { id } of await open.execute()) {
          const one = await decide(tx, now, id, { state: 'withdrawn', ...over });
          if (one) withdrawn.push(one);
        }
        return withdrawn;
      }),
    claim: (hold) => claim(db, hold),
    finish: (...ending) => finish(db, ...ending),
    async postpone(consent, owner, inMs) {
      await db.write((tx, now) => writeHeld(tx, consent, owner, freeUntil(now + inMs)));
    },
    nextDueIn: nextDueIn(db, 'consents'),
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

/** The one write by which somebody ends a question: only an open one, and only in time. */
async function decide(tx: Tx, now: number, id: string, change: Change): Promise<Consent | undefined> {
  const row = await tx
    .updateTable('consents')
    .set({ ...change, decided_at: now })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  await drawnAgain(tx, now, row);
  return consentOf(row);
}

/** The question loses its buttons, and the inviter's message tells what came of it. */
async function drawnAgain(tx: Tx, now: number, { id, group_id }: Pick<ConsentRow, 'id' | 'group_id'>): Promise<void> {
  await touchPosts(tx, now, 'consent', [id]);
  await touchPosts(tx, now, 'consents', [group_id]);
}

async function claim(db: Database, hold: Parameters<ConsentStore['claim']>[0]): Promise<HeldConsent[]> {
  return db.write(async (tx, now) => {
    const ids = await takeDue(db, tx, now, 'consents', hold);
    if (ids.length === 0) return [];
    const rows = await tx.selectFrom('consents').selectAll().where('id', 'in', ids).execute();
    return inOrderOf(ids, rows, ({ id }) => id).map(heldConsentOf);
  });
}

async function finish(db: Database, ...[consent, owner, end]: Parameters<ConsentStore['finish']>): Promise<boolean> {
  return db.write(async (tx, now) => {
    const change = {
      state: end.state,
      batch_id: end.state === 'sent' ? end.batchId : null,
      request_id: end.state === 'asked' ? end.requestId : null,
      refusal: end.state === 'refused' ? end.refusal : null,
      ...(end.state === 'expired' ? { decided_at: now } : {}),
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
