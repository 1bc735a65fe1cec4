import { describe, expect, test } from 'vitest';
import { type Asker, linkLimits, type Tried } from '../../src/people/link-codes.ts';
import { freshStore } from './fresh-store.ts';
import { noon } from './samples.ts';
import { engines } from './stores.ts';

const minute = 60_000;
const ada = { roqUserId: 'roq-ada', tenantId: 'acme' };
const nobodyFits = { salt: 'aa', hash: 'decoy' };
const asker = (slackUserId: string): Asker => ({ teamId: 'T1', slackUserId });

describe.each(engines)('codes on $name', (engine) => {
  const { clock, place, store } = freshStore(engine);

  /** Asks for a code and has it mailed; whether it was. */
  async function mailed(who: string, id = `code-of-${who}`, account = ada): Promise<boolean> {
    const asked = await store.linkCodes.ask(asker(who), id, nobodyFits);
    if (asked.kind !== 'opened') throw new Error(asked.kind);
    return store.linkCodes.aim(id, account, { salt: 'bb', hash: 'right' });
  }
  const tries = (who: string, hash: string, id = `code-of-${who}`, from = store): Promise<Tried> =>
    from.linkCodes.attempt(asker(who), id, (kept) => kept === hash);

  test('the right code proves the account once', async () => {
    expect(await mailed('U1')).toBe(true);
    expect(await store.linkCodes.open(asker('U1'))).toEqual({ id: 'code-of-U1', salt: 'bb' });
    expect(await tries('U1', 'right')).toEqual({ kind: 'proved', ...ada });
    expect(await store.linkCodes.open(asker('U1'))).toBeUndefined();
    expect(await tries('U1', 'right')).toEqual({ kind: 'closed' });
  });

  test('nothing fits a code that is for nobody, not even what is kept of it', async () => {
    await store.linkCodes.ask(asker('U1'), 'c1', nobodyFits);
    expect(await tries('U1', 'decoy', 'c1')).toEqual({ kind: 'wrong', left: 4, account: undefined });
  });

  test('wrong tries read the same for a code with an account and for one without', async () => {
    await mailed('U1');
    await store.linkCodes.ask(asker('U2'), 'code-of-U2', nobodyFits);
    for (let nth = 1; nth <= 6; nth++) {
      const { account: _real, ...known } = { account: undefined, ...(await tries('U1', 'wrong')) };
      const { account: _none, ...unknown } = { account: undefined, ...(await tries('U2', 'wrong')) };
      expect(known).toEqual(unknown);
    }
  });

  test('the fifth wrong try ends the code and begins a pause, in which neither a try nor a new code is had', async () => {
    await mailed('U1');
    for (const left of [4, 3, 2, 1]) expect(await tries('U1', 'wrong')).toEqual({ kind: 'wrong', left, account: ada });
    const until = noon + linkLimits.pauseMs;
    expect(await tries('U1', 'wrong')).toMatchObject({ kind: 'paused', until });
    expect(await tries('U1', 'right')).toMatchObject({ kind: 'paused', until });
    expect(await store.linkCodes.ask(asker('U1'), 'c2', nobodyFits)).toEqual({ kind: 'paused', until });
    clock.advance(linkLimits.pauseMs);
    expect(await tries('U1', 'right')).toEqual({ kind: 'closed' });
    expect(await mailed('U1', 'c3')).toBe(true);
    expect(await tries('U1', 'right', 'c3')).toMatchObject({ kind: 'proved' });
  });

  test('a new code gives no new tries', async () => {
    await mailed('U1', 'c1');
    for (let nth = 0; nth < 4; nth++) await tries('U1', 'wrong', 'c1');
    await mailed('U1', 'c2');
    expect(await tries('U1', 'right', 'c1')).toEqual({ kind: 'closed' });
    expect(await tries('U1', 'wrong', 'c2')).toMatchObject({ kind: 'paused' });
  });

  test('five wrong tries from several Slack users together close the account to all of them', async () => {
    for (const who of ['U1', 'U2', 'U3']) expect(await mailed(who)).toBe(true);
    for (const who of ['U1', 'U1', 'U2', 'U2', 'U3'])
      expect(await tries(who, 'wrong')).toMatchObject({ kind: 'wrong' });
    expect(await tries('U3', 'right')).toEqual({ kind: 'wrong', left: 3, account: ada });
    expect(await tries('U2', 'right')).toEqual({ kind: 'wrong', left: 2, account: ada });
    clock.advance(linkLimits.codesWithinMs);
    expect(await mailed('U3', 'later')).toBe(true);
    expect(await tries('U3', 'right', 'later')).toEqual({ kind: 'proved', ...ada });
  });

  test('an account in its pause is mailed nothing', async () => {
    for (const who of ['U1', 'U2']) await mailed(who);
    for (const who of ['U1', 'U1', 'U1', 'U2', 'U2']) await tries(who, 'wrong');
    expect(await mailed('U3')).toBe(false);
    clock.advance(linkLimits.pauseMs);
    expect(await mailed('U4')).toBe(true);
  });

  test('a code lives for ten minutes', async () => {
    await mailed('U1');
    clock.advance(linkLimits.lifeMs - 1);
    expect(await tries('U1', 'wrong')).toMatchObject({ kind: 'wrong' });
    clock.advance(1);
    expect(await tries('U1', 'right')).toEqual({ kind: 'closed' });
  });

  test('three codes an hour for a Slack user, whoever they are for', async () => {
    await store.linkCodes.ask(asker('U1'), 'c1', nobodyFits);
    clock.advance(minute);
    for (const id of ['c2', 'c3']) expect(await mailed('U1', id)).toBe(true);
    const until = noon + linkLimits.codesWithinMs;
    expect(await store.linkCodes.ask(asker('U1'), 'c4', nobodyFits)).toEqual({ kind: 'too_many', until });
    expect(await store.linkCodes.ask({ teamId: 'T2', slackUserId: 'U1' }, 'c5', nobodyFits)).toEqual({
      kind: 'opened',
    });
    clock.advance(until - clock.now());
    expect(await store.linkCodes.ask(asker('U1'), 'c6', nobodyFits)).toEqual({ kind: 'opened' });
  });

  test('three codes an hour for a ROQ user, whoever asks', async () => {
    for (const who of ['U1', 'U2', 'U3']) expect(await mailed(who)).toBe(true);
    expect(await mailed('U4')).toBe(false);
    expect(await tries('U4', 'right')).toMatchObject({ kind: 'wrong', account: undefined });
    expect(await mailed('U5', 'other', { roqUserId: 'roq-bob', tenantId: 'acme' })).toBe(true);
  });

  test('a code that was withdrawn counts as never asked for', async () => {
    for (const id of ['c1', 'c2', 'c3', 'c4']) {
      expect(await store.linkCodes.ask(asker('U1'), id, nobodyFits)).toEqual({ kind: 'opened' });
      await store.linkCodes.withdraw(id);
    }
    expect(await store.linkCodes.open(asker('U1'))).toBeUndefined();
  });

  test('a code that a newer one has closed is not mailed', async () => {
    await store.linkCodes.ask(asker('U1'), 'c1', nobodyFits);
    await store.linkCodes.ask(asker('U1'), 'c2', nobodyFits);
    expect(await store.linkCodes.aim('c1', ada, { salt: 'bb', hash: 'right' })).toBe(false);
  });

  test('another person’s code fits nobody else, by its id neither', async () => {
    await mailed('U1');
    expect(await tries('U2', 'right', 'code-of-U1')).toEqual({ kind: 'closed' });
    expect(await store.linkCodes.attempt({ teamId: 'T2', slackUserId: 'U1' }, 'code-of-U1', () => true)).toEqual({
      kind: 'closed',
    });
    expect(await tries('U1', 'right')).toMatchObject({ kind: 'proved' });
  });

  test('many tries at once on two replicas are counted one by one', async () => {
    const replica = await place.open(clock);
    await mailed('U1');
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => tries('U1', 'wrong', undefined, nth % 2 ? store : replica)),
    );
    expect(all.filter(({ kind }) => kind === 'wrong')).toHaveLength(4);
    expect(all.filter(({ kind }) => kind === 'paused')).toHaveLength(16);
  });

  test('of many right tries at once on two replicas one proves', async () => {
    const replica = await place.open(clock);
    await mailed('U1');
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, nth) => tries('U1', 'right', undefined, nth % 2 ? store : replica)),
    );
    expect(all.map(({ kind }) => kind).sort()).toEqual([...Array(9).fill('closed'), 'proved']);
  });

  test('tries of several Slack users at once are five for their account', async () => {
    const replica = await place.open(clock);
    for (const who of ['U1', 'U2', 'U3']) await mailed(who);
    const wrong = ['U1', 'U2', 'U3'].flatMap((who, nth) =>
      [1, 2, 3].map(() => tries(who, 'wrong', undefined, nth % 2 ? store : replica)),
    );
    await Promise.all(wrong);
    for (const who of ['U1', 'U2', 'U3']) expect(await tries(who, 'right')).toMatchObject({ kind: 'wrong' });
  });

  test('of many asked for at once three are opened', async () => {
    const replica = await place.open(clock);
    const all = await Promise.all(
      Array.from({ length: 9 }, (_, nth) =>
        (nth % 2 ? store : replica).linkCodes.ask(asker('U1'), `c${nth}`, nobodyFits),
      ),
    );
    expect(all.filter(({ kind }) => kind === 'opened')).toHaveLength(3);
  });
});
