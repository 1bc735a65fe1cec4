import { type Migration, sql } from 'kysely';

/** The request that something was asked with, and the trace it belongs to: both go on in whichever process works on it. */
export const traceColumns: Migration = {
  async up(db) {
    await sql`alter table drafts add column traceparent text`.execute(db);
    await sql`alter table batches add column request_id text`.execute(db);
    await sql`alter table batches add column traceparent text`.execute(db);
    await sql`alter table posts add column traceparent text`.execute(db);
  },
};
