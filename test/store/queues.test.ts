import { describe, expect, test } from 'vitest';
import { freshStore } from './fresh-store.ts';
import {
  act,
  approval,
  asks,
  batch,
  batchThrough,
  consent,
  consents,
  hold,
  post,
  recipients,
  stepRun,
} from './samples.ts';
import { engines } from './stores.ts';

const empty = { depth: 0, oldestMs: 0 };
const none = {
  ...{ invites: empty, acts: empty, posts: empty, approvals: empty },
  ...{ consents: empty, nudges: empty, reminders: empty, step_runs: empty },
};
const hour = 3_600_000;

describe.each(engines)('the queues on $name', (engine) => {
  const { clock, store } = freshStore(engine);

  test('are empty at first', async () => {
    expect(await store.queues()).toEqual(none);
  });

  test('tell how much waits, and for how long what is due waits to be taken', async () => {
    await store.batches.create(batch('b1'), recipients(3));
    await store.posts.create(post('p1'));
    await store.acts.begin(act('a1'), { owner: 'me', leaseMs: 60_000, cooldownMs: 0 });
    clock.advance(5_000);
    expect(await store.queues()).toEqual({
      ...none,
      invites: { depth: 3, oldestMs: 5_000 },
      acts: { depth: 1, oldestMs: 0 },
      posts: { depth: 1, oldestMs: 5_000 },
    });
  });

  test('what somebody works on waits for nobody, until its lease has run out', async () => {
    await store.batches.create(batch('b1'), recipients(3));
    await store.batches.claim(hold('me', 3));
    clock.advance(59_000);
    expect((await store.queues()).invites).toEqual({ depth: 3, oldestMs: 0 });
    clock.advance(11_000);
    expect((await store.queues()).invites).toEqual({ depth: 3, oldestMs: 10_000 });
  });

  test('count what waits for its day or for an answer, whose age begins with its hour', async () => {
    await batchThrough(store, 'b1', 3, { nudgeInMs: hour, remindInMs: 2 * hour });
    await store.consents.ask(asks(consent('c1')), consents('g1'));
    await store.approvals.create(approval('a1', { lastsMs: 8 * hour }), [], { tenantId: 'acme', mails: 0 });
    await store.stepRuns.receive(stepRun('r1'));
    const { posts: _posts, ...before } = await store.queues();
    const two = { depth: 2, oldestMs: 0 };
    const one = { depth: 1, oldestMs: 0 };
    const { posts: _none, ...others } = none;
    expect(before).toEqual({ ...others, nudges: two, reminders: two, consents: one, approvals: one, step_runs: one });
    clock.advance(3 * hour);
    await store.consents.answer('c1', { yes: true });
    clock.advance(2 * hour);
    expect(await store.queues()).toMatchObject({
      nudges: { depth: 2, oldestMs: 4 * hour },
      reminders: { depth: 2, oldestMs: 3 * hour },
      consents: { depth: 1, oldestMs: 2 * hour },
      approvals: { depth: 1, oldestMs: hour },
      step_runs: { depth: 1, oldestMs: 5 * hour },
    });
    const [nudge] = await store.nudges.claim(hold('me', 1));
    await store.reminders.claim(hold('me', 2));
    const [agreed] = await store.consents.claim(hold('me'));
    const [run] = await store.stepRuns.claim(hold('me'));
    if (!nudge || !agreed || !run) throw new Error('nobody held it');
    await store.nudges.drop(nudge, 'me');
    await store.consents.finish(agreed, 'me', { state: 'refused', refusal: 'over' });
    await store.stepRuns.end(run, 'me', { status: 'fault', why: 'no_address' });
    expect(await store.queues()).toMatchObject({
      nudges: { depth: 1, oldestMs: 4 * hour },
      reminders: two,
      consents: empty,
      // That its workflow is to be told.
      step_runs: one,
    });
  });
});
