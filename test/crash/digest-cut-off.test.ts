import { expect, onTestFinished, test } from 'vitest';
import type { Fault } from '../../sandbox/slack/faults.ts';
import { leastScopes } from '../../sandbox/world.ts';
import { eventually } from '../stories/cast.ts';
import { digestPosts, digestsIn, type ManyDigests, settledDigests, startManyDigests } from './many-digests.ts';

/** Two workspaces; Slack has the call of each and answers neither when the app is killed. The first digest stands by then. */
async function cutOff(engine: 'sqlite' | 'postgres', scopes: string[]): Promise<ManyDigests> {
  const faults = ([first, second]: ManyDigests['places']): Fault[] => [
    { kind: 'commit_then_hang', method: 'chat.postMessage', channel: first?.channelId ?? '', times: 1 },
    { kind: 'hang', method: 'chat.postMessage', channel: second?.channelId ?? '', times: 1 },
  ];
  const here = await startManyDigests({ engine, scopes, replicas: 1, workspaces: 2, faults }, onTestFinished);
  await eventually(() => expect(postings(here)).toEqual([1, 1]));
  expect((await digestPosts(here)).map((post) => post?.state)).toEqual(['posting', 'posting']);
  await here.apps[0]?.kill9();
  here.apps[0] = await here.start();
  return here;
}
const postings = ({ slack, places }: ManyDigests): number[] =>
  places.map(
    ({ channelId }) =>
      slack.calls().filter(({ method, args }) => method === 'chat.postMessage' && args.channel === channelId).length,
  );
const standing = (here: ManyDigests): string[][] => here.places.map((place) => digestsIn(here, place));

test('a digest that a kill cut off is found where the app may look for it; one that never arrived is posted', async () => {
  const here = await cutOff('sqlite', [...leastScopes, 'channels:history']);
  const posts = await eventually(() => settledDigests(here));
  expect(posts.map(({ state }) => state)).toEqual(['live', 'live']);
  expect(standing(here)).toEqual(posts.map(({ ts }) => [ts]));
  expect(postings(here)).toEqual([1, 2]);
}, 120_000);

test('where it may not look, both are unknown, and neither is ever posted again', async () => {
  const here = await cutOff('postgres', leastScopes);
  const posts = await eventually(() => settledDigests(here));
  expect(posts.map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  await here.apps[0]?.kill9();
  here.apps[0] = await here.start();
  here.slack.clearFaults();
  expect((await settledDigests(here)).map(({ state }) => state)).toEqual(['unknown', 'unknown']);
  expect(standing(here).map((each) => each.length)).toEqual([1, 0]);
  expect(postings(here)).toEqual([1, 1]);
}, 120_000);
