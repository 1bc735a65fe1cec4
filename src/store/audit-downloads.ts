import type { AuditDownloads } from '../invites/audit-download.ts';
import type { Database } from './database.ts';

export function auditDownloads(db: Database): AuditDownloads {
  return {
    async offer(tokenHash, { teamId, tenantId, slackUserId, roqUserId, from, until }, lifeMs) {
      await db.write((tx, now) =>
        tx
          .insertInto('audit_downloads')
          .values({
            token_hash: tokenHash,
            team_id: teamId,
            tenant_id: tenantId,
            slack_user_id: slackUserId,
            roq_user_id: roqUserId,
            from_at: from,
            until_at: until,
            expires_at: now + lifeMs,
          })
          .execute(),
      );
    },

    async redeem(tokenHash) {
      return db.write(async (tx, now) => {
        const row = await tx
          .deleteFrom('audit_downloads')
          .where('token_hash', '=', tokenHash)
          .returningAll()
          .executeTakeFirst();
        if (!row || row.expires_at <= now) return undefined;
        const { team_id: teamId, tenant_id: tenantId, slack_user_id: slackUserId, roq_user_id: roqUserId } = row;
        return { teamId, tenantId, slackUserId, roqUserId, from: row.from_at, until: row.until_at };
      });
    },

    async prune() {
      await db.write((tx, now) => tx.deleteFrom('audit_downloads').where('expires_at', '<=', now).execute());
    },
  };
}
