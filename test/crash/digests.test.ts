import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import type { SlackEmulator } from '../../sandbox/slack/slack-emulator.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';
import { startFarEnds } from '../../sandbox/start-sandbox.ts';
import { leastScopes, slackApp } from '../../sandbox/world.ts';
import { systemClock } from '../../src/clock.ts';
import type { Store } from '../../src/store/store.ts';
import type { Installation } from '../../src/workspaces/installation.ts';
import type { NewPost, Post } from '../../src/workspaces/post.ts';
import { engines } from '../store/stores.ts';
import { actor, eventually, messageText } from '../stories/cast.ts';
import { type AppProcess, freePort, startAppProcess } from './app-process.ts';
import { dueNow, installedBy, type ManyWorkspaces, manyWorkspaces } from './due-now.ts';

/** `npm test` runs a size that fits; `npm run test:soak` the full one. */
const full = process.env.SOAK === '1';
const size = full ? { workspaces: 200, kills: 30 } : { workspaces: 40, kills: 4 };
/** While it lasts no post is answered; longer than a restart takes, and less than the app waits. */
const slackTakes = 8_000;

const withHistory = [...leastScopes, 'channels:history'];
const cases = [
  { engine: 'postgres', replicas: 3, scopes: leastScopes, name: 'three replicas that may not look' },
  { engine: 'sqlite', replicas: 1, scopes: withHistory, name: 'one that may look for its own posts' },
  { engine: 'postgres', replicas: 3, scopes: withHistory, name: 'three replicas that may look for their own posts' },
  { engine: 'sqlite', replicas: 1, scopes: leastScopes, name: 'one that may not look' },
] as const;

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

describe.each(full ? cases : cases.slice(0, 2))(
  'digests of many workspaces due in the same minute on $engine, $name, killed at random',
  ({ engine, replicas, scopes }) => {
    test('each workspace has its digest once, or one that is known to be unknown', async () => {
      const here = await begin(engine, scopes, replicas);
      await killAtRandom(here);
      const posts = await eventually(() => settled(here), 60_000);
      for (const [index, post] of posts.entries()) {
        const seen = digestsIn(here, here.places[index]);
        expect(seen.length).toBeLessThanOrEqual(1);
        if (post.state === 'live') expect(seen).toEqual([post.ts]);
      }
      const unknown = posts.filter(({ state }) => state === 'unknown');
      // Each kill can cut off what one process had under way: eight posts.
      expect(unknown.length).toBeLessThanOrEqual(scopes === withHistory ? 0 : here.kills * 8);
      // Those that may not look lose up to eight to each kill, and may be through before the last one.
      expect(here.kills).toBeGreaterThanOrEqual(Math.min(size.kills, size.workspaces / 24));
      expect(here.cutOff).toBeGreaterThan(0);
    }, 300_000);
  },
);

type Scene = {
  store: Store;
  slack: SlackEmulator;
  places: ManyWorkspaces['places'];
  keys: string[];
  clock: SandboxClock;
  apps: AppProcess[];
  start: () => Promise<AppProcess>;
  kills: number;
  /** Posts whose answer a kill cut off. */
  cutOff: number;
};

async function begin(name: 'sqlite' | 'postgres', scopes: string[], replicas: number): Promise<Scene> {
  const many = manyWorkspaces(size.workspaces, scopes);
  const { places, installations } = many;
  const site = await engines.find((engine) => engine.name === name)?.site();
  if (!site) throw new Error(`${name} is missing`);
  undo.push(site.remove);
  const clock = sandboxClock();
  const app = slackApp({ socketMode: false, command: '/invite', scopes });
  const slack = await startSlack({ clock, seed: many.slack, app: { ...app, installations } });
  undo.push(slack.stop);
  const { dataDir, databaseUrl } = site;
  const where = { clock, dataDir, ...(databaseUrl ? { databaseUrl } : {}) };
  const ends = await startFarEnds({ ...where, transport: 'http', install: 'oauth', roq: { seed: many.roq } });
  undo.push(ends.slack.stop, ends.roq.close);

  const store = await site.open(systemClock);
  for (const [index, each] of installations.entries())
    await store.installations.save(installedBy(places[index]?.userId ?? '', each), welcomedBefore);
  const tenantIds = ends.roq.db.tenants.all().map(({ id }) => id);
  const due = places.map((place, index) => dueNow(Date.now(), tenantIds[index] ?? '', place));
  const start = async () =>
    startAppProcess({ ...ends.env, SLACK_API_URL: `${slack.url}/api/`, PORT: String(await freePort()) });
  const apps: AppProcess[] = [];
  undo.push(async () => void (await Promise.all(apps.map((app) => app.kill9()))));
  const keys = due.map(({ key }) => key);
  const here: Scene = { store, slack, clock, places, keys, apps, start, kills: 0, cutOff: 0 };
  slack.addFaults({ kind: 'slow', method: 'chat.postMessage', ms: slackTakes });
  apps.push(...(await Promise.all(Array.from({ length: replicas - 1 }, start))));
  for (const { entry } of due) await store.settings.save(entry);
  apps.push(await start());
  return here;
}

/** As long as posts are on their way; some of those that were cut off arrive before the restart, some after it. */
async function killAtRandom(here: Scene): Promise<void> {
  for (; here.kills < size.kills; here.kills += 1) {
    if ((await eventually(() => whatGoesOn(here), 30_000)) === 'all through') break;
    await pause(Math.random() * 300);
    const victim = Math.floor(Math.random() * here.apps.length);
    await here.apps[victim]?.kill9();
    here.cutOff += (await posts(here)).filter((post) => post?.state === 'posting').length;
    if (here.kills % 2 === 0) here.clock.advance(slackTakes);
    here.apps[victim] = await here.start();
  }
  here.slack.clearFaults();
}

const posts = ({ store, keys }: Scene): Promise<(Post | undefined)[]> =>
  Promise.all(keys.map((key) => store.posts.findByKey(key)));

async function whatGoesOn(here: Scene): Promise<'posting' | 'all through'> {
  const states = (await posts(here)).map((post) => post?.state);
  if (states.includes('posting')) return 'posting';
  if (states.every((state) => state === 'live' || state === 'unknown')) return 'all through';
  throw new Error('nothing is being posted');
}

/** Every digest has come to an end; in `live` its message stands, in `unknown` nobody can tell. */
async function settled(here: Scene): Promise<Post[]> {
  const found = await posts(here);
  return found.map((post) => {
    if (post?.state !== 'live' && post?.state !== 'unknown') throw new Error(`a digest is ${post?.state}`);
    return post;
  });
}

const digestsIn = ({ slack }: Scene, place: Scene['places'][number] | undefined): string[] =>
  place
    ? actor({ slack }, place.userId)
        .messages(place.channelId)
        .filter((message) => messageText(message).includes('still waiting'))
        .map(({ ts }) => ts)
    : [];

/** The first word to whoever installed it was said long ago. */
const welcomedBefore = ({ id: teamId, installerId: slackUserId }: Installation): NewPost => ({
  key: `welcome:${teamId}`,
  kind: 'welcome',
  subject: teamId,
  teamId,
  tenantId: '',
  slackUserId,
  expiresAt: 1,
});
