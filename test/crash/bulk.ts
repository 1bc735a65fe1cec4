import { expect } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import type { Fault } from '../../sandbox/roq/faults.ts';
import { type FarEnds, startFarEnds } from '../../sandbox/start-sandbox.ts';
import { channels, leastScopes, people } from '../../sandbox/world.ts';
import { systemClock } from '../../src/clock.ts';
import type { BatchCounts } from '../../src/invites/batch.ts';
import type { Store } from '../../src/store/store.ts';
import type { Site, TestEngine } from '../store/stores.ts';
import { actor, eventually } from '../stories/cast.ts';
import { type AppProcess, freePort, startAppProcess } from './app-process.ts';

/** The real app as a process, sending a list that Ada uploaded. */
export type Bulk = {
  site: Site;
  ends: FarEnds;
  /** The same database as the app's, to look into; opened by the first look. */
  store(): Promise<Store>;
  env: Record<string, string>;
  app: AppProcess;
  /** Another process on the same database; Slack sends to whichever was started last. */
  another(): Promise<AppProcess>;
  stop(): Promise<void>;
};
export type BulkOptions = { addresses: number; faults?: Fault[]; sendMs?: number; env?: Record<string, string> };

export async function startBulk(engine: TestEngine, options: BulkOptions): Promise<Bulk> {
  const site = await engine.site();
  const databaseUrl = options.env?.DATABASE_URL ?? site.databaseUrl;
  const ends = await startFarEnds({
    clock: sandboxClock(),
    transport: 'http',
    dataDir: site.dataDir,
    scopes: [...leastScopes, 'files:read', 'channels:history', 'im:history', 'im:write'],
    ...(databaseUrl ? { databaseUrl } : {}),
  });
  const started: AppProcess[] = [];
  const another = async (): Promise<AppProcess> => {
    const port = await freePort();
    const app = await startAppProcess({ ...ends.env, ...options.env, PORT: String(port) });
    started.push(app);
    ends.slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
    return app;
  };
  const stop = async () => {
    await Promise.all(started.map((app) => app.kill9()));
    await Promise.all([ends.slack.stop(), ends.roq.close()]);
    await site.remove();
  };
  const app = await another();
  let looking: Promise<Store> | undefined;
  const store = () => {
    looking ??= site.open(systemClock);
    return looking;
  };
  await sendFile(ends, options.addresses);
  const slow: Fault = { kind: 'delay', operation: 'sendUserInvites', ms: options.sendMs ?? 60 };
  ends.roq.faults.set([slow, ...(options.faults ?? [])]);
  return { site, ends, store, env: ends.env, app, another, stop };
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

export async function countsOf({ ends, store }: Bulk): Promise<BatchCounts> {
  const acme = ends.roq.db.tenants.all().find(({ name }) => name === 'Acme');
  const { batches } = await store();
  const [batch] = await batches.recent(acme?.id ?? '', 1);
  if (!batch) throw new Error('there is no batch');
  return batches.counts(batch.id);
}

/** Waits until every address has its end and the card says so; what fails tells what the app complained of. */
export async function untilDone(bulk: Bulk): Promise<BatchCounts> {
  return finalCounts(bulk).catch((cause) => {
    throw new Error(`${String(cause).slice(0, 2_000)}\n${bulk.app.complaints()}`, { cause });
  });
}

async function finalCounts(bulk: Bulk): Promise<BatchCounts> {
  const counts = await eventually(async () => {
    const now = await countsOf(bulk);
    if (now.queued + now.sending + now.checking > 0) throw new Error(`still waiting: ${JSON.stringify(now)}`);
    return now;
  }, 300_000);
  await eventually(
    () => actor(bulk.ends, people.ada.id).seesMessage(channels.general, `${counts.sent.toLocaleString('en')} sent`),
    60_000,
  );
  expect(bulk.ends.slack.violations()).toEqual([]);
  return counts;
}

export function expectEveryMailOnce({ ends }: Bulk, sent: number): void {
  const perAddress = new Map<string, number>();
  for (const mail of ends.roq.mails()) perAddress.set(mail.to, (perAddress.get(mail.to) ?? 0) + 1);
  expect([...perAddress].filter(([, times]) => times > 1)).toEqual([]);
  expect(perAddress.size).toBe(sent);
}
