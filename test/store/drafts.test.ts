import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { type Database, openDatabase } from '../../src/store/database.ts';
import { draftStore } from '../../src/store/drafts.ts';
import type { Store } from '../../src/store/store.ts';
import { noon } from './samples.ts';
import { engines, type Site } from './stores.ts';

const draft = (nth: number) => ({
  id: `d${nth}`,
  teamId: 'T1',
  slackUserId: `U${nth}`,
  place: { channelId: `C${nth}`, kind: 'public' as const },
  content: { recipients: [], roleKey: `role-${nth}` },
});

describe.each(engines)('drafts on $name', (engine) => {
  let site: Site;
  let store: Store;
  beforeEach(async () => {
    site = await engine.site();
    store = await site.open(sandboxClock({ frozenAt: noon }));
  });
  afterEach(() => site.remove());

  test('those that are made at once are kept each as its own, however many', async () => {
    const numbers = Array.from({ length: 250 }, (_, nth) => nth);
    const made = await Promise.all(numbers.map((nth) => store.drafts.create(draft(nth))));
    expect(made.map(({ id, content }) => [id, content])).toEqual(numbers.map((nth) => [`d${nth}`, draft(nth).content]));
    for (const nth of [0, 99, 100, 249]) expect(await store.drafts.find(`d${nth}`)).toEqual(made[nth]);
    expect(made[7]).toMatchObject({ ...draft(7), revision: 1, state: 'open', createdAt: noon });
  });

  test('one that cannot be written fails, and the next one is', async () => {
    await store.drafts.create(draft(1));
    await expect(store.drafts.create(draft(1))).rejects.toThrow();
    expect(await store.drafts.create(draft(2))).toMatchObject({ id: 'd2' });
    expect(await store.drafts.find('d2')).toBeDefined();
  });
});

describe('a draft that comes at a bad moment', () => {
  let site: Site;
  let db: Database;
  beforeEach(async () => {
    const [sqlite] = engines.filter(({ name }) => name === 'sqlite');
    if (!sqlite) throw new Error('SQLite is missing');
    site = await sqlite.site();
    db = await openDatabase({ dataDir: site.dataDir, clock: sandboxClock({ frozenAt: noon }) });
  });
  afterEach(async () => {
    await db.close();
    await site.remove();
  });

  test('is kept when others have just been written and are not committed yet', async () => {
    let late: Promise<unknown> | undefined;
    const write: Database['write'] = (work, survives) =>
      db.write(async (tx, now) => {
        const done = await work(tx, now);
        late ??= drafts.create(draft(2));
        return done;
      }, survives);
    const drafts = draftStore({ ...db, write });
    await drafts.create(draft(1));
    await late;
    expect([await drafts.find('d1'), await drafts.find('d2')]).toMatchObject([{ id: 'd1' }, { id: 'd2' }]);
  });

  test('is kept when the store could not begin with those before', async () => {
    let begins = 0;
    const write: Database['write'] = async (...what) => {
      begins += 1;
      if (begins === 1) throw new Error('the store is away');
      return db.write(...what);
    };
    const drafts = draftStore({ ...db, write });
    await expect(drafts.create(draft(1))).rejects.toThrow('the store is away');
    await drafts.create(draft(2));
    expect(await drafts.find('d2')).toMatchObject({ id: 'd2' });
  });
});
