import { type CreateTableBuilder, type Kysely, type Migration, sql } from 'kysely';

export const initialTables: Migration = {
  async up(db) {
    await people(db);
    await batches(db);
    await recipients(db);
    await acts(db);
    await posts(db);
    await settings(db);
    await audit(db);
  },
};

type Schema = Kysely<unknown>;
type Columns = Record<string, 'text' | 'text?' | 'integer' | 'bigint' | 'bigint?'>;

/** Every column is `not null` unless its type ends with a question mark. */
function table(db: Schema, name: string, columns: Columns, key: readonly string[]) {
  let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    const bare = type.startsWith('text') ? 'text' : type.startsWith('bigint') ? 'bigint' : 'integer';
    builder = builder.addColumn(column, bare, (define) => (type.endsWith('?') ? define : define.notNull()));
  }
  return builder.addPrimaryKeyConstraint(`${name}_key`, [...key]);
}

/** `where` is one of our own constant conditions. */
async function index(db: Schema, name: string, on: string, columns: string[], where?: string, unique = false) {
  const create = sql.raw(unique ? 'create unique index' : 'create index');
  const filter = sql.raw(where ? `where ${where}` : '');
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`${create} ${sql.ref(name)} on ${sql.table(on)} (${list}) ${filter}`.execute(db);
}

const place = { channel_id: 'text?', channel_kind: 'text?' } as const;
const hold = { owner: 'text?', fence: 'integer', due_at: 'bigint?' } as const;
const person = { team_id: 'text', tenant_id: 'text', slack_user_id: 'text', roq_user_id: 'text' } as const;
const queued = 'due_at is not null';
const held = 'owner is not null';

async function people(db: Schema) {
  const link: Columns = { ...person, proof: 'text', linked_at: 'bigint', checked_at: 'bigint' };
  await table(db, 'links', link, ['team_id', 'slack_user_id']).execute();
  await index(db, 'links_roq', 'links', ['team_id', 'roq_user_id']);
  const draft: Columns = {
    id: 'text',
    team_id: 'text',
    slack_user_id: 'text',
    tenant_id: 'text?',
    ...place,
    content: 'text',
    revision: 'integer',
    state: 'text',
    created_at: 'bigint',
  };
  await table(db, 'drafts', draft, ['id']).execute();
  await index(db, 'drafts_created', 'drafts', ['created_at']);
}

async function batches(db: Schema) {
  const batch: Columns = {
    id: 'text',
    draft_id: 'text',
    ...person,
    inviter_name: 'text',
    tenant_name: 'text',
    ...place,
    view_id: 'text?',
    role_key: 'text',
    role_name: 'text',
    locale: 'text?',
    total: 'integer',
    state: 'text',
    served: 'bigint',
    created_at: 'bigint',
    finished_at: 'bigint?',
  };
  await table(db, 'batches', batch, ['id']).execute();
  await index(db, 'batches_draft', 'batches', ['draft_id'], undefined, true);
  await index(db, 'batches_unfinished', 'batches', ['tenant_id'], 'finished_at is null');
  await index(db, 'batches_recent', 'batches', ['tenant_id', 'created_at']);
  await table(db, 'turns', { tenant_id: 'text', served: 'bigint' }, ['tenant_id']).execute();
  await index(db, 'turns_served', 'turns', ['served']);
}

async function recipients(db: Schema) {
  const recipient: Columns = {
    batch_id: 'text',
    position: 'integer',
    tenant_id: 'text',
    email: 'text',
    first_name: 'text',
    last_name: 'text',
    locale: 'text?',
    role_key: 'text',
    state: 'text',
    work: 'text',
    called: 'integer',
    known_ids: 'text?',
    checks: 'integer',
    repeats: 'integer',
    tries: 'integer',
    first_tried_at: 'bigint?',
    refusal: 'text?',
    code: 'text?',
    invite_id: 'text?',
    status: 'text?',
    status_at: 'bigint?',
    ...hold,
  };
  await table(db, 'recipients', recipient, ['batch_id', 'position'])
    .addUniqueConstraint('recipients_email', ['batch_id', 'email'])
    .addForeignKeyConstraint('recipients_batch', ['batch_id'], 'batches', ['id'])
    .execute();
  await index(db, 'recipients_work', 'recipients', ['batch_id', 'work', 'due_at', 'position'], queued);
  await index(db, 'recipients_counts', 'recipients', ['batch_id', 'state', 'status']);
  await index(db, 'recipients_due', 'recipients', ['due_at'], queued);
  await index(db, 'recipients_owner', 'recipients', ['owner'], held);
  await index(db, 'recipients_invite', 'recipients', ['tenant_id', 'invite_id'], 'invite_id is not null');
}

async function acts(db: Schema) {
  const act: Columns = {
    id: 'text',
    kind: 'text',
    ...person,
    invite_id: 'text',
    email: 'text',
    actor_name: 'text',
    before: 'text',
    state: 'text',
    reason: 'text?',
    checks: 'integer',
    created_at: 'bigint',
    finished_at: 'bigint?',
    ...hold,
  };
  await table(db, 'acts', act, ['id']).execute();
  await index(db, 'acts_one_per_invite', 'acts', ['tenant_id', 'invite_id'], 'finished_at is null', true);
  const openResend = "finished_at is null and kind = 'resend'";
  await index(db, 'acts_one_mail', 'acts', ['tenant_id', 'email'], openResend, true);
  await index(db, 'acts_invite', 'acts', ['tenant_id', 'invite_id', 'finished_at']);
  await index(db, 'acts_due', 'acts', ['due_at'], queued);
  await index(db, 'acts_owner', 'acts', ['owner'], held);
  const mailing: Columns = { tenant_id: 'text', email: 'text', mailed_at: 'bigint' };
  await table(db, 'mailings', mailing, ['tenant_id', 'email']).execute();
}

async function posts(db: Schema) {
  const post: Columns = {
    id: 'text',
    key: 'text',
    kind: 'text',
    subject: 'text',
    team_id: 'text',
    tenant_id: 'text',
    slack_user_id: 'text?',
    ...place,
    lane: 'text',
    ts: 'text?',
    moved_because: 'text?',
    state: 'text',
    wanted: 'integer',
    drawn: 'integer',
    tries: 'integer',
    reason: 'text?',
    created_at: 'bigint',
    expires_at: 'bigint?',
    ...hold,
  };
  await table(db, 'posts', post, ['id']).execute();
  await index(db, 'posts_once', 'posts', ['key'], undefined, true);
  await index(db, 'posts_subject', 'posts', ['kind', 'subject']);
  await index(db, 'posts_message', 'posts', ['team_id', 'channel_id', 'ts'], 'ts is not null');
  await index(db, 'posts_due', 'posts', ['due_at'], queued);
  await index(db, 'posts_lane', 'posts', ['team_id', 'lane'], held);
  await index(db, 'posts_owner', 'posts', ['owner'], held);
  await table(db, 'paces', { team_id: 'text', key: 'text', until: 'bigint' }, ['team_id', 'key']).execute();
}

async function settings(db: Schema) {
  const kept: Columns = {
    team_id: 'text',
    tenant_id: 'text',
    settings: 'text',
    digest_on: 'integer',
    revision: 'integer',
    updated_by: 'text',
    updated_at: 'bigint',
  };
  await table(db, 'settings', kept, ['team_id', 'tenant_id']).execute();
  await index(db, 'settings_digest', 'settings', ['digest_on', 'team_id', 'tenant_id']);
  const run: Columns = { team_id: 'text', tenant_id: 'text', name: 'text', local_day: 'text', started_at: 'bigint' };
  await table(db, 'digest_runs', run, ['team_id', 'tenant_id', 'name', 'local_day']).execute();
}

async function audit(db: Schema) {
  const entry: Columns = {
    id: 'text',
    seq: 'bigint',
    at: 'bigint',
    team_id: 'text',
    tenant_id: 'text',
    slack_user_id: 'text?',
    roq_user_id: 'text?',
    what: 'text',
    invite_id: 'text?',
    email: 'text?',
    before: 'text?',
    after: 'text?',
    reason: 'text?',
    request_id: 'text?',
  };
  await table(db, 'audit_entries', entry, ['id']).execute();
  await index(db, 'audit_email', 'audit_entries', ['tenant_id', 'email', 'at']);
}
