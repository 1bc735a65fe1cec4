import { type Migration, sql } from 'kysely';

/** In which language a person reads, so that the first modal after a restart is in it too. */
export const localeColumn: Migration = {
  async up(db) {
    await sql`alter table links add column locale text`.execute(db);
  },
};
