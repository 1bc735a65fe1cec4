import { describe, expect, test } from 'vitest';
import { consentLastsMs } from '../../src/invites/consent.ts';
import { freshStore } from './fresh-store.ts';
import { asks, batch, consent, consents, noon, recipients } from './samples.ts';
import { engines } from './stores.ts';

const hold = { owner: 'me', leaseMs: 15_000, limit: 10 };

describe.each(engines)('consents on $name', (engine) => {
  const { clock, place, store } = freshStore(engine);

  test('are kept as they were asked, each with its message, and close their draft', async () => {
    await store.drafts.create({ id: 'g1', teamId: 'T1', slackUserId: 'U1', content: { recipients: [] } });
    const asked = await store.consents.ask(asks(consent('c1'), consent('c2')), consents('g1', true));
    expect(asked).toMatchObject([
      { ...consent('c1'), state: 'open', otherAddress: false, createdAt: noon, expiresAt: noon + consentLastsMs },
      { ...consent('c2'), state: 'open' },
    ]);
    expect(await store.consents.find('c1')).toEqual(asked[0]);
    expect(await store.posts.findByKey('consent:c2')).toMatchObject({ kind: 'consent' });
    expect(await store.posts.findByKey('consents:g1')).toMatchObject({ kind: 'consents' });
    expect(await store.drafts.find('g1')).toMatchObject({ state: 'sent' });
  });

  test('ask a person once per draft, and once at a time per tenant', async () => {
    await store.consents.ask(asks(consent('c1')), consents('g1'));
    await store.consents.ask(asks(consent('c2', { inviteeId: 'U-c1' })), consents('g1'));
    await store.consents.ask(asks(consent('c3', { inviteeId: 'U-c1', groupId: 'g2' })), consents('g2'));
    expect(await store.posts.findByKey('consents:g2')).toBeUndefined();
    await store.consents.ask(
      asks(consent('c4', { inviteeId: 'U-c1', groupId: 'g3', tenantId: 'globex' })),
      consents('g3'),
    );
    for (const [id, kept] of [
      ['c1', true],
      ['c2', false],
      ['c3', false],
      ['c4', true],
    ] as const) {
      expect((await store.consents.find(id)) !== undefined, id).toBe(kept);
    }
    await store.consents.answer('c1', { yes: false });
    await store.consents.ask(asks(consent('c5', { inviteeId: 'U-c1', groupId: 'g4' })), consents('g4'));
    expect(await store.consents.find('c5')).toBeDefined();
  });

  test('tell who has an open question, and who said no since when', async () => {
    await store.consents.ask(asks(consent('c1'), consent('c2'), consent('c3')), consents('g1'));
    await store.consents.answer('c2', { yes: false });
    const where = { teamId: 'T1', tenantId: 'acme', inviteeIds: ['U-c1', 'U-c2', 'U-c3', 'U-c9'] };
    await store.consents.answer('c3', { yes: true });
    expect([...(await store.consents.standing(where, noon - 1))].sort()).toEqual([
      ['U-c1', 'open'],
      ['U-c2', 'no'],
      ['U-c3', 'open'],
    ]);
    expect((await store.consents.standing(where, noon)).get('U-c2')).toBeUndefined();
    expect(await store.consents.standing({ ...where, tenantId: 'globex' }, 0)).toEqual(new Map());
  });

  test('are answered once, however many answer at once; a no keeps no address', async () => {
    await store.consents.ask(asks(consent('c1')), consents('g1'));
    const answers = await Promise.all([
      store.consents.answer('c1', { yes: true }),
      store.consents.answer('c1', { yes: true, email: 'other@x.test' }),
      store.consents.answer('c1', { yes: false }),
      store.consents.withdraw('g1').then(([withdrawn]) => withdrawn),
    ]);
    const [first, ...others] = answers.filter((answer) => answer !== undefined);
    expect(others).toEqual([]);
    expect(await store.consents.find('c1')).toEqual(first);
    expect(first?.email === '').toBe(first?.state !== 'yes');
    for (const key of ['consent:c1', 'consents:g1']) expect((await store.posts.findByKey(key))?.wanted).toBe(2);
  });

  test('that nobody answers in time end, and can then not be agreed to', async () => {
    await store.consents.ask(asks(consent('c1')), consents('g1'));
    expect(await store.consents.nextDueIn()).toBe(consentLastsMs);
    clock.advance(consentLastsMs);
    expect(await store.consents.answer('c1', { yes: true })).toBeUndefined();
    const [late] = await store.consents.claim(hold);
    if (!late) throw new Error('nobody held it');
    expect(late).toMatchObject({ id: 'c1', state: 'open' });
    expect(await store.consents.claim(hold)).toEqual([]);
    expect(await store.consents.finish(late, 'me', { state: 'expired' })).toBe(true);
    const ended = { state: 'expired', email: '', decidedAt: clock.now() };
    expect(await store.consents.find('c1')).toMatchObject(ended);
    expect((await store.posts.findByKey('consent:c1'))?.wanted).toBe(2);
    expect(await store.consents.claim(hold)).toEqual([]);
    expect(await store.consents.nextDueIn()).toBeUndefined();
  });

  test('that end with their address while somebody is about to end them stay as they ended', async () => {
    await store.consents.ask(asks(consent('c1')), consents('g1'));
    clock.advance(consentLastsMs);
    const [late] = await store.consents.claim(hold);
    if (!late) throw new Error('nobody held it');
    expect(await store.addressMemory.forget('acme', 'c1@x.test')).toMatchObject({ kind: 'forgotten' });
    expect(await store.consents.finish(late, 'me', { state: 'expired' })).toBe(false);
    expect(await store.consents.find('c1')).toMatchObject({ state: 'withdrawn', email: '' });
  });

  test('that were agreed to are held by one at a time, and ended by who holds them', async () => {
    await store.consents.ask(asks(consent('c1')), consents('g1'));
    await store.consents.answer('c1', { yes: true, email: 'other@x.test' });
    const [held] = await store.consents.claim(hold);
    expect(held).toMatchObject({ email: 'other@x.test', otherAddress: true, state: 'yes' });
    const other = await place.open(clock);
    expect(await other.consents.claim({ ...hold, owner: 'other' })).toEqual([]);
    clock.advance(hold.leaseMs);
    const [later] = await other.consents.claim({ ...hold, owner: 'other' });
    if (!held || !later) throw new Error('nobody held it');
    expect(await store.consents.finish(held, 'me', { state: 'refused', refusal: 'over' })).toBe(false);
    await other.consents.postpone(later, 'other', 5_000);
    expect(await store.consents.nextDueIn()).toBe(5_000);
    clock.advance(5_000);
    const [again] = await store.consents.claim(hold);
    if (!again) throw new Error('nobody held it');
    const { batch: made } = await store.batches.create(batch('b1', { draftId: 'c1' }), recipients(1));
    expect(await store.consents.finish(again, 'me', { state: 'sent', batchId: made.id })).toBe(true);
    expect(await store.consents.ofBatch('b1')).toMatchObject({ id: 'c1', state: 'sent', email: '' });
    const wanted = async () => (await store.posts.findByKey('consents:g1'))?.wanted ?? 0;
    const before = await wanted();
    await store.posts.touch('batch', ['b1']);
    expect(await wanted()).toBe(before + 1);
  });
});
