import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/roq/faults.ts';
import { engines } from '../store/stores.ts';
import { type Bulk, expectEveryMailOnce, startBulk, untilDone } from './bulk.ts';

/** `npm test` runs a size that fits; `npm run test:soak` the full one. */
const full = process.env.SOAK === '1';
const size = full ? { addresses: 1_000, kills: 100 } : { addresses: 100, kills: 4 };

let bulk: Bulk | undefined;
afterEach(async () => {
  await bulk?.stop();
  bulk = undefined;
});

/** ROQ's bad days: each alone has lost or doubled mails in naive senders. */
const badDays: Fault[] = [
  { kind: 'commit-drop', operation: 'sendUserInvites', probability: 0.15 },
  { kind: 'commit-error', operation: 'sendUserInvites', probability: 0.1 },
  { kind: 'error-before', operation: 'sendUserInvites', probability: 0.1 },
  { kind: 'commit-html-502', operation: 'sendUserInvites', probability: 0.05 },
  { kind: 'rate-limited', operation: 'sendUserInvites', probability: 0.05, retryAfter: 1 },
  { kind: 'unauthorized', probability: 0.02 },
];

describe.each(engines)('killed at random moments on $name', (engine) => {
  test('no address is lost or mailed twice', async () => {
    bulk = await startBulk(engine, size);
    await killAtRandom(bulk);
    const counts = await untilDone(bulk);
    expect(counts).toMatchObject({ total: size.addresses, sent: size.addresses });
    expectEveryMailOnce(bulk, size.addresses);
  }, 900_000);

  test('with ROQ failing in every way as well, no address is lost or mailed twice', async () => {
    bulk = await startBulk(engine, { ...size, faults: badDays });
    await killAtRandom(bulk);
    const counts = await untilDone(bulk);
    expect(counts.sent + counts.refused + counts.unsure).toBe(size.addresses);
    expectEveryMailOnce(bulk, counts.sent);
  }, 900_000);
});

async function killAtRandom(here: Bulk): Promise<void> {
  for (let kills = 0; kills < size.kills; kills += 1) {
    await pause(Math.random() * (full ? 900 : 500));
    await here.app.kill9();
    here.app = await here.another();
  }
}
