import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import { joinedPost } from '../../src/invites/joined.ts';
import type { Store } from '../../src/store/store.ts';
import { batch, hold, noon, post, recipients } from './samples.ts';
import { engines, type Site } from './stores.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const month = 30 * day;
const times = (firstMs: number) => ({ firstMs, openForMs: month, userComesWithinMs: hour });

describe.each(engines)('turns of the reconciling reading on $name', ({ site }) => {
  let place: Site;
  let clock: SandboxClock;
  let [one, other]: Store[] = [];
  const stores = (): [Store, Store] => {
    if (!one || !other) throw new Error('no stores');
    return [one, other];
  };
  beforeEach(async () => {
    place = await site();
    clock = sandboxClock({ frozenAt: noon });
    [one, other] = [await place.open(clock), await place.open(clock)];
  });
  afterEach(() => place.remove());

  /** A batch of this tenant, every recipient sent, with a card. */
  async function sent(store: Store, id: string, tenantId: string, count = 2): Promise<void> {
    await store.batches.create(batch(id, { tenantId }), recipients(count));
    await store.posts.create(post(`batch:${id}`, { subject: id, tenantId }));
    const claimed = await store.batches.claim(hold('sender', count));
    const settlements = (claimed?.held ?? []).map(({ position, fence }) => ({
      ...{ position, fence, state: 'sent' as const, inviteId: `${id}-i${position}` },
      ...{ status: 'pending' as const, statusAt: clock.now() },
    }));
    await store.batches.settle(id, 'sender', settlements);
  }

  const reading = (tenant: string, status: 'pending' | 'accepted', ids: string[], member = false) =>
    stores()[0].batches.saw(
      tenant,
      ids.map((inviteId) => ({ inviteId, status, at: clock.now(), member })),
      joinedPost,
    );

  test('one comes to each tenant that has something open, and one replica at a time holds it', async () => {
    const [a, b] = stores();
    await sent(a, 'b1', 'acme');
    await sent(a, 'b2', 'globex');
    await Promise.all([a.reconcileTurns.refresh(times(2 * minute)), b.reconcileTurns.refresh(times(2 * minute))]);
    expect(await a.reconcileTurns.claim(hold('a'))).toEqual([]);
    clock.advance(2 * minute);
    const claims = await Promise.all([a.reconcileTurns.claim(hold('a')), b.reconcileTurns.claim(hold('b'))]);
    expect(
      claims
        .flat()
        .map((turn) => turn.tenantId)
        .sort(),
    ).toEqual(['acme', 'globex']);
    expect(await b.reconcileTurns.claim(hold('b'))).toEqual([]);
  });

  test('one whose holder died comes to another, and the dead one cannot end it any more', async () => {
    const [a, b] = stores();
    await sent(a, 'b1', 'acme');
    await a.reconcileTurns.refresh(times(0));
    const [dead] = await a.reconcileTurns.claim(hold('a'));
    if (!dead) throw new Error('no turn');
    clock.advance(hold('a').leaseMs);
    const [alive] = await b.reconcileTurns.claim(hold('b'));
    expect(alive).toMatchObject({ tenantId: 'acme', fence: dead.fence + 1 });
    await a.reconcileTurns.finish(dead, 'a', { quiet: 0, readAt: noon });
    if (alive) await b.reconcileTurns.finish(alive, 'b', { inMs: hour, quiet: 3, readAt: clock.now() });
    expect(await b.reconcileTurns.nextDueIn()).toBe(hour);
    clock.advance(hour);
    expect(await a.reconcileTurns.claim(hold('a'))).toMatchObject([{ quiet: 3 }]);
  });

  test('a far one comes soon again after more was sent, or when it is hurried; one that is held stays', async () => {
    const [a] = stores();
    await sent(a, 'b1', 'acme');
    await a.reconcileTurns.refresh(times(0));
    const [turn] = await a.reconcileTurns.claim(hold('a'));
    if (!turn) throw new Error('no turn');
    await a.reconcileTurns.hurry(['acme', 'nobody'], 0);
    expect(await a.reconcileTurns.claim(hold('b'))).toEqual([]);
    await a.reconcileTurns.finish(turn, 'a', { inMs: 4 * hour, quiet: 3, readAt: clock.now() });
    await a.reconcileTurns.refresh(times(minute));
    expect(await a.reconcileTurns.nextDueIn()).toBe(4 * hour);
    clock.advance(minute);
    await sent(a, 'b2', 'acme');
    await a.reconcileTurns.refresh(times(minute));
    expect(await a.reconcileTurns.nextDueIn()).toBe(minute);
    await a.reconcileTurns.hurry(['acme'], 0);
    expect(await a.reconcileTurns.claim(hold('a'))).toMatchObject([{ quiet: 0 }]);
  });

  test('open is what is pending, or accepted without a user, on a living card of the last month', async () => {
    const [a] = stores();
    await sent(a, 'b1', 'acme', 4);
    const open = async () => (await a.reconcileTurns.open('acme', month, 100)).map((each) => each.inviteId).sort();
    expect(await open()).toEqual(['b1-i0', 'b1-i1', 'b1-i2', 'b1-i3']);
    await reading('acme', 'accepted', ['b1-i1']);
    await reading('acme', 'accepted', ['b1-i2'], true);
    expect(await open()).toEqual(['b1-i0', 'b1-i1', 'b1-i3']);
    expect(await a.reconcileTurns.open('globex', month, 100)).toEqual([]);
    clock.advance(month);
    expect(await open()).toEqual([]);
    await a.reconcileTurns.refresh(times(0));
    expect(await a.reconcileTurns.claim(hold('a'))).toEqual([]);
  });

  test('one comes an hour after somebody accepted of whom ROQ has no user, however far the next one was', async () => {
    const [a] = stores();
    await sent(a, 'b1', 'acme');
    await a.reconcileTurns.refresh(times(2 * hour));
    clock.advance(minute);
    await reading('acme', 'accepted', ['b1-i0']);
    await a.reconcileTurns.refresh(times(2 * hour));
    expect(await a.reconcileTurns.nextDueIn()).toBe(hour);
    clock.advance(hour);
    const [turn] = await a.reconcileTurns.claim(hold('a'));
    if (!turn) throw new Error('no turn');
    await a.reconcileTurns.finish(turn, 'a', { inMs: 4 * hour, quiet: 1, readAt: clock.now() });
    await a.reconcileTurns.refresh(times(2 * hour));
    expect(await a.reconcileTurns.nextDueIn()).toBe(4 * hour);
  });

  test('an acceptance read by two replicas at once is told once, in one message with those soon after', async () => {
    const [a, b] = stores();
    await sent(a, 'b1', 'acme', 3);
    const seen = [{ inviteId: 'b1-i0', status: 'accepted' as const, at: clock.now() }];
    const both = await Promise.all([a, b].map((store) => store.batches.saw('acme', seen, joinedPost)));
    expect(both.flatMap(({ moved }) => moved)).toEqual(['b1']);
    const words = async () =>
      (await a.posts.claim(hold('poster', 50))).filter((each) => each.kind === 'joined').map(({ wanted }) => wanted);
    expect(await words()).toEqual([1]);
    clock.advance(5 * minute);
    await reading('acme', 'accepted', ['b1-i1']);
    await reading('acme', 'accepted', ['b1-i1']);
    expect(await words()).toEqual([2]);
    const from = noon - (noon % (10 * minute));
    const window = { from, until: from + 10 * minute };
    const all = await a.batches.joined(batch('b1'), window, 20);
    expect(all.people.map((person) => person.email)).toEqual(['p0@x.io', 'p1@x.io']);
    const first = await a.batches.joined(batch('b1'), window, 1);
    expect(first.people.map((person) => person.email)).toEqual(['p0@x.io']);
    for (const { total, latestAt } of [all, first]) expect([total, latestAt]).toEqual([2, noon + 5 * minute]);
    const nobody = { people: [], total: 0, latestAt: 0 };
    expect(await a.batches.joined(batch('b1', { slackUserId: 'U2' }), window, 20)).toEqual(nobody);
  });

  test('a card is drawn again when it says something else: a status, a day more, an hour without a user', async () => {
    const [a] = stores();
    await sent(a, 'b1', 'acme', 2);
    clock.advance(hour);
    expect(await reading('acme', 'pending', ['b1-i0'])).toEqual({ shown: ['b1'], moved: [] });
    clock.advance(day - hour);
    expect((await reading('acme', 'pending', ['b1-i0'])).moved).toEqual(['b1']);
    expect((await reading('acme', 'pending', ['b1-i0'])).moved).toEqual([]);
    expect((await reading('acme', 'accepted', ['b1-i0'])).moved).toEqual(['b1']);
    clock.advance(59 * minute);
    expect((await reading('acme', 'accepted', ['b1-i0'])).moved).toEqual([]);
    clock.advance(minute);
    expect((await reading('acme', 'accepted', ['b1-i0'])).moved).toEqual(['b1']);
    expect(await a.batches.unmet('acme', ['p0@x.io', 'p1@x.io'])).toEqual(['b1-i0']);
    expect((await reading('acme', 'accepted', ['b1-i0'], true)).moved).toEqual(['b1']);
    expect(await a.batches.unmet('acme', ['p0@x.io'])).toEqual([]);
  });

  test('invites are found by their id alone, with the tenant that we know', async () => {
    const [a] = stores();
    await sent(a, 'b1', 'acme', 1);
    expect(await a.batches.holding(['b1-i0', 'stranger'])).toEqual([
      { tenantId: 'acme', inviteId: 'b1-i0', status: 'pending', member: false },
    ]);
  });

  test('the last webhook is remembered, and the last that told of an invite', async () => {
    const [a, b] = stores();
    expect(await a.webhookArrivals.last('env')).toBeUndefined();
    await a.webhookArrivals.note('env', { at: 1 });
    await a.webhookArrivals.note('env', { at: 2, inviteAt: 2 });
    await a.webhookArrivals.note('env', { at: 3 });
    expect(await b.webhookArrivals.last('env')).toEqual({ at: 3, inviteAt: 2 });
  });
});
