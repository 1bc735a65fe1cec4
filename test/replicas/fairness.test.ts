import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { leastScopes } from '../../sandbox/world.ts';
import { openStore } from '../../src/store/store.ts';
import { batch, hold, recipients } from '../store/samples.ts';
import { channels, eventually, people, type World, world } from '../stories/cast.ts';
import { inTime } from '../stories/steps.ts';

let here: World;
beforeEach(async () => {
  here = await world({ scopes: [...leastScopes, 'files:read'] });
});
afterEach(async () => {
  await here.stop();
});

const sending = z.object({ variables: z.unknown() });
/** The addresses of each call to send, in order. */
const calls = (): string[][] =>
  here.roq
    .requests()
    .filter(({ operation }) => operation === 'sendUserInvites')
    .map((request) => JSON.stringify(sending.parse(request).variables).match(/[\w.]+@[\w.]+/g) ?? []);

async function adaChecksAThousand(): Promise<void> {
  const ada = here.person('ada');
  await ada.types('/invite');
  await ada.seesModal('They join *Acme*');
  const rows = Array.from({ length: 1_000 }, (_, index) => `person${index}@list.test`);
  const bytes = new TextEncoder().encode(`email\n${rows.join('\n')}`);
  await here.slack.uploads(people.ada.id, ada.modal()?.id ?? '', 'file', { name: 'list.csv', bytes });
  await ada.fills({ Role: 'Editor' });
  await ada.submits();
  await ada.seesModal('*1,000 people* ready');
}

test('a single invite of one tenant goes out between the first of a thousand of another', async () => {
  const [ada, olga] = [here.person('ada'), here.person('olga')];
  await adaChecksAThousand();
  await olga.checks('solo@globex.test', 'Editor', channels.partners);

  here.roq.faults.add({ kind: 'delay', operation: 'sendUserInvites', ms: 1_000 });
  await ada.submits();
  await eventually(() => expect(calls().length).toBeGreaterThan(0));
  await olga.submits();
  const position = await inTime(here, () => {
    const found = calls().findIndex((addresses) => addresses.includes('solo@globex.test'));
    expect(found).toBeGreaterThanOrEqual(0);
    return found;
  });
  // What was claimed when it came, 90 addresses, and what was under way.
  expect(position).toBeLessThanOrEqual(15);
  await inTime(here, () => expect(here.roq.mailsTo('solo@globex.test')).toHaveLength(1));
  expect(here.roq.mails().length).toBeLessThan(200);
});

test('a batch whose process died just before its end is ended while a thousand of another tenant go out', async () => {
  const store = await openStore({ dataDir: here.env.DATA_DIR ?? '', clock: here.clock });
  onTestFinished(store.close);
  await adaChecksAThousand();
  here.roq.faults.add({ kind: 'delay', operation: 'sendUserInvites', ms: 1_000 });
  await here.person('ada').submits();
  await eventually(() => expect(calls().length).toBeGreaterThan(0));
  await store.batches.create(batch('orphan', { tenantId: 'globex' }), recipients(1));
  const claimed = await store.batches.claim(hold('dead'));
  const rows = claimed?.held.map(({ position, fence }) => ({ position, fence, state: 'sent' as const })) ?? [];
  expect(await store.batches.settle('orphan', 'dead', rows)).toBe(1);
  await inTime(here, async () => expect(await store.batches.find('orphan')).toMatchObject({ state: 'done' }));
  expect(here.roq.mails().length).toBeLessThan(500);
});
