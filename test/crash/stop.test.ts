import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { channels, people } from '../../sandbox/world.ts';
import { engines, type TestEngine } from '../store/stores.ts';
import { actor, eventually, messageText } from '../stories/cast.ts';
import { type Bulk, countsOf, expectEveryMailOnce, startBulk, untilDone } from './bulk.ts';

let bulk: Bulk | undefined;
afterEach(async () => {
  await bulk?.stop();
  bulk = undefined;
});

const addresses = 100;
const [postgres] = engines.filter(({ name }) => name === 'postgres');
const mailed = (here: Bulk) => here.ends.roq.mails().length;
const someMailed = (here: Bulk) => eventually(() => expect(mailed(here)).toBeGreaterThan(0), 30_000);

async function begin(engine: TestEngine | undefined, options: Partial<Parameters<typeof startBulk>[1]> = {}) {
  if (!engine) throw new Error('the engine is missing');
  bulk = await startBulk(engine, { addresses, sendMs: 250, ...options });
  return bulk;
}

describe.each(engines)('asked to stop while a batch is on its way, on $name', (engine) => {
  test('it takes no new work, finishes what people asked, gives back what it held, and another goes on', async () => {
    const here = await begin(engine);
    await someMailed(here);
    const olga = actor(here.ends, people.olga.id);
    here.ends.roq.faults.add({ kind: 'delay', operation: 'tenant', ms: 4_000, times: 1 });
    await olga.types('/invite');
    expect(await here.app.terminate()).toBe(0);
    await olga.seesModal('They join *Globex*');
    const left = await countsOf(here);
    expect(left.sending).toBe(0);
    expect(left.queued + left.checking).toBeGreaterThan(0);
    expect(left.sent).toBe(mailed(here));

    await here.another();
    expect(await untilDone(here)).toMatchObject({ sent: addresses });
    expectEveryMailOnce(here, addresses);
  });

  test('a ROQ that does not answer holds it up no longer than the drain time', async () => {
    const here = await begin(engine, {
      env: { DRAIN_SECONDS: '1' },
      faults: [{ kind: 'commit-hang', operation: 'sendUserInvites' }],
    });
    await someMailed(here);
    expect(await here.app.terminate()).toBe(0);
    expect((await countsOf(here)).sending).toBe(0);
    here.ends.roq.faults.clear();
    await here.another();
    expect(await untilDone(here)).toMatchObject({ sent: addresses });
    expectEveryMailOnce(here, addresses);
  });
});

describe('several processes on PostgreSQL', () => {
  test('one that was frozen past its lease finds itself fenced: nothing is mailed or posted twice', async () => {
    const here = await begin(postgres);
    await someMailed(here);
    here.app.freeze();
    await here.another();
    expect(await untilDone(here)).toMatchObject({ sent: addresses });
    here.app.thaw();
    expect(await here.app.terminate()).toBe(0);
    expect(await countsOf(here)).toMatchObject({ sent: addresses, total: addresses });
    expectEveryMailOnce(here, addresses);
    const ada = actor(here.ends, people.ada.id);
    expect(ada.messages(channels.general).filter((each) => messageText(each).includes('Refresh'))).toHaveLength(1);
    expect(ada.directMessages().filter((each) => messageText(each).includes('are through'))).toHaveLength(1);
  });

  test('connections that the database cuts, in whatever transaction, lose nothing and double nothing', async () => {
    const site = await postgres?.site();
    const name = `cut-${randomUUID()}`;
    const url = new URL(site?.databaseUrl ?? '');
    url.searchParams.set('application_name', name);
    const here = await begin(postgres && site ? { ...postgres, site: async () => site } : undefined, {
      env: { DATABASE_URL: url.href },
      sendMs: 60,
    });
    await someMailed(here);
    for (let cuts = 0; cuts < 20; cuts += 1) {
      await pause(Math.random() * 60);
      await cutConnections(name);
    }
    expect(await untilDone(here)).toMatchObject({ sent: addresses });
    expectEveryMailOnce(here, addresses);
    expect(here.app.alive()).toBe(true);
  });
});

async function cutConnections(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [name]);
  await client.end();
}
