import { randomUUID } from 'node:crypto';
import type { AuditEntry, AuditLog } from '../invites/audit.ts';
import type { AuditRow } from './audit-rows.ts';
import { inChunks } from './chunks.ts';
import { nullable, present } from './columns.ts';
import type { Database } from './database.ts';

export function auditLog(db: Database): AuditLog {
  let seq = 0;
  return {
    async append(entries) {
      const rows = entries.map((entry) => rowOf(entry, ++seq));
      if (rows.length === 0) return;
      await db.write((tx) => inChunks(rows, (chunk) => tx.insertInto('audit_entries').values(chunk).execute()));
    },

    async about(tenantId, emails, limit) {
      const rows = await db.read
        .selectFrom('audit_entries')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('email', 'in', [...emails])
        .orderBy('at', 'desc')
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(entryOf);
    },

    async period({ teamId, tenantId }, { from, until }, limit, strangers = true) {
      const rows = await db.read
        .selectFrom('audit_entries')
        .selectAll()
        .where('team_id', '=', teamId)
        .where('tenant_id', 'in', strangers ? [tenantId, ''] : [tenantId])
        .where('at', '>=', from)
        .where('at', '<', until)
        .orderBy('at')
        .orderBy('seq')
        .limit(limit)
        .execute();
      return rows.map(entryOf);
    },

    async owners() {
      const rows = await db.read.selectFrom('audit_entries').select(['team_id', 'tenant_id']).distinct().execute();
      return rows.map((row) => ({ teamId: row.team_id, tenantId: row.tenant_id }));
    },

    async prune({ teamId, tenantId }, before) {
      const { numDeletedRows } = await db.write((tx) =>
        tx
          .deleteFrom('audit_entries')
          .where('team_id', '=', teamId)
          .where('tenant_id', '=', tenantId)
          .where('at', '<', before)
          .executeTakeFirstOrThrow(),
      );
      return Number(numDeletedRows);
    },
  };
}

const rowOf = (entry: AuditEntry, seq: number): AuditRow => ({
  id: randomUUID(),
  seq,
  at: entry.at,
  team_id: entry.teamId,
  tenant_id: entry.tenantId,
  slack_user_id: nullable(entry.slackUserId),
  roq_user_id: nullable(entry.roqUserId),
  what: entry.what,
  invite_id: nullable(entry.inviteId),
  email: nullable(entry.email),
  before: nullable(entry.before),
  after: nullable(entry.after),
  reason: nullable(entry.reason),
  request_id: nullable(entry.requestId),
  source: nullable(entry.source),
});

const entryOf = (row: AuditRow): AuditEntry => ({
  at: row.at,
  teamId: row.team_id,
  tenantId: row.tenant_id,
  slackUserId: present(row.slack_user_id),
  roqUserId: present(row.roq_user_id),
  what: row.what,
  inviteId: present(row.invite_id),
  email: present(row.email),
  before: present(row.before),
  after: present(row.after),
  reason: present(row.reason),
  requestId: present(row.request_id),
  source: present(row.source),
});
