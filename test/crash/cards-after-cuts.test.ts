import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../../sandbox/slack/slack-emulator.ts';
import { channels, eventually, type World } from '../stories/cast.ts';
import { asked, inTime, invites, minute, nowSays } from '../stories/steps.ts';
import { worldIn } from '../stories/surroundings.ts';

const { general } = channels;
const onPostgres = { name: 'PostgreSQL', transport: 'http', engine: 'postgres', installed: false } as const;
let here: World;
let cutter: pg.Client;
let watcher: pg.Client;
beforeEach(async () => {
  here = await worldIn(onPostgres, []);
  const connect = async () => {
    const client = new pg.Client({ connectionString: here.env.DATABASE_URL });
    await client.connect();
    return client;
  };
  cutter = await connect();
  watcher = await connect();
});
afterEach(async () => {
  await Promise.all([cutter.end(), watcher.end()]);
  await here.stop();
});

/** The card stands in Slack, the store knows where, and nothing about it is under way. */
const cardAtRest = () =>
  eventually(async () => {
    const atRest = "select 1 from posts where kind = 'batch' and state = 'live' and due_at is null";
    expect((await watcher.query(atRest)).rowCount).toBe(1);
  });

/** While time goes on, cuts the connection of whoever is the first to ask for a new drawing of the card, before it is stored. */
async function cutAtTheCard(goOn: () => unknown = () => {}): Promise<void> {
  await cutter.query("begin; select 1 from posts where kind = 'batch' for update");
  const { rows } = await cutter.query<{ pid: number }>('select pg_backend_pid() as pid');
  await goOn();
  await eventually(async () => {
    const waits = `${rows[0]?.pid} = any(pg_blocking_pids(pid))`;
    const cut = `select pg_terminate_backend(pid) from pg_stat_activity where ${waits}`;
    here.clock.advance(100);
    expect((await watcher.query(cut)).rowCount).toBeGreaterThan(0);
  });
  await cutter.query('commit');
}

describe('a database connection that is cut just before the card is asked to follow', () => {
  test('of the end of a batch: the card tells the end all the same, and nobody is mailed twice', async () => {
    const ada = here.person('ada');
    here.roq.faults.add({ kind: 'delay', operation: 'sendUserInvites', ms: 5_000 });
    await ada.checks('zoe@x.test');
    await ada.submits();
    await eventually(() => expect(asked(here, 'sendUserInvites')).toBe(1));
    here.clock.advance(1_000);
    const card = await ada.seesMessage(general, 'Refresh');
    await cardAtRest();
    await cutAtTheCard();
    await inTime(here, () => nowSays(ada, general, card, '1 sent'));
    expect(here.roq.mails()).toHaveLength(1);
  });

  describe('when the invite was sent before', () => {
    let card: SeenMessage;
    beforeEach(async () => {
      card = await invites(here.person('ada'), 'zoe@x.test as editor');
      await inTime(here, () => nowSays(here.person('ada'), general, card, 'Pending'));
      here.clock.advance(11 * minute);
      await here.slack.settled();
      await cardAtRest();
    });

    test('of what a webhook hinted at: the card follows all the same', async () => {
      await cutAtTheCard(() => here.roq.accept('zoe@x.test'));
      await inTime(here, () => nowSays(here.person('ada'), general, card, 'Accepted'));
    });

    test('of a resend: the card tells who resent it all the same, and it is mailed once', async () => {
      const alan = here.person('alan');
      await alan.types('/invite list');
      await alan.seesModal('zoe@x.test');
      await cutAtTheCard(() => alan.presses('Resend', { near: 'zoe@x.test' }));
      await inTime(here, () => nowSays(here.person('ada'), general, card, 'Resent by Alan Adams'));
      expect(here.roq.mailsTo('zoe@x.test')).toHaveLength(2);
    });
  });
});
