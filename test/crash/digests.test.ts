import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { leastScopes } from '../../sandbox/world.ts';
import { eventually } from '../stories/cast.ts';
import { digestPosts, digestsIn, type ManyDigests, settledDigests, startManyDigests } from './many-digests.ts';

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

describe.each(full ? cases : cases.slice(0, 2))(
  'digests of many workspaces due in the same minute on $engine, $name, killed at random',
  ({ engine, replicas, scopes }) => {
    test('each workspace has its digest once, or one that is known to be unknown', async ({ onTestFinished }) => {
      const faults = () => [{ kind: 'slow', method: 'chat.postMessage', ms: slackTakes } as const];
      const { workspaces } = size;
      const here = await startManyDigests({ engine, scopes, replicas, workspaces, faults }, onTestFinished);
      const { kills, cutOff } = await killAtRandom(here);
      const posts = await eventually(() => settledDigests(here), 60_000);
      for (const [index, post] of posts.entries()) {
        const seen = digestsIn(here, here.places[index]);
        expect(seen.length).toBeLessThanOrEqual(1);
        if (post.state === 'live') expect(seen).toEqual([post.ts]);
      }
      const unknown = posts.filter(({ state }) => state === 'unknown');
      // Each kill can cut off what one process had under way: eight posts.
      expect(unknown.length).toBeLessThanOrEqual(scopes === withHistory ? 0 : kills * 8);
      // Those that may not look lose up to eight to each kill, and may be through before the last one.
      expect(kills).toBeGreaterThanOrEqual(Math.min(size.kills, size.workspaces / 24));
      expect(cutOff).toBeGreaterThan(0);
    }, 300_000);
  },
);

/**
 * As long as posts are on their way; some of those that were cut off arrive before the restart, some after it.
 * `cutOff`: posts whose answer a kill cut off.
 */
async function killAtRandom(here: ManyDigests): Promise<{ kills: number; cutOff: number }> {
  let kills = 0;
  let cutOff = 0;
  for (; kills < size.kills; kills += 1) {
    if ((await eventually(() => whatGoesOn(here), 30_000)) === 'all through') break;
    await pause(Math.random() * 300);
    const victim = Math.floor(Math.random() * here.apps.length);
    await here.apps[victim]?.kill9();
    cutOff += (await digestPosts(here)).filter((post) => post?.state === 'posting').length;
    if (kills % 2 === 0) here.clock.advance(slackTakes);
    here.apps[victim] = await here.start();
  }
  here.slack.clearFaults();
  return { kills, cutOff };
}

async function whatGoesOn(here: ManyDigests): Promise<'posting' | 'all through'> {
  const states = (await digestPosts(here)).map((post) => post?.state);
  if (states.includes('posting')) return 'posting';
  if (states.every((state) => state === 'live' || state === 'unknown')) return 'all through';
  throw new Error('nothing is being posted');
}
