import type { BatchStore, Joined, SeenInvite } from '../invites/batch.ts';
import type { InviteStatus } from '../invites/invite.ts';
import { batchOf, inviteStatus, recipientOf } from './batch-rows.ts';
import { inChunks } from './chunks.ts';
import type { Database, Tx } from './database.ts';
import { insertOrTouchPost } from './post-rows.ts';
import { touchDigests, touchPosts } from './posts.ts';
import type { RecipientRow } from './schema.ts';

type Seen = Pick<BatchStore, 'saw' | 'withInvite' | 'holding' | 'unmet' | 'joined'>;

/** What ROQ said of invites, kept beside the recipients they were made for. */
export function invitesSeen(db: Database): Seen {
  return {
    saw: (...reading) => saw(db, ...reading),
    async withInvite(tenantId, inviteId) {
      const rows = await db.read
        .selectFrom('batches')
        .selectAll()
        .where(
          'id',
          'in',
          db.read
            .selectFrom('recipients')
            .select('batch_id')
            .where('tenant_id', '=', tenantId)
            .where('invite_id', '=', inviteId),
        )
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map(batchOf);
    },
    async holding(inviteIds) {
      const found: Awaited<ReturnType<BatchStore['holding']>> = [];
      await inChunks(inviteIds, async (chunk) => {
        const rows = await db.read
          .selectFrom('recipients')
          .select(['tenant_id', 'invite_id', 'status', 'member'])
          .where(db.among('invite_id', chunk))
          .execute();
        for (const { tenant_id, invite_id, status, member } of rows) {
          if (invite_id === null || status === null) continue;
          const known = { status: inviteStatus.parse(status), member: member === 1 };
          found.push({ tenantId: tenant_id, inviteId: invite_id, ...known });
        }
      });
      return found;
    },
    async unmet(tenantId, emails) {
      if (emails.length === 0) return [];
      const rows = await db.read
        .selectFrom('recipients')
        .select('invite_id')
        .where('tenant_id', '=', tenantId)
        .where('email', 'in', emails)
        .where('status', '=', 'accepted')
        .where('member', '=', 0)
        .where('accepted_at', 'is not', null)
        .execute();
      return rows.flatMap(({ invite_id }) => invite_id ?? []);
    },
    joined: (...asked) => joined(db, ...asked),
  };
}

/** Acceptance and the word to the inviter are one transaction: however many replicas read it, it is told once. */
async function saw(db: Database, ...[tenantId, seen, word, digestsMs]: Parameters<BatchStore['saw']>) {
  const shown = new Set<string>();
  const moved = new Set<string>();
  await inChunks(seen, async (chunk) => {
    const found = await db.write(async (tx, now) => {
      const rows = await rowsOf(db, tx, tenantId, chunk);
      const news = await newsIn(tx, rows, chunk);
      for (const group of alike(chunk)) await write(db, tx, tenantId, group);
      await touchPosts(tx, now, 'batch', [...news.moved]);
      for (const kind of ['nudge', 'nudge_end'] as const) await touchPosts(tx, now, kind, news.changed);
      if (word) await tell(tx, now, news.accepted, word);
      if (digestsMs !== undefined && news.moved.size > 0) await touchDigests(tx, now, tenantId, digestsMs);
      return { rows, news };
    });
    for (const row of found.rows) shown.add(row.batch_id);
    for (const id of found.news.moved) moved.add(id);
  });
  return { shown: [...shown], moved: [...moved] };
}

/** Not whole: a reading of many would wait for columns that nobody looks at. */
const known = ['batch_id', 'invite_id', 'status', 'status_at', 'accepted_at', 'member'] as const;
type KnownRow = Pick<RecipientRow, (typeof known)[number]>;

const rowsOf = (db: Database, tx: Tx, tenantId: string, seen: readonly SeenInvite[]): Promise<KnownRow[]> =>
  db
    .lockRows(
      tx
        .selectFrom('recipients')
        .select(known)
        .where('tenant_id', '=', tenantId)
        .where(
          db.among(
            'invite_id',
            seen.map(({ inviteId }) => inviteId),
          ),
        )
        .orderBy('batch_id')
        .orderBy('position'),
      'wait',
    )
    .execute();

const hour = 3_600_000;
const day = 24 * hour;

/** Batches whose card says something else now, acceptances nobody knew of (batch id -> when seen), changed invites. */
async function newsIn(tx: Tx, rows: readonly KnownRow[], seen: readonly SeenInvite[]) {
  const moved = new Set<string>();
  const accepted = new Map<string, number>();
  const changed: string[] = [];
  const readings = new Map(seen.map((each) => [each.inviteId, each]));
  const made = await madeAt(tx, rows);
  for (const row of rows) {
    const reading = readings.get(row.invite_id ?? '');
    if (!reading || (row.status_at ?? 0) > reading.at) continue;
    if (says(row, reading, made.get(row.batch_id) ?? 0)) moved.add(row.batch_id);
    if (reading.status !== row.status) changed.push(reading.inviteId);
    if (reading.status === 'accepted' && row.status !== 'accepted') accepted.set(row.batch_id, reading.at);
  }
  return { moved, accepted, changed };
}

/** A card tells the status, for how many days it is pending, and an hour after acceptance that no user came. */
function says(row: KnownRow, { status, at, member }: SeenInvite, made: number): boolean {
  if (row.status !== status || (member === true && row.member === 0)) return true;
  const before = row.status_at ?? at;
  if (status === 'pending') return Math.floor((at - made) / day) > Math.floor((before - made) / day);
  if (status !== 'accepted' || row.member === 1 || row.accepted_at === null) return false;
  const due = row.accepted_at + hour;
  return before < due && at >= due;
}

async function madeAt(tx: Tx, rows: readonly KnownRow[]): Promise<Map<string, number>> {
  const ids = [...new Set(rows.map((row) => row.batch_id))];
  if (ids.length === 0) return new Map();
  const found = await tx.selectFrom('batches').select(['id', 'created_at']).where('id', 'in', ids).execute();
  return new Map(found.map(({ id, created_at }) => [id, created_at]));
}

async function tell(
  tx: Tx,
  now: number,
  accepted: ReadonlyMap<string, number>,
  word: NonNullable<Parameters<BatchStore['saw']>[2]>,
): Promise<void> {
  if (accepted.size === 0) return;
  const rows = await tx
    .selectFrom('batches')
    .selectAll()
    .where('id', 'in', [...accepted.keys()])
    .orderBy('id')
    .execute();
  for (const row of rows) await insertOrTouchPost(tx, word(batchOf(row), accepted.get(row.id) ?? now), now);
}

type Alike = { status: InviteStatus; at: number; member: boolean; inviteIds: string[] };

/** A read of many invites has few statuses and one time: one statement for each pair, not for each invite. */
function alike(seen: readonly SeenInvite[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const { inviteId, status, at, member = false } of seen) {
    const key = `${at} ${status} ${member}`;
    const group = groups.get(key) ?? { status, at, member, inviteIds: [] };
    group.inviteIds.push(inviteId);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => a.at - b.at);
}

async function write(db: Database, tx: Tx, tenantId: string, { status, at, member, inviteIds }: Alike): Promise<void> {
  await tx
    .updateTable('recipients')
    .set((eb) => ({
      status,
      status_at: at,
      ...(member ? { member: 1 } : {}),
      ...(status === 'accepted'
        ? { accepted_at: eb.case().when('status', '=', 'accepted').then(eb.ref('accepted_at')).else(eb.val(at)).end() }
        : {}),
    }))
    .where('tenant_id', '=', tenantId)
    .where(db.among('invite_id', inviteIds))
    .where((eb) => eb.or([eb('status_at', 'is', null), eb('status_at', '<=', at)]))
    .execute();
}

/** A card of thousands is told of by a few names: no more than these are read. */
async function joined(db: Database, ...[inviter, window, limit]: Parameters<BatchStore['joined']>): Promise<Joined> {
  const theirs = db.read
    .selectFrom('recipients')
    .innerJoin('batches', 'batches.id', 'recipients.batch_id')
    .where('recipients.tenant_id', '=', inviter.tenantId)
    .where('recipients.accepted_at', '>=', window.from)
    .where('recipients.accepted_at', '<', window.until)
    .where('batches.team_id', '=', inviter.teamId)
    .where('batches.slack_user_id', '=', inviter.slackUserId);
  const { total, latest } = await theirs
    .select((eb) => [
      eb.fn.count<number>('recipients.email').distinct().as('total'),
      eb.fn.max('recipients.accepted_at').as('latest'),
    ])
    .executeTakeFirstOrThrow();
  if (total === 0) return { people: [], total, latestAt: 0 };
  const first = await theirs
    .select((eb) => ['recipients.email', eb.fn.min('recipients.accepted_at').as('at')])
    .groupBy('recipients.email')
    .orderBy('at')
    .orderBy('recipients.email')
    .limit(limit)
    .execute();
  const emails = first.map(({ email }) => email);
  const rows = await theirs
    .selectAll('recipients')
    .where('recipients.email', 'in', emails)
    .orderBy('recipients.accepted_at')
    .orderBy('recipients.email')
    .execute();
  const people = [...new Map(rows.map((row) => [row.email, recipientOf(row)])).values()];
  return { people, total, latestAt: Number(latest) };
}
