import { draftContent } from '../invites/draft.ts';
import { homeChoice } from '../workspaces/home.ts';
import { approvalContent } from './approval-rows.ts';
import type { AuditRow } from './audit-rows.ts';
import { freeUntil, fromJson, toJson } from './columns.ts';
import type { Tx } from './database.ts';
import { touchPosts } from './posts.ts';
import { endedColumns } from './step-run-rows.ts';

/** Whose address is forgotten, and the mark that takes its place. */
export type Forgotten = { tenantId: string; email: string; mark: string };

/** What has no outcome yet would go on with a mark for an address. */
export async function underWay(tx: Tx, { tenantId, email }: Forgotten): Promise<boolean> {
  for (const [table, states] of unfinished) {
    const theirs = tx.selectFrom(table).select('email').where('tenant_id', '=', tenantId).where('email', '=', email);
    if (await theirs.where('state', 'in', states).executeTakeFirst()) return true;
  }
  return (await requestsWith(tx, { tenantId, email })).some(({ state }) => state === 'open');
}

const unfinished: readonly [table: 'acts' | 'recipients' | 'consents' | 'step_runs', states: string[]][] = [
  ['acts', ['open', 'called']],
  ['recipients', ['queued', 'sending', 'checking']],
  ['consents', ['yes']],
  ['step_runs', ['agreed']],
];

/** Returns the ids of what held it. */
export async function forget(
  tx: Tx,
  now: number,
  gone: Forgotten,
): Promise<{ batchIds: string[]; actIds: string[]; requestIds: string[] }> {
  const { tenantId, email, mark } = gone;
  await tx.deleteFrom('mailings').where('tenant_id', '=', tenantId).where('email', '=', email).execute();
  await forgetDrafts(tx, gone);
  await forgetQuestions(tx, now, gone);
  await forgetStepRuns(tx, now, gone);
  const requestIds = await forgetRequests(tx, gone);
  await forgetEntries(tx, gone);
  await forgetHomes(tx, gone);
  const acts = await tx
    .updateTable('acts')
    .set({ email: mark })
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .returning('id')
    .execute();
  const rows = await tx
    .updateTable('recipients')
    .set({ email: mark, first_name: '', last_name: '' })
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .returning('batch_id')
    .execute();
  return { batchIds: rows.map((row) => row.batch_id), actIds: acts.map(({ id }) => id), requestIds };
}

/** A draft may have been typed before its tenant was known: then it may be anybody's, and the address goes there too. */
async function forgetDrafts(tx: Tx, { tenantId, email }: Forgotten): Promise<void> {
  const drafts = await tx
    .selectFrom('drafts')
    .select(['id', 'content'])
    .where((eb) => eb.or([eb('tenant_id', '=', tenantId), eb('tenant_id', 'is', null)]))
    .where(({ eb, fn }) => eb(fn<string>('lower', ['content']), 'like', holding(email)))
    .execute();
  for (const { id, content } of drafts) {
    const draft = fromJson(draftContent, content);
    const stays = draft.recipients.map((each) => each.email !== email && each.spelled?.toLowerCase() !== email);
    const recipients = draft.recipients.filter((_, position) => stays[position]);
    const kinds = draft.kinds?.filter((_, position) => stays[position]);
    const reason = draft.reason === undefined ? {} : { reason: without(email, draft.reason) };
    const kept = toJson({ ...draft, recipients, ...(kinds ? { kinds } : {}), ...reason });
    await tx
      .updateTable('drafts')
      .set((eb) => ({ content: kept, revision: eb('revision', '+', 1) }))
      .where('id', '=', id)
      .execute();
  }
}

/** Whoever was asked whether this address may be mailed is not asked any more. */
async function forgetQuestions(tx: Tx, now: number, { tenantId, email }: Forgotten): Promise<void> {
  const gone = await tx
    .updateTable('consents')
    .set({ email: '', state: 'withdrawn', ...freeUntil(null) })
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .returning(['id', 'group_id'])
    .execute();
  for (const { id, group_id } of gone) {
    await touchPosts(tx, now, 'consent', [id]);
    await touchPosts(tx, now, 'consents', [group_id]);
  }
}

/** Whoever was asked by a workflow is not asked any more, and the workflow hears of it. */
async function forgetStepRuns(tx: Tx, now: number, { tenantId, email }: Forgotten): Promise<void> {
  const gone = await tx
    .updateTable('step_runs')
    .set((eb) => ({ ...endedColumns({ status: 'refused', why: 'forgotten' }, now), fence: eb('fence', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('email', '=', email)
    .returning('id')
    .execute();
  for (const { id } of gone) await touchPosts(tx, now, 'step', [id]);
  const written = tx.updateTable('step_runs').set({ reason: '' }).where('tenant_id', '=', tenantId);
  await written.where(({ eb, fn }) => eb(fn<string>('lower', ['reason']), 'like', holding(email))).execute();
}

const requestsWith = (tx: Tx, { tenantId, email }: Pick<Forgotten, 'tenantId' | 'email'>) =>
  tx
    .selectFrom('approvals')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where(({ eb, or, fn }) =>
      or([
        eb(fn<string>('lower', ['content']), 'like', holding(email)),
        eb(fn<string>('lower', ['reason']), 'like', holding(email)),
        eb(fn<string>('lower', ['decision']), 'like', holding(email)),
      ]),
    )
    .execute();

/** A request's hash would let the address be guessed. */
async function forgetRequests(tx: Tx, gone: Forgotten): Promise<string[]> {
  const { email, mark } = gone;
  const found = await requestsWith(tx, gone);
  for (const { id, content, reason, decision } of found) {
    const request = fromJson(approvalContent, content);
    const recipients = request.recipients.map((each) =>
      each.email === email ? { ...each, email: mark, firstName: '', lastName: '' } : each,
    );
    const said = { reason: reason && without(email, reason), decision: decision && without(email, decision) };
    await tx
      .updateTable('approvals')
      .set({ content: toJson({ ...request, recipients }), hash: '', ...said })
      .where('id', '=', id)
      .execute();
  }
  return found.map(({ id }) => id);
}

/** What Slack shows on a Home is drawn anew; what somebody looks for there may be the address. */
async function forgetHomes(tx: Tx, { tenantId, email }: Forgotten): Promise<void> {
  const homes = await tx
    .selectFrom('homes')
    .select(['team_id', 'slack_user_id', 'choice'])
    .where('tenant_id', '=', tenantId)
    .where(({ eb, or, fn }) =>
      or((['shown', 'choice'] as const).map((column) => eb(fn<string>('lower', [column]), 'like', holding(email)))),
    )
    .execute();
  for (const { team_id, slack_user_id, choice } of homes) {
    const before = fromJson(homeChoice, choice);
    const text = before.text.toLowerCase().includes(email) ? '' : before.text;
    await tx
      .updateTable('homes')
      .set({ shown: null, choice: toJson({ ...before, text, round: before.round + 1 }) })
      .where('team_id', '=', team_id)
      .where('slack_user_id', '=', slack_user_id)
      .execute();
  }
}

/** What people wrote beside an act may hold the address as well. */
async function forgetEntries(tx: Tx, { tenantId, email, mark }: Forgotten): Promise<void> {
  const entries = await tx
    .selectFrom('audit_entries')
    .select(['id', 'email', 'before', 'after', 'reason'])
    .where('tenant_id', '=', tenantId)
    .where(({ eb, or, fn }) =>
      or([
        eb('email', '=', email),
        ...(['before', 'after', 'reason'] as const).map((column) =>
          eb(fn<string>('lower', [column]), 'like', holding(email)),
        ),
      ]),
    )
    .execute();
  const hashes = new Set<string>();
  for (const { id, before, after, reason, ...entry } of entries) {
    if (entry.email === email && after && requestHash.test(after)) hashes.add(after);
    const change: Partial<AuditRow> = {
      email: entry.email === email ? mark : entry.email,
      before: before && without(email, before),
      after: after && without(email, after),
      reason: reason && without(email, reason),
    };
    await tx.updateTable('audit_entries').set(change).where('id', '=', id).execute();
  }
  for (const after of hashes) {
    const bare = after.replace(requestHash, '');
    const same = tx.updateTable('audit_entries').set({ after: bare }).where('tenant_id', '=', tenantId);
    await same.where('after', '=', after).execute();
  }
}

const requestHash = /, sha256 [0-9a-f]{64}$/;

/** For LIKE, without its wildcards; a hit too many is looked at and left alone. */
const holding = (email: string): string => `%${email.replace(/[%\\]/g, '_')}%`;

const without = (email: string, text: string): string =>
  text.replace(new RegExp(email.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'), 'a forgotten address');
