import { expect, test } from 'vitest';
import { type Held, mostLostAnswers, type Settlement } from '../../src/invites/batch.ts';
import { afterLookUp, giveUpMs, lostAnswer } from '../../src/invites/delivery-rules.ts';

const start = 1_000;
const held: Held = {
  ...{ batchId: 'b1', position: 0, email: 'zoe@x.test', firstName: '', lastName: '', roleKey: 'editor' },
  ...{ state: 'sending', called: true, knownIds: [], checks: 0, lostAnswers: 0, tries: 0, member: false },
  ...{ firstTriedAt: start, fence: 1 },
};
const afterAll = (row: Held, settlement: Settlement): Held => ({ ...row, ...settlement });

/** The looks after a doubt, none of which finds an invite. */
function looksInVain(row: Held, now = start + 25_000): Held {
  let looked = { ...row, checks: 0 };
  for (let looks = 0; looks < 3; looks += 1) looked = afterAll(looked, afterLookUp(looked, undefined, 'u1', now));
  return looked;
}

test('an address whose sender died before ROQ had it is sent again, however often that happens', () => {
  let row = held;
  for (let crashes = 0; crashes < 20; crashes += 1) {
    row = looksInVain(row);
    expect(row).toMatchObject({ state: 'queued', lostAnswers: 0 });
  }
});

test('an address whose answers were lost is sent once more, and no more', () => {
  let row = held;
  for (let lost = 1; lost < mostLostAnswers; lost += 1) {
    row = looksInVain(afterAll(row, lostAnswer(row)));
    expect(row.state).toBe('queued');
  }
  expect(looksInVain(afterAll(row, lostAnswer(row))).state).toBe('unsure');
});

test('an address that could not be settled for an hour is not sent any more', () => {
  expect(looksInVain(held, start + giveUpMs).state).toBe('queued');
  expect(looksInVain(held, start + giveUpMs + 1).state).toBe('unsure');
});
