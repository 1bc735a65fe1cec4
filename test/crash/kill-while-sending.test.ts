import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import type { Fault } from '../../sandbox/roq/faults.ts';
import { type FarEnds, startFarEnds } from '../../sandbox/start-sandbox.ts';
import { channels, leastScopes, people } from '../../sandbox/world.ts';
import { systemClock } from '../../src/clock.ts';
import type { BatchCounts } from '../../src/invites/batch.ts';
import type { Store } from '../../src/store/store.ts';
import { engines, type Site } from '../store/stores.ts';
import { actor, eventually } from '../stories/cast.ts';
import { type AppProcess, freePort, startAppProcess } from './app-process.ts';

/** `npm test` runs a size that fits; `npm run test:soak` the full one. */
const full = process.env.SOAK === '1';
const size = full ? { addresses: 1_000, kills: 100 } : { addresses: 100, kills: 4 };

type Scene = { site: Site; ends: FarEnds; store: Store; env: Record<string, string>; app: AppProcess };
let scene: Scene | undefined;

afterEach(async () => {
  await scene?.app.kill9();
  await scene?.ends.slack.stop();
  await scene?.ends.roq.close();
  await scene?.site.remove();
  scene = undefined;
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
    const here = await begin(engine, []);
    const counts = await killUntilDone(here);
    expect(counts).toMatchObject({ total: size.addresses, sent: size.addresses });
    expectEveryMailOnce(here, size.addresses);
  }, 900_000);

  test('with ROQ failing in every way as well, no address is lost or mailed twice', async () => {
    const here = await begin(engine, badDays);
    const counts = await killUntilDone(here);
    expect(counts.sent + counts.refused + counts.unsure).toBe(size.addresses);
    expectEveryMailOnce(here, counts.sent);
  }, 900_000);
});

async function begin(engine: (typeof engines)[number], faults: Fault[]): Promise<Scene> {
  const site = await engine.site();
  const ends = await startFarEnds({
    clock: sandboxClock(),
    transport: 'http',
    dataDir: site.dataDir,
    scopes: [...leastScopes, 'files:read'],
    ...(site.databaseUrl ? { databaseUrl: site.databaseUrl } : {}),
  });
  const port = await freePort();
  const env = { ...ends.env, PORT: String(port) };
  ends.slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  const app = await startAppProcess(env);
  scene = { site, ends, env, app, store: await site.open(systemClock) };
  await sendFile(ends, size.addresses);
  ends.roq.faults.set([{ kind: 'delay', operation: 'sendUserInvites', ms: 60 }, ...faults]);
  return scene;
}

/** Ada uploads a list and presses Send. */
async function sendFile(ends: FarEnds, addresses: number): Promise<void> {
  const ada = actor(ends, people.ada.id);
  await ada.types('/invite');
  await ada.seesModal('They join *Acme*');
  const rows = Array.from({ length: addresses }, (_, index) => `person${index}@list.test`);
  const view = ada.modal();
  await ends.slack.uploads(people.ada.id, view?.id ?? '', 'file', {
    name: 'list.csv',
    bytes: new TextEncoder().encode(`email\n${rows.join('\n')}`),
  });
  await ada.fills({ Role: 'Editor' });
  await ada.submits();
  await ada.seesModal(`*${addresses.toLocaleString('en')} people* ready`);
  await ada.submits();
  await ada.seesModal(/Inviting|sent/);
}

async function killUntilDone(here: Scene): Promise<BatchCounts> {
  for (let kills = 0; kills < size.kills; kills += 1) {
    await pause(Math.random() * (full ? 900 : 500));
    await here.app.kill9();
    here.app = await startAppProcess(here.env);
  }
  const counts = await eventually(async () => {
    const [batch] = await here.store.batches.recent(acmeIn(here), 1);
    const now = await here.store.batches.counts(batch?.id ?? '');
    const waiting = now.queued + now.sending + now.checking;
    if (!batch || waiting > 0) throw new Error(`still waiting: ${JSON.stringify(now)}`);
    return now;
  }, 300_000);
  await eventually(() => actor(here.ends, people.ada.id).seesMessage(channels.general, ' sent'), 30_000);
  return counts;
}

const acmeIn = ({ ends }: Scene): string => ends.roq.db.tenants.all().find(({ name }) => name === 'Acme')?.id ?? '';

function expectEveryMailOnce({ ends }: Scene, sent: number): void {
  const perAddress = new Map<string, number>();
  for (const mail of ends.roq.mails()) perAddress.set(mail.to, (perAddress.get(mail.to) ?? 0) + 1);
  expect([...perAddress].filter(([, times]) => times > 1)).toEqual([]);
  expect(perAddress.size).toBeGreaterThanOrEqual(sent);
}
