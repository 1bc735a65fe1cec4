import { z } from 'zod';
import type { HeldReminder, Reminder, ReminderStore, Unreminded } from '../invites/reminder.ts';
import { inChunks } from './chunks.ts';
import { freeUntil, present } from './columns.ts';
import type { Database, Tx } from './database.ts';
import { inOrderOf, isWritten, nextDueIn, takeDue } from './held-rows.ts';
import type { ReminderRow } from './reminder-tables.ts';

export function reminderStore(db: Database): ReminderStore {
  const over = (reason: string | null) => ({ state: 'over', act_id: null, reason, ...freeUntil(null) });
  return {
    claim: (hold) => claim(db, hold),
    begin: (reminder, owner, actId) => db.write((tx) => writeHeld(tx, reminder, owner, { act_id: actId })),
    postpone: (reminder, owner, inMs, keepAct) =>
      db.write((tx, now) =>
        writeHeld(tx, reminder, owner, { ...freeUntil(now + inMs), ...(keepAct ? {} : { act_id: null }) }),
      ),
    sent: (reminder, owner, nextInMs) =>
      db.write((tx, now) => {
        const next = nextInMs === undefined ? over(null) : { act_id: null, ...freeUntil(now + nextInMs) };
        return writeHeld(tx, reminder, owner, { sent: reminder.sent + 1, ...next });
      }),
    end: (reminder, owner, reason) => db.write((tx) => writeHeld(tx, reminder, owner, over(reason))),
    async find(inviteId) {
      const row = await db.read
        .selectFrom('reminders')
        .selectAll()
        .where('invite_id', '=', inviteId)
        .executeTakeFirst();
      return row && reminderOf(row);
    },
    async hurry({ teamId, tenantId }) {
      await db.write((tx, now) =>
        tx
          .updateTable('reminders')
          .set({ due_at: now })
          .where('team_id', '=', teamId)
          .where('tenant_id', '=', tenantId)
          .where('owner', 'is', null)
          .where('due_at', '>', now)
          .execute(),
      );
    },
    nextDueIn: nextDueIn(db, 'reminders'),
  };
}

/** Everybody whom ROQ was seen to have invited may be reminded in time; again for the same batch plans the rest. */
export async function planReminders(tx: Tx, now: number, batchId: string, inMs: number): Promise<void> {
  const invited = await tx
    .selectFrom('recipients as recipient')
    .innerJoin('batches as batch', 'batch.id', 'recipient.batch_id')
    .where('batch.id', '=', batchId)
    .where('recipient.state', '=', 'sent')
    .where('recipient.invite_id', 'is not', null)
    .select(['recipient.invite_id', 'recipient.batch_id', 'recipient.position', 'batch.team_id', 'batch.tenant_id'])
    .select('batch.created_at as invited_at')
    .execute();
  const waiting = { state: 'waiting', sent: 0, act_id: null, reason: null, fence: 0, ...freeUntil(now + inMs) };
  const rows = invited.flatMap(({ invite_id, ...row }): ReminderRow[] =>
    invite_id === null ? [] : [{ ...row, invite_id, ...waiting }],
  );
  await inChunks(rows, (chunk) =>
    tx
      .insertInto('reminders')
      .values(chunk)
      .onConflict((conflict) => conflict.column('invite_id').doNothing())
      .execute(),
  );
}

async function claim(db: Database, hold: Parameters<ReminderStore['claim']>[0]): Promise<HeldReminder[]> {
  return db.write(async (tx, now) => {
    const ids = await takeDue(db, tx, now, 'reminders', hold);
    if (ids.length === 0) return [];
    const rows = await tx
      .selectFrom('reminders as reminder')
      .innerJoin('recipients as recipient', (join) =>
        join
          .onRef('recipient.batch_id', '=', 'reminder.batch_id')
          .onRef('recipient.position', '=', 'reminder.position'),
      )
      .selectAll('reminder')
      .select('recipient.email')
      .where('reminder.invite_id', 'in', ids)
      .execute();
    return inOrderOf(ids, rows, (row) => row.invite_id).map(({ email, ...row }) => ({
      ...reminderOf(row),
      fence: row.fence,
      email,
    }));
  });
}

const writeHeld = (
  tx: Tx,
  { inviteId, fence }: HeldReminder,
  owner: string,
  change: Partial<ReminderRow>,
): Promise<boolean> =>
  isWritten(
    tx
      .updateTable('reminders')
      .set(change)
      .where('invite_id', '=', inviteId)
      .where('owner', '=', owner)
      .where('fence', '=', fence),
  );

const state = z.enum(['waiting', 'over']);

const reminderOf = (row: ReminderRow): Reminder => ({
  inviteId: row.invite_id,
  batchId: row.batch_id,
  position: row.position,
  teamId: row.team_id,
  tenantId: row.tenant_id,
  invitedAt: row.invited_at,
  state: state.parse(row.state),
  sent: row.sent,
  actId: present(row.act_id),
  reason: present(row.reason),
});

export function unremindedStore(db: Database): Unreminded {
  return {
    add: (tenantId, mark, by) =>
      db.write(async (tx, now) => {
        const added = await tx
          .insertInto('unreminded')
          .values({ tenant_id: tenantId, mark, by_user: by, at: now })
          .onConflict((conflict) => conflict.columns(['tenant_id', 'mark']).doNothing())
          .returning('mark')
          .executeTakeFirst();
        return added !== undefined;
      }),
    remove: (tenantId, mark) =>
      db.write(async (tx) => {
        const gone = tx.deleteFrom('unreminded').where('tenant_id', '=', tenantId).where('mark', '=', mark);
        return (await gone.executeTakeFirstOrThrow()).numDeletedRows > 0n;
      }),
    async among(tenantId, marks) {
      const found = new Set<string>();
      await inChunks([...new Set(marks)], async (chunk) => {
        const rows = await db.read
          .selectFrom('unreminded')
          .select('mark')
          .where('tenant_id', '=', tenantId)
          .where('mark', 'in', chunk)
          .execute();
        for (const { mark } of rows) found.add(mark);
      });
      return found;
    },
  };
}
