import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { copyStore } from '../../src/store/move.ts';
import { defaultSettings } from '../../src/workspaces/settings.ts';
import { act, batch, hold, installation, noon, ownDigest, post, recipients } from './samples.ts';
import { engines, type Site } from './stores.ts';

const clock = sandboxClock({ frozenAt: noon });

async function siteOn(name: 'sqlite' | 'postgres'): Promise<Site> {
  const engine = engines.find((each) => each.name === name);
  if (!engine) throw new Error(`${name} is missing`);
  return engine.site('nothing');
}

describe('moving from SQLite to PostgreSQL', () => {
  let from: Site;
  let to: Site;
  beforeEach(async () => {
    [from, to] = [await siteOn('sqlite'), await siteOn('postgres')];
  });
  afterEach(async () => {
    await from.remove();
    await to.remove();
  });

  /** Something in every table. */
  async function fill(): Promise<void> {
    const store = await from.open(clock);
    const link = { teamId: 'T1', slackUserId: 'U1', roqUserId: 'r1', tenantId: 'acme', proof: 'email' as const };
    await store.people.remember({ ...link, linkedAt: noon, checkedAt: noon });
    await store.installations.save(installation({ id: 'E1', orgWide: true }), () => post('k3'));
    await store.installations.find({ teamId: 'T1', enterpriseId: 'E1' });
    await store.installations.spendState('state');
    const asker = { teamId: 'T1', slackUserId: 'U2' };
    await store.linkCodes.ask(asker, 'code-1', { salt: 'aa', hash: 'bb' });
    await store.linkCodes.attempt(asker, 'code-1', () => false);
    await store.drafts.create({ id: 'd1', teamId: 'T1', slackUserId: 'U1', content: { recipients: [] } });
    await store.batches.create(batch('n1', { draftId: 'n1' }), recipients(1));
    const [only] = (await store.batches.claim(hold('n')))?.held ?? [];
    if (!only) throw new Error('nothing to claim');
    const invited = { position: only.position, fence: only.fence, state: 'sent' as const, inviteId: 'i-n1' };
    await store.batches.settle('n1', 'n', [invited]);
    await store.batches.finishIfSettled('n1', undefined, { nudgeInMs: 1_000, remindInMs: 1_000 });
    await store.batches.create(batch('b1', { inviterName: "Zoë O'Hara – 你好" }), recipients(1_203));
    await store.batches.create(batch('a2', { place: undefined, viewId: undefined }), recipients(7));
    const claimed = await store.batches.claim(hold('a', 3));
    const [first] = claimed?.held ?? [];
    if (!claimed || !first) throw new Error('nothing to claim');
    const sent = { position: first.position, fence: first.fence, state: 'sent' as const };
    const asRead = { inviteId: 'i0', status: 'pending' as const, statusAt: noon };
    await store.batches.settle(claimed.batch.id, 'a', [{ ...sent, ...asRead }]);
    await store.webhookArrivals.note('env', { at: noon });
    const step = {
      executionId: 'Fx1',
      teamId: 'T1',
      slackUserId: 'U1',
      email: 'a@x.io',
      roleWord: 'editor',
      reason: '',
    };
    await store.stepRuns.receive({ id: 's1', ...step });
    await store.acts.begin(act('act-1'), { owner: 'a', leaseMs: 1, cooldownMs: 0 });
    await store.mailings.note('acme', ['a@x.io'], noon);
    const asked = { ...batch('r1'), requesterName: 'Mia', recipients: recipients(2), hash: 'h', lastsMs: 9 };
    await store.approvals.create({ ...asked, why: ['person'] }, [], { tenantId: 'acme', mails: 1 });
    await store.posts.create(post('k1', { subject: claimed.batch.id }));
    await store.reconcileTurns.refresh({ firstMs: 0, openForMs: 1_000, userComesWithinMs: 1_000 });
    await store.posts.pause('T1', 'channel:C1', 5_000);
    const settings = defaultSettings('Europe/Berlin', noon);
    await store.settings.save({ teamId: 'T1', tenantId: 'acme', settings, updatedBy: 'U1' });
    await store.homes.open('T1', 'U1');
    const run = { teamId: 'T1', tenantId: 'acme', name: 'pending', localDay: '2026-11-22' };
    await store.digestRuns.start(run, post('k2'));
    await store.ownDigests.save(ownDigest());
    await store.unreminded.add('acme', 'mark', 'U1');
    await store.snoozes.put(run, [{ inviteId: 'i0', kind: 'snoozed', until: noon + 9_000 }], 'U1');
    const said = { teamId: 'T1', tenantId: 'acme', what: 'invite.sent', email: 'a@x.io' };
    await store.audit.append([{ at: noon, ...said }]);
    await store.addressMemory.mark('acme', 'a@x.io');
    const download = { teamId: 'T1', tenantId: 'acme', slackUserId: 'U1', roqUserId: 'r1', from: 1, until: 2 };
    const ask = { id: 'c1', groupId: 'g1', teamId: 'T1', tenantId: 'acme', slackUserId: 'U1', roqUserId: 'r1' };
    const question = { ...ask, inviterName: 'Ada', tenantName: 'Acme', roleKey: 'editor', roleName: 'Editor' };
    const consent = { ...question, inviteeId: 'U2', inviteeName: 'Bob', email: 'bob@x.io' };
    const group = { id: 'g1', post: post('consents:g1'), closesDraft: false };
    await store.consents.ask([{ consent, post: post('consent:c1') }], group);
    await store.auditDownloads.offer('hash', download, 5_000);
    await store.close();
  }

  test('brings every row of every table, and the work goes on there', async () => {
    await fill();
    const moved = await copyStore(from.dataDir, to.databaseUrl ?? '');
    expect(moved.filter(({ rows }) => rows === 0)).toEqual([]);
    expect(Object.fromEntries(moved.map(({ table, rows }) => [table, rows]))).toMatchObject({
      ...{ batches: 3, recipients: 1_211, posts: 5, audit_entries: 1, turns: 1 },
    });

    const store = await to.open(clock);
    const old = await from.open(clock);
    const all = { limit: 2_000, offset: 0 };
    expect(await store.batches.recipients('b1', all)).toEqual(await old.batches.recipients('b1', all));
    expect(await store.batches.find('b1')).toEqual(await old.batches.find('b1'));
    expect((await store.batches.claim(hold('b')))?.batch.id).toBe('b1');
  });

  test('takes nothing into a database that holds rows', async () => {
    await fill();
    const target = await to.open(clock);
    await target.mailings.note('acme', ['already@x.io'], noon);
    await expect(copyStore(from.dataDir, to.databaseUrl ?? '')).rejects.toThrow('not empty');
    expect(await target.batches.find('b1')).toBeUndefined();
  });

  test('does not make a store where there is none', async () => {
    await expect(copyStore(join(from.dataDir, 'nowhere'), to.databaseUrl ?? '')).rejects.toThrow('no store');
  });
});
