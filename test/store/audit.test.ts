import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/invites/audit.ts';
import { isForgotten } from '../../src/invites/forgotten.ts';
import { openDatabase } from '../../src/store/database.ts';
import { primaryKeys } from '../../src/store/schema.ts';
import type { Store } from '../../src/store/store.ts';
import { freshStore } from './fresh-store.ts';
import { act, asks, batch, consent, consents, hold, long, noon, post, recipients, stepRun } from './samples.ts';
import { engines } from './stores.ts';

const acme = { teamId: 'T1', tenantId: 'acme' };
const entry = (what: string, at: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ at, ...acme, what, email: 'bob@x.io', ...change },
});
const whats = (entries: AuditEntry[]) => entries.map(({ what }) => what);

const asked = { inviteId: undefined, after: `request r1, sha256 ${'a1'.repeat(32)}` };

/** A request of these addresses, declined with these words. */
async function declined(store: Store, emails: string[], words: string): Promise<void> {
  const people = emails.map((email) => ({ email, firstName: 'Ada', lastName: 'Byron', roleKey: 'editor' }));
  const who = { teamId: 'T1', tenantId: 'acme', slackUserId: 'U2', roqUserId: 'roq-mia', requesterName: 'Mia' };
  const what = { tenantName: 'Acme', roleKey: 'editor', roleName: 'Editor', recipients: people, hash: 'a1'.repeat(32) };
  const request = {
    id: 'r1',
    draftId: 'd-r1',
    ...who,
    ...what,
    why: ['person' as const],
    reason: words,
    lastsMs: long,
  };
  await store.approvals.create(request, [], { tenantId: 'acme', mails: 0 });
  await store.approvals.decline('r1', { slackUserId: 'U1', roqUserId: 'roq-ada', name: 'Ada', reason: words });
}

describe.each(engines)('the audit log on $name', (engine) => {
  const { clock, place, store } = freshStore(engine);

  test('tells the story of an address newest first, within its tenant', async () => {
    const first = { inviteId: 'i1', after: 'pending', requestId: 'r1', source: 'command C1' };
    await store.audit.append([entry('invite.sent', noon, first)]);
    await store.audit.append([]);
    await store.audit.append([entry('resend.done', noon + 5), entry('cancel.done', noon + 5), entry('late', noon - 5)]);
    await store.audit.append([entry('x', noon, { tenantId: 'globex' }), entry('y', noon, { email: 'eve@x.io' })]);
    const story = await store.audit.about('acme', ['bob@x.io', 'other@x.io'], 3);
    expect(whats(story)).toEqual(['cancel.done', 'resend.done', 'invite.sent']);
    expect(story[2]).toEqual(entry('invite.sent', noon, first));
  });

  test('gives a period oldest first, with the strangers of the workspace and nothing of others', async () => {
    await store.audit.append([
      entry('late', noon + 9),
      entry('first', noon),
      entry('second', noon + 1),
      entry('stranger', noon + 2, { tenantId: '', email: undefined }),
      entry('of another tenant', noon, { tenantId: 'globex' }),
      entry('of another workspace', noon, { teamId: 'T2' }),
      entry('too early', noon - 1),
    ]);
    const period = { from: noon, until: noon + 9 };
    expect(whats(await store.audit.period(acme, period, 10))).toEqual(['first', 'second', 'stranger']);
    expect(whats(await store.audit.period(acme, period, 10, false))).toEqual(['first', 'second']);
    expect(whats(await store.audit.period(acme, period, 1))).toEqual(['first']);
  });

  test('loses only what is older than asked, and only of one workspace and tenant', async () => {
    const globex = { teamId: 'T1', tenantId: 'globex' };
    await store.audit.append([entry('old', noon - 1), entry('new', noon), entry('other', noon - 1, globex)]);
    expect(await store.audit.prune(acme, noon)).toBe(1);
    expect((await store.audit.owners()).toSorted((a, b) => a.tenantId.localeCompare(b.tenantId))).toEqual([
      acme,
      globex,
    ]);
    expect(whats(await store.audit.about('acme', ['bob@x.io'], 9))).toEqual(['new']);
  });

  test('an export is fetched once, and not when it is too old', async () => {
    const download = { ...acme, slackUserId: 'U1', roqUserId: 'roq-ada', from: 1, until: 2 };
    await store.auditDownloads.offer('h1', download, long);
    await store.auditDownloads.offer('h2', download, long);
    expect(await store.auditDownloads.redeem('h1')).toEqual(download);
    expect(await store.auditDownloads.redeem('h1')).toBeUndefined();
    clock.advance(long);
    expect(await store.auditDownloads.redeem('h2')).toBeUndefined();
    expect(await store.auditDownloads.redeem('never')).toBeUndefined();
  });

  /** Every cell of every table, as text. */
  async function everything(): Promise<string> {
    const { databaseUrl, dataDir } = place;
    const db = await openDatabase({ databaseUrl, dataDir, clock });
    const tables = await Promise.all(
      Object.keys(primaryKeys).map((table) => sql`select * from ${sql.table(table)}`.execute(db.read)),
    );
    await db.close();
    return JSON.stringify(tables.map(({ rows }) => rows)).toLowerCase();
  }

  async function sentTo(email: string, id: string, tenantId = 'acme'): Promise<void> {
    const content = { recipients: [{ email, spelled: email.toUpperCase(), firstName: 'Ada', lastName: 'Byron' }] };
    await store.drafts.create({ id: `draft-of-${id}`, teamId: 'T1', slackUserId: 'U1', content });
    await store.batches.create(batch(id, { tenantId }), recipients(1, { email, firstName: 'Ada', lastName: 'Byron' }));
  }
  async function settleAll(): Promise<void> {
    for (let held = await store.batches.claim(hold('a')); held; held = await store.batches.claim(hold('a'))) {
      const settled = held.held.map(({ position, fence }) => ({ position, fence, state: 'refused' as const }));
      await store.batches.settle(held.batch.id, 'a', settled);
    }
  }

  test('a forgotten address is in no cell of the store, and its story keeps one mark', async () => {
    await sentTo('ada@x.io', 'b1');
    await settleAll();
    const begun = await store.acts.begin(act('act-1', { email: 'ada@x.io' }), { ...hold('a'), cooldownMs: 0 });
    if (begun.kind !== 'begun') throw new Error(begun.kind);
    await store.acts.finish(begun.act, 'a', { state: 'done' });
    await store.audit.append([entry('invite.sent', noon, { email: 'ada@x.io' }), entry('x', noon)]);
    const words = 'Please, for Ada@x.io!';
    await store.audit.append([
      entry('request.made', noon, { ...asked, email: 'ada@x.io', reason: words }),
      entry('y', noon, { ...asked, email: 'cy@x.io' }),
    ]);
    await declined(store, ['ada@x.io', 'cy@x.io'], words);
    expect(await everything()).toContain('ada@x.io');

    expect(await store.addressMemory.forget('acme', 'ada@x.io')).toEqual({
      ...{ kind: 'forgotten', batchIds: ['b1'], actIds: ['act-1'], requestIds: ['r1'] },
    });
    const left = await everything();
    expect(left).not.toContain('ada@x.io');
    expect(left.match(/byron/g)).toHaveLength(1);
    expect(left).not.toContain('a1'.repeat(32));
    expect(left).toContain('please, for a forgotten address!');
    expect(left).toContain('cy@x.io');
    const mark = await store.addressMemory.mark('acme', 'ada@x.io');
    expect(isForgotten(mark)).toBe(true);
    expect(await store.addressMemory.mark('globex', 'ada@x.io')).not.toBe(mark);
    expect(whats(await store.audit.about('acme', [mark], 9))).toEqual(['request.made', 'invite.sent']);
    expect(whats(await store.audit.about('acme', ['bob@x.io'], 9))).toEqual(['x']);
  });

  test('another tenant keeps what it knows of the address', async () => {
    await sentTo('ada@x.io', 'b1', 'globex');
    await settleAll();
    await store.audit.append([entry('invite.sent', noon, { email: 'ada@x.io', tenantId: 'globex' })]);
    await store.addressMemory.forget('acme', 'ada@x.io');
    const [recipient] = await store.batches.recipients('b1', { limit: 9, offset: 0 });
    expect(recipient).toMatchObject({ email: 'ada@x.io', firstName: 'Ada' });
    expect(await store.audit.about('globex', ['ada@x.io'], 9)).toHaveLength(1);
  });

  test('nothing is forgotten while an invite or an act of the address is under way', async () => {
    await sentTo('ada@x.io', 'b1');
    expect(await store.addressMemory.forget('acme', 'ada@x.io')).toEqual({ kind: 'busy' });
    await settleAll();
    await store.acts.begin(act('act-1', { email: 'ada@x.io' }), { ...hold('a'), cooldownMs: 0 });
    expect(await store.addressMemory.forget('acme', 'ada@x.io')).toMatchObject({ kind: 'busy' });
    expect((await store.batches.recipients('b1', { limit: 9, offset: 0 }))[0]?.email).toBe('ada@x.io');
  });

  test('nor while somebody’s yes about it waits to be carried out', async () => {
    await store.consents.ask(asks(consent('c1')), consents('g1'));
    await store.consents.answer('c1', { yes: true });
    expect(await store.addressMemory.forget('acme', 'c1@x.test')).toEqual({ kind: 'busy' });
    await store.stepRuns.receive(stepRun('s1'));
    const [run] = await store.stepRuns.claim(hold('a'));
    const question = { tenantName: 'Acme', inviteeName: 'Zoe', roleKey: 'editor', roleName: 'Editor' };
    const asked = { tenantId: 'acme', email: 's1@x.test', ...question };
    if (run) await store.stepRuns.ask(run, 'a', asked, post('step:s1', { kind: 'step', subject: 's1' }));
    await store.stepRuns.answer('s1', true);
    expect(await store.addressMemory.forget('acme', 's1@x.test')).toEqual({ kind: 'busy' });
    expect(await store.addressMemory.forget('globex', 's1@x.test')).toMatchObject({ kind: 'forgotten' });
  });
});
