import { describe, expect, test } from 'vitest';
import { type HeldStepRun, stepLastsMs } from '../../src/invites/step-run.ts';
import { freshStore } from './fresh-store.ts';
import { batch, noon, post, recipients, stepRun } from './samples.ts';
import { engines } from './stores.ts';

const question = (id: string) => ({
  ...{ tenantId: 'acme', tenantName: 'Acme', email: `${id}@x.test`, inviteeName: 'Zoe' },
  ...{ roleKey: 'editor', roleName: 'Editor' },
});
const asking = (id: string) => post(`step:${id}`, { kind: 'step', subject: id });
const leaseMs = 15_000;

describe.each(engines)('runs of the workflow step on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  const claim = async (owner: string): Promise<HeldStepRun[]> => store.stepRuns.claim({ owner, leaseMs, limit: 10 });
  const one = async (owner: string): Promise<HeldStepRun> => {
    const [held] = await claim(owner);
    if (!held) throw new Error('nothing is due');
    return held;
  };
  const asked = async (id: string): Promise<boolean> => {
    await store.stepRuns.receive(stepRun(id));
    return store.stepRuns.ask(await one('me'), 'me', question(id), asking(id));
  };

  test('are stored once, however often Slack tells of them, each where it is told of', async () => {
    expect(await store.stepRuns.receive(stepRun('r1'))).toBe(true);
    expect(await store.stepRuns.receive(stepRun('r2', { executionId: 'Fx-r1', email: 'evil@x.test' }))).toBe(false);
    expect(await store.stepRuns.receive(stepRun('r3', { executionId: 'Fx-r1', teamId: 'T2' }))).toBe(true);
    expect((await claim('me')).map(({ id }) => id).sort()).toEqual(['r1', 'r3']);
    expect(await claim('other')).toEqual([]);
  });

  test('are taken in the order in which they are due', async () => {
    for (const id of ['r3', 'r1', 'r2']) {
      await store.stepRuns.receive(stepRun(id));
      clock.advance(1);
    }
    expect((await claim('me')).map(({ id }) => id)).toEqual(['r3', 'r1', 'r2']);
  });

  test('whose holder died are taken on by another, and the dead one writes nothing any more', async () => {
    await store.stepRuns.receive(stepRun('r1'));
    const dead = await one('dead');
    clock.advance(leaseMs);
    const living = await one('living');
    expect(await store.stepRuns.ask(dead, 'dead', question('r1'), asking('r1'))).toBe(false);
    expect(await store.posts.findByKey('step:r1')).toBeUndefined();
    expect(await store.stepRuns.ask(living, 'living', question('r1'), asking('r1'))).toBe(true);
    expect(await store.stepRuns.find('r1')).toMatchObject({ state: 'open', expiresAt: noon + leaseMs + stepLastsMs });
    expect(await store.posts.findByKey('step:r1')).toMatchObject({ kind: 'step', state: 'wanted' });
  });

  test('are answered once, in time, and before that counted for whom they ask', async () => {
    await asked('r1');
    await asked('r2');
    const who = { teamId: 'T1', slackUserId: 'U1' };
    expect(await store.stepRuns.asked(who, noon - 1)).toMatchObject({ open: [{ email: 'r1@x.test' }, {}], lately: 2 });
    expect(await store.stepRuns.asked({ ...who, slackUserId: 'U2' }, 0)).toEqual({ open: [], lately: 0 });
    expect(await claim('me')).toEqual([]);
    expect(await store.stepRuns.answer('r1', true)).toMatchObject({ state: 'agreed', email: 'r1@x.test' });
    expect(await store.stepRuns.answer('r1', false)).toBeUndefined();
    expect(await one('me')).toMatchObject({ id: 'r1', state: 'agreed' });
    clock.advance(stepLastsMs);
    expect(await store.stepRuns.answer('r2', true)).toBeUndefined();
    expect((await claim('me')).map(({ id, state }) => [id, state])).toContainEqual(['r2', 'open']);
    expect((await store.stepRuns.asked(who, noon + 1)).lately).toBe(0);
  });

  test('that are answered while somebody is about to end them stay answered', async () => {
    await asked('r1');
    const posted = await store.posts.claim({ owner: 'poster', leaseMs, limit: 1 });
    if (posted[0]) await store.posts.end(posted[0], 'poster', 'dead', 'user_not_found');
    const ending = await one('me');
    expect(ending).toMatchObject({ id: 'r1', state: 'open' });
    expect(await store.stepRuns.answer('r1', true)).toMatchObject({ state: 'agreed' });
    expect(await store.stepRuns.end(ending, 'me', { status: 'refused', why: 'unreachable' })).toBe(false);
    expect(await store.stepRuns.find('r1')).toMatchObject({ state: 'agreed' });
  });

  test('keep no address once they are handed on, wait for their batch, and are told once', async () => {
    await asked('r1');
    await store.stepRuns.answer('r1', true);
    await store.stepRuns.handOver(await one('me'), 'me', { batchId: 'b1' });
    expect(await store.stepRuns.find('r1')).toMatchObject({ state: 'sending', email: '', batchId: 'b1' });
    const waiting = await one('me');
    await store.stepRuns.postpone(waiting, 'me', 60_000);
    expect(await claim('me')).toEqual([]);
    await store.batches.create(batch('b1', { draftId: 'r1' }), recipients(1));
    await store.posts.touch('batch', ['b1']);
    const moved = await one('me');
    const end = { status: 'sent', inviteId: 'i1' } as const;
    expect(await store.stepRuns.end(moved, 'me', end)).toBe(true);
    const ended = await one('me');
    expect(ended).toMatchObject({ state: 'ended', end, reason: '', tries: 0 });
    await store.stepRuns.postpone(ended, 'me', 1_000);
    clock.advance(1_000);
    const again = await one('me');
    expect(again.tries).toBe(1);
    expect(await store.stepRuns.told(again, 'me', 'told')).toBe(true);
    clock.advance(10 * leaseMs);
    expect(await claim('me')).toEqual([]);
    expect(await store.stepRuns.nextDueIn()).toBeUndefined();
  });

  test('end with the address they are about when it is forgotten', async () => {
    await asked('r1');
    expect(await store.addressMemory.forget('acme', 'r1@x.test')).toMatchObject({ kind: 'forgotten' });
    expect(await store.stepRuns.find('r1')).toMatchObject({
      ...{ state: 'ended', email: '', inviteeName: '' },
      end: { status: 'refused', why: 'forgotten' },
    });
  });
});
