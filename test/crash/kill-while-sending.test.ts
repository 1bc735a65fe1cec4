import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/roq/faults.ts';
import { engines } from '../store/stores.ts';
import { type Bulk, countsOf, expectEveryMailOnce, startBulk, untilDone } from './bulk.ts';

/** `npm test` runs a size that fits; `npm run test:soak` the full one. */
const full = process.env.SOAK === '1';
const size = full ? { addresses: 1_000, kills: 100 } : { addresses: 100, kills: 4 };
/** A process lives no longer than this, ms, and one call of ten takes as long: the kills are spread over the run. */
const life = full ? 900 : 500;
/** So many kills cannot come when all is sent already: nobody begins more than two calls in a life. */
const certainlyStruck = Math.min(size.kills, size.addresses / 20);
const oneCallAtOnce = { ROQ_MAX_IN_FLIGHT: '1' };

/** ROQ's bad days: each alone has lost or doubled mails in naive senders. */
const kinds = [
  'commit-drop',
  'hang',
  'commit-hang',
  'error-before',
  'commit-error',
  'rate-limited',
  'unauthorized',
  'html-502',
  'commit-html-502',
] as const;
const fault = (kind: (typeof kinds)[number]): Fault => ({
  kind,
  operation: 'sendUserInvites',
  ...(kind === 'rate-limited' ? { retryAfter: 1 } : {}),
});
/** The first calls meet one each; in a long run every twenty-fifth meets each of them after that. */
const badDays: Fault[] = [
  ...kinds.map((kind) => ({ ...fault(kind), times: 1 })),
  ...(full ? kinds.map((kind) => ({ ...fault(kind), probability: 0.04 })) : []),
];
const shortWaits = { ROQ_MUTATION_TIMEOUT_MS: '3000' };

describe.each(engines)('killed at random moments on $name', { concurrent: !full }, (engine) => {
  test('no address is lost or mailed twice', async ({ onTestFinished }) => {
    const bulk = await startBulk(engine, { ...size, sendMs: life, env: oneCallAtOnce });
    onTestFinished(bulk.stop);
    await killAtRandom(bulk);
    const counts = await untilDone(bulk);
    expect(counts).toMatchObject({ total: size.addresses, sent: size.addresses });
    expectEveryMailOnce(bulk, size.addresses);
  }, 1_200_000);

  test('with ROQ failing in every way as well, no address is lost or mailed twice', async ({ onTestFinished }) => {
    const env = { ...oneCallAtOnce, ...shortWaits };
    const bulk = await startBulk(engine, { ...size, sendMs: life, faults: badDays, env });
    onTestFinished(bulk.stop);
    await killAtRandom(bulk);
    const counts = await untilDone(bulk);
    expect(struck(bulk)).toEqual(new Set(kinds));
    expect(counts).toMatchObject({ total: size.addresses, refused: 0 });
    expect(counts.sent + counts.unsure).toBe(size.addresses);
    // Whoever was mailed is known to be: unsure are only those of whom ROQ has nothing to show.
    expectEveryMailOnce(bulk, counts.sent);
  }, 1_200_000);
});

async function killAtRandom(here: Bulk): Promise<void> {
  let open = 0;
  for (let kills = 0; kills < size.kills; kills += 1) {
    await pause(Math.random() * life);
    await here.app.kill9();
    const { queued, sending, checking } = await countsOf(here);
    if (queued + sending + checking > 0) open += 1;
    here.app = await here.another();
  }
  expect(open).toBeGreaterThanOrEqual(certainlyStruck);
}

const struck = ({ ends }: Bulk): Set<unknown> =>
  new Set(
    ends.roq
      .requests()
      .filter(({ operation, fault }) => operation === 'sendUserInvites' && fault && fault !== 'delay')
      .map((request) => request.fault),
  );
