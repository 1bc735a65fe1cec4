import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import type { Fault } from '../../sandbox/slack/faults.ts';
import type { SlackEmulator } from '../../sandbox/slack/slack-emulator.ts';
import { startSlack } from '../../sandbox/slack/start-slack.ts';
import { startFarEnds } from '../../sandbox/start-sandbox.ts';
import { slackApp } from '../../sandbox/world.ts';
import { systemClock } from '../../src/clock.ts';
import type { Store } from '../../src/store/store.ts';
import type { Installation } from '../../src/workspaces/installation.ts';
import type { NewPost, Post } from '../../src/workspaces/post.ts';
import { engines } from '../store/stores.ts';
import { actor, messageText } from '../stories/cast.ts';
import { type AppProcess, freePort, startAppProcess } from './app-process.ts';
import { dueNow, installedBy, type ManyWorkspaces, manyWorkspaces } from './due-now.ts';

/** Many workspaces whose digests are due at once, and the real app, as a process or several. */
export type ManyDigests = {
  store: Store;
  slack: SlackEmulator;
  places: ManyWorkspaces['places'];
  keys: string[];
  clock: SandboxClock;
  apps: AppProcess[];
  start: () => Promise<AppProcess>;
};

type Options = {
  engine: 'sqlite' | 'postgres';
  scopes: string[];
  replicas: number;
  workspaces: number;
  /** How Slack takes the posts; it is so before the first of them is due. */
  faults: (places: ManyWorkspaces['places']) => Fault[];
};

/** `after` gets what is to be undone in the end, the last first. */
export async function startManyDigests(
  options: Options,
  after: (undo: () => Promise<void>) => void,
): Promise<ManyDigests> {
  const { engine, scopes, replicas } = options;
  const many = manyWorkspaces(options.workspaces, scopes);
  const { places, installations } = many;
  const site = await engines.find(({ name }) => name === engine)?.site();
  if (!site) throw new Error(`${engine} is missing`);
  after(site.remove);
  const clock = sandboxClock();
  const app = slackApp({ socketMode: false, command: '/invite', scopes });
  const slack = await startSlack({ clock, seed: many.slack, app: { ...app, installations } });
  after(slack.stop);
  const { dataDir, databaseUrl } = site;
  const where = { clock, dataDir, ...(databaseUrl ? { databaseUrl } : {}) };
  const ends = await startFarEnds({ ...where, transport: 'http', install: 'oauth', roq: { seed: many.roq } });
  after(ends.roq.close);
  after(ends.slack.stop);

  const store = await site.open(systemClock);
  for (const [index, each] of installations.entries())
    await store.installations.save(installedBy(places[index]?.userId ?? '', each), welcomedBefore);
  const tenantIds = ends.roq.db.tenants.all().map(({ id }) => id);
  const due = places.map((place, index) => dueNow(Date.now(), tenantIds[index] ?? '', place));
  const start = async () =>
    startAppProcess({ ...ends.env, SLACK_API_URL: `${slack.url}/api/`, PORT: String(await freePort()) });
  const apps: AppProcess[] = [];
  after(async () => void (await Promise.all(apps.map((app) => app.kill9()))));
  const keys = due.map(({ key }) => key);
  slack.addFaults(...options.faults(places));
  apps.push(...(await Promise.all(Array.from({ length: replicas - 1 }, start))));
  for (const { entry } of due) await store.settings.save(entry);
  apps.push(await start());
  return { store, slack, clock, places, keys, apps, start };
}

export const digestPosts = ({ store, keys }: ManyDigests): Promise<(Post | undefined)[]> =>
  Promise.all(keys.map((key) => store.posts.findByKey(key)));

/** Every digest has come to an end; in `live` its message stands, in `unknown` nobody can tell. */
export async function settledDigests(here: ManyDigests): Promise<Post[]> {
  const found = await digestPosts(here);
  return found.map((post) => {
    if (post?.state !== 'live' && post?.state !== 'unknown') throw new Error(`a digest is ${post?.state}`);
    return post;
  });
}

export const digestsIn = ({ slack }: ManyDigests, place: ManyWorkspaces['places'][number] | undefined): string[] =>
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
