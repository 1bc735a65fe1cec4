import { afterEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { type FarEnds, startFarEnds } from '../../sandbox/start-sandbox.ts';
import { leastScopes, roqSeed, slackSeed, team } from '../../sandbox/world.ts';
import { systemClock } from '../../src/clock.ts';
import { localTime } from '../../src/digests/local-day.ts';
import { ownDigestKey } from '../../src/digests/own-digest.ts';
import type { Store } from '../../src/store/store.ts';
import type { Post } from '../../src/workspaces/post.ts';
import { engines, type Site } from '../store/stores.ts';
import { actor, eventually, messageText, people, viewText } from '../stories/cast.ts';
import { day, seeded } from '../stories/steps.ts';
import { type AppProcess, freePort, startAppProcess } from './app-process.ts';

/** Ed's reached Slack when the app is killed; Alan's did not. */
type Who = 'ed' | 'alan';
const emails = { ed: 'ed@acme.test', alan: 'alan@acme.test' };
const toMayLook = [...leastScopes, 'im:history', 'im:write'];
const noon = zoneOfNoon(Date.now());

let ends: FarEnds;
let app: AppProcess;
let site: Site;
let store: Store;
const keys = { ed: '', alan: '' };
afterEach(async () => {
  await app.kill9();
  await Promise.all([ends.slack.stop(), ends.roq.close()]);
  await site.remove();
});

describe('an own digest whose app is killed between Slack’s answer and its record', () => {
  test('is found where the app may look for it, and follows its buttons; one that never arrived is posted', async () => {
    await begin('sqlite', toMayLook);
    const [eds, alans] = [await ended('ed'), await ended('alan')];
    expect([eds.state, alans.state]).toEqual(['live', 'live']);
    expect([digestsOf('ed').map(({ ts }) => ts), digestsOf('alan').map(({ ts }) => ts)]).toEqual([
      [eds.ts],
      [alans.ts],
    ]);
    const ed = actor(ends, people.ed.id);
    const [mine] = digestsOf('ed');
    if (!mine) throw new Error('no digest');
    await ed.pressesIn(mine, ends.slack.directMessage(ed.id), 'Stop my digest');
    await ed.sees('You get no digest of your own any more');
    expect([postings('ed'), postings('alan')]).toEqual([1, 2]);
  }, 120_000);

  test('is unknown where it may not look, is never sent twice, and whose it is reads what to do', async () => {
    await begin('postgres', leastScopes);
    const [eds, alans] = [await ended('ed'), await ended('alan')];
    expect([eds.state, alans.state]).toEqual(['unknown', 'unknown']);
    await restart();
    for (const who of ['ed', 'alan'] as const) {
      const person = actor(ends, people[who].id);
      await person.opensHome();
      await person.seesHome(/It is not certain that your own digest of .* reached you/);
      await person.types('/invite settings');
      await person.seesModal(who === 'alan' ? 'Daily digest' : 'Your own digest');
      if (who === 'alan') await person.presses('My own digest');
      await person.seesModal('`/invite list` shows what waits');
      expect(viewText(person.modal())).toContain('It is not certain that your own digest');
    }
    expect([digestsOf('ed').length, digestsOf('alan').length]).toEqual([1, 0]);
    expect([postings('ed'), postings('alan')]).toEqual([1, 1]);
  }, 120_000);
});

/** Both digests are due, Slack has both calls and answers neither; then the app is killed, and starts anew. */
async function begin(name: 'sqlite' | 'postgres', scopes: string[]): Promise<void> {
  const found = await engines.find((engine) => engine.name === name)?.site();
  if (!found) throw new Error(`${name} is missing`);
  site = found;
  const { dataDir, databaseUrl } = site;
  const invites = Object.values(emails).map((createdBy) =>
    seeded({ email: `waits-for-${createdBy}`, createdBy, ageMs: 3 * day }),
  );
  const users = slackSeed.users.map((user) => ({ ...user, tz: noon }));
  ends = await startFarEnds({
    ...{ clock: sandboxClock(), transport: 'http', dataDir, scopes, slackSeed: { ...slackSeed, users } },
    ...(databaseUrl ? { databaseUrl } : {}),
    roq: { seed: { ...roqSeed, invites }, inviteTtl: 400 * day },
  });
  store = await site.open(systemClock);
  await wantsOne('ed');
  await wantsOne('alan');
  const here = { method: 'chat.postMessage', times: 1 };
  ends.slack.addFaults({ ...here, kind: 'commit_then_hang', channel: people.ed.id });
  ends.slack.addFaults({ ...here, kind: 'hang', channel: people.alan.id });
  await start();
  await eventually(() => expect([postings('ed'), postings('alan')]).toEqual([1, 1]));
  await restart();
}

async function start(): Promise<void> {
  const port = await freePort();
  app = await startAppProcess({ ...ends.env, PORT: String(port) });
  ends.slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
}

async function restart(): Promise<void> {
  await app.kill9();
  await start();
}

async function wantsOne(who: Who): Promise<void> {
  const user = ends.roq.db.users.find(({ email }) => email === emails[who]);
  if (!user) throw new Error(`ROQ has no ${who}`);
  const { day: today, minute } = localTime(Date.now(), noon);
  const own = { tenantId: user.tenantId, roqUserId: user.id };
  keys[who] = ownDigestKey(own, today);
  await store.ownDigests.save({
    ...{ ...own, teamId: team, slackUserId: people[who].id, on: true, hour: Math.floor(minute / 60) },
    ...{ timeZone: noon, weekdays: [1, 2, 3, 4, 5, 6, 7], effectiveFrom: 0 },
  });
}

const postings = (who: Who): number =>
  ends.slack.calls().filter(({ method, args }) => method === 'chat.postMessage' && args.channel === people[who].id)
    .length;
const digestsOf = (who: Who) =>
  actor(ends, people[who].id)
    .directMessages()
    .filter((message) => messageText(message).includes('of your invites'));

const ended = (who: Who): Promise<Post> =>
  eventually(async () => {
    const post = await store.posts.findByKey(keys[who]);
    if (post?.state !== 'live' && post?.state !== 'unknown') throw new Error(`the digest is ${post?.state}`);
    return post;
  });

/** Where it is about noon: no midnight comes in between. */
function zoneOfNoon(now: number): string {
  const ahead = 12 - new Date(now).getUTCHours();
  return `Etc/GMT${ahead < 0 ? `+${-ahead}` : `-${ahead}`}`;
}
