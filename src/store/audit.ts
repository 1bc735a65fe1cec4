import { randomUUID } from 'node:crypto';
import type { AuditEntry, AuditLog } from '../invites/audit.ts';
import { inChunks } from './chunks.ts';
import { nullable, present } from './columns.ts';
import type { Database } from './database.ts';
import type { AuditRow } from './schema.ts';

export function auditLog(db: Database): AuditLog {
  let seq = 0;
  return {
    async append(entries) {
      const rows = entries.map((entry) => rowOf(entry, ++seq));
      if (rows.length === 0) return;
      await db.write((tx) => inChunks(rows, (chunk) => tx.insertInto('audit_entries').values(chunk).execute()));
    },

    async aboutEmail(tenantId, email, limit) {
      const rows = await db.read
        .selectFrom('audit_entries')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('email', '=', email)
        .orderBy('at', 'desc')
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      return rows.map(entryOf);
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
});
