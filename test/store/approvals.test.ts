import { describe, expect, test } from 'vitest';
import { freshStore } from './fresh-store.ts';
import { approval, batch, noon, post, recipients } from './samples.ts';
import { engines } from './stores.ts';

const hour = 60 * 60_000;
const card = (id: string) => post(`approval:${id}:0`, { kind: 'approval', subject: id });
const free = { tenantId: 'acme', mails: 0 };
const ada = { slackUserId: 'U1', roqUserId: 'roq-ada', name: 'Ada' };

describe.each(engines)('approvals on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  const approved = (id: string) => ({
    batch: batch(`b-${id}`, { draftId: id, requestedBy: 'Mia' }),
    recipients: recipients(2),
    claim: { tenantId: 'acme', mails: 2 },
    cooldownMs: hour,
  });

  test('keep a request as it was written, with its card, one per draft', async () => {
    const draft = await store.drafts.create({ id: 'd1', teamId: 'T1', slackUserId: 'U2', content: { recipients: [] } });
    const made = await store.approvals.create(approval('a1', { draftId: draft.id }), [card('a1')], free);
    const { lastsMs, ...frozen } = approval('a1', { draftId: 'd1' });
    expect(made).toMatchObject({ ...frozen, state: 'open', createdAt: noon, expiresAt: noon + lastsMs });
    expect(await store.approvals.find('a1')).toEqual(made);
    expect(await store.posts.findByKey('approval:a1:0')).toMatchObject({ kind: 'approval', subject: 'a1' });
    expect(await store.drafts.find('d1')).toMatchObject({ state: 'sent' });
    const again = await store.approvals.create(approval('a2', { draftId: 'd1' }), [card('a2')], free);
    expect(again.id).toBe('a1');
    expect(await store.posts.findByKey('approval:a2:0')).toBeUndefined();
  });

  test('are decided once, however many decide at once, and make one batch', async () => {
    await store.approvals.create(approval('a1'), [card('a1')], free);
    const decisions = await Promise.all([
      store.approvals.approve('a1', ada, approved('a1')).then(({ decided }) => decided),
      store.approvals.approve('a1', { ...ada, name: 'Alan' }, approved('a1')).then(({ decided }) => decided),
      store.approvals.decline('a1', { ...ada, name: 'Ole', reason: 'no' }),
    ]);
    expect(decisions.filter(Boolean)).toHaveLength(1);
    const request = await store.approvals.find('a1');
    expect(request?.state === 'declined' ? [] : [request?.batchId]).toEqual(
      (await store.batches.recent('acme', 9)).map(({ id }) => id),
    );
    expect(await store.posts.findByKey('approval-end:a1')).toMatchObject({ slackUserId: 'U2', kind: 'approval_end' });
    expect(await store.posts.findByKey('approval:a1:0')).toMatchObject({ wanted: 2 });
  });

  test('keep in the batch who asked', async () => {
    await store.approvals.create(approval('a1'), [], free);
    await store.approvals.approve('a1', { ...ada, reason: 'fine' }, approved('a1'));
    expect(await store.batches.find('b-a1')).toMatchObject({ requestedBy: 'Mia', roqUserId: 'roq-ada', total: 2 });
    expect(await store.approvals.find('a1')).toMatchObject({
      state: 'approved',
      decision: { ...ada, reason: 'fine' },
      decidedAt: noon,
    });
  });

  test('stay open when a limit stands against the batch', async () => {
    await store.approvals.create(approval('a1'), [card('a1')], free);
    await store.mailings.note('acme', ['p1@x.io'], noon - 60_000);
    await expect(store.approvals.approve('a1', ada, approved('a1'))).rejects.toMatchObject({ code: 'cooldown' });
    expect(await store.approvals.find('a1')).toMatchObject({ state: 'open' });
    expect(await store.posts.findByKey('approval-end:a1')).toBeUndefined();
    clock.advance(hour);
    expect(await store.approvals.approve('a1', ada, approved('a1'))).toMatchObject({ decided: true });
  });

  test('are nudged once at half time and expire once, also when several look at once', async () => {
    await store.approvals.create(approval('a1'), [card('a1')], free);
    expect(await store.approvals.nextDueIn()).toBe(36 * hour);
    expect(await store.approvals.keepTime(10)).toEqual({ touched: 0, expired: [] });
    clock.advance(36 * hour);
    const looks = async () => {
      const all = await Promise.all([1, 2, 3].map(() => store.approvals.keepTime(10)));
      return {
        touched: all.reduce((sum, each) => sum + each.touched, 0),
        expired: all.flatMap((each) => each.expired),
      };
    };
    expect(await looks()).toEqual({ touched: 1, expired: [] });
    expect(await store.posts.findByKey('approval-nudge:approval:a1:0')).toMatchObject({ kind: 'approval_nudge' });
    expect(await store.approvals.nextDueIn()).toBe(36 * hour);
    clock.advance(36 * hour);
    expect(await looks()).toMatchObject({ touched: 1, expired: [{ id: 'a1', state: 'expired' }] });
    expect(await store.approvals.find('a1')).toMatchObject({ state: 'expired' });
    expect(await store.posts.findByKey('approval-end:a1')).toMatchObject({ subject: 'a1' });
    expect(await store.approvals.nextDueIn()).toBeUndefined();
  });

  test('cannot be decided after their time, even before anybody has looked', async () => {
    await store.approvals.create(approval('a1'), [], free);
    clock.advance(72 * hour);
    expect(await store.approvals.approve('a1', ada, approved('a1'))).toEqual({ decided: false });
    expect(await store.approvals.decline('a1', ada)).toBe(false);
    expect(await store.batches.recent('acme', 9)).toEqual([]);
  });
});
