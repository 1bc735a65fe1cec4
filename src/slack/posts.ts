import type { WebClient } from '@slack/web-api';
import type { AlarmClock } from '../clock.ts';
import type { Posted } from '../digests/in-charge.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import type { Trace } from '../trace.ts';
import { type Hold, leaseMs, untilDue, type Worker, worker } from '../worker.ts';
import type { Place } from '../workspaces/place.ts';
import type { HeldPost, PostStore } from '../workspaces/post.ts';
import { type DrawDeps, drawings } from './draw.ts';
import { asText } from './kit.ts';
import { findOwnMessage } from './own-message.ts';
import { type PostFailure, postFailure } from './post-errors.ts';
import { quiet } from './scene.ts';
import type { Message } from './views/invite-card.ts';

export type PostsDeps = DrawDeps & {
  posts: PostStore;
  trace: Trace;
  clock: AlarmClock;
  hold: () => Hold;
  /** A digest was posted in its channel today, or is refused there. */
  afterDigest: (posted: Posted) => Promise<void>;
  /** A client for work nobody waits for: no retries of its own, its own queue. */
  clientFor: (teamId: string) => Promise<WebClient>;
  onError: (error: unknown, where: { postId?: string; teamId?: string; code?: string }) => void;
};

/** Messages that are drawn, posted or edited at the same time. */
export const postsAtOnce = 8;
/** chat.postMessage: one per second and channel; chat.update: 50 per minute (facts/slack section 4). */
const pauseAfterPost = 1_000;
const pauseAfterUpdate = 1_200;
/** Slack may still be at work on a call whose answer was lost: the message is not looked for before this, ms. */
const settleMs = 15_000;
const retryPauses = [1_000, 5_000, 15_000];
const pauseFor = (post: HeldPost): number => retryPauses[post.tries] ?? 60_000;

/** The work of one claim, under a hold of its own. */
type Holding = PostsDeps & { owner: string };

/** Puts our messages into Slack and keeps them true: newest state wins, nothing is posted twice. */
export function poster(deps: PostsDeps): Worker {
  const underWay = new Set<Promise<void>>();
  const posts = new Set<string>();
  const begin = (post: HeldPost, owner: string): Promise<void> => {
    const work = deps.trace
      .work(workOf(post), () => tend({ ...deps, owner }, post))
      .finally(() => {
        underWay.delete(work);
        posts.delete(post.id);
      });
    underWay.add(work);
    posts.add(post.id);
    return work;
  };
  /** The next are claimed while these are under way, so that none waits for the slowest of another claim. */
  const take = async (hold: Hold, works: Promise<void>[]): Promise<boolean> => {
    const held = await deps.posts.claim({ owner: hold.owner, leaseMs, limit: postsAtOnce, except: [...posts] });
    for (const post of held) {
      if (underWay.size >= postsAtOnce) await Promise.race(underWay);
      works.push(begin(post, hold.owner));
    }
    return held.length > 0;
  };
  const round = async (): Promise<number> => {
    // A look takes a fraction of a claim, and mostly there is nothing.
    const inMs = underWay.size === 0 ? await untilDue(deps.posts) : 0;
    if (inMs > 0) return inMs;
    const hold = deps.hold();
    const works: Promise<void>[] = [];
    try {
      if (await take(hold, works)) return 0;
    } finally {
      void Promise.all(works).finally(hold.end);
    }
    if (underWay.size === 0) return untilDue(deps.posts);
    await Promise.race(underWay);
    return 0;
  };
  const loop = worker(deps.clock, round, (error) => deps.onError(error, {}));
  return {
    ...loop,
    async stop() {
      await loop.stop();
      await Promise.all(underWay);
    },
  };
}

/** A message belongs to whatever wanted it; that it is kept true afterwards does not. */
const workOf = ({ kind, ts, traceparent }: HeldPost) =>
  ts ? { name: `edit ${kind}` } : { name: `post ${kind}`, traceparent };

const whereIs = (post: HeldPost) => ({ postId: post.id, teamId: post.teamId });

async function tend(deps: Holding, post: HeldPost): Promise<void> {
  try {
    await bringUpToDate(deps, post);
  } catch (error) {
    await stumble(deps, post, error).catch((unstored) => deps.onError(unstored, whereIs(post)));
  }
}

async function bringUpToDate(deps: Holding, post: HeldPost): Promise<void> {
  if (post.state === 'posting') return settleLostPost(deps, post);
  if (isTooLate(deps, post)) return void (await deps.posts.end(post, deps.owner, 'dead', 'too late'));
  const message = await drawings[post.kind](deps, post, await deps.languages.ofPost(post));
  // Drawing asks ROQ, which may have taken its time.
  if (isTooLate(deps, post)) return void (await deps.posts.end(post, deps.owner, 'dead', 'too late'));
  if (!message) return void (await deps.posts.end(post, deps.owner, 'empty', 'nothing to say'));
  await (post.ts ? edit(deps, post, post.ts, message) : postNew(deps, post, message));
}

const isTooLate = ({ clock }: PostsDeps, { ts, expiresAt }: HeldPost): boolean =>
  !ts && expiresAt !== undefined && clock.now() > expiresAt;

const asSent = (message: Message): Message => ({ ...message, blocks: asText(message.blocks) });

async function postNew(deps: Holding, post: HeldPost, message: Message): Promise<void> {
  const channel = post.place?.channelId ?? post.slackUserId;
  if (!channel) return void (await deps.posts.end(post, deps.owner, 'dead', 'nowhere to post'));
  const client = await deps.clientFor(post.teamId);
  if (!(await deps.posts.beginPosting(post, deps.owner, leaseMs))) return;
  try {
    const posted = await client.chat.postMessage({ channel, ...asSent(message), ...quiet, metadata: ownMark(post) });
    if (!posted.ts || !posted.channel) return await lost(deps, post, 'no ts in the answer');
    // The pause first: the channel is free for the next as soon as this one stands.
    await deps.posts.pause(post.teamId, `channel:${posted.channel}`, pauseAfterPost);
    await standsAt(deps, post, { channelId: posted.channel, ts: posted.ts, drawn: post.wanted });
    await digestEnded(deps, post);
  } catch (error) {
    // When even this cannot be stored, it stays `posting`: looked for once the lease has run out.
    const stored = afterFailedPost(deps, post, postFailure(error), error);
    await stored.catch((unstored) => deps.onError(unstored, whereIs(post)));
  }
}

/** What is asked or told because of it keeps nothing back: what fails is tried again with the next digest. */
async function digestEnded(deps: Holding, post: HeldPost, refused?: string): Promise<void> {
  if (post.kind !== 'digest' || post.slackUserId) return;
  await deps.afterDigest({ ...post, refused }).catch((error) => deps.onError(error, whereIs(post)));
}

const ownMark = (post: HeldPost) => ({ event_type: 'roq_invite_post', event_payload: { post: post.id } });

/** A message found or posted; a direct message keeps its kind whatever channel id Slack gives it. */
async function standsAt(
  deps: Holding,
  post: HeldPost,
  at: { channelId: string; ts: string; drawn: number },
): Promise<void> {
  const place: Place = { channelId: at.channelId, kind: post.place?.kind ?? 'direct' };
  const stored = await deps.posts.live(post, deps.owner, { place, ts: at.ts, drawn: at.drawn });
  if (!stored && !post.ts) await deps.posts.landedLate(post, { place, ts: at.ts });
}

async function afterFailedPost(deps: Holding, post: HeldPost, failure: PostFailure, error: unknown): Promise<void> {
  switch (failure.kind) {
    case 'limited':
      await deps.posts.pause(post.teamId, 'method:chat.postMessage', failure.retryAfterMs);
      return void (await deps.posts.postpone(post, deps.owner, failure.retryAfterMs));
    case 'refused_here':
      if (post.place && post.slackUserId)
        return void (await deps.posts.postpone(post, deps.owner, 0, { toDirect: failure.code }));
      await die(deps, post, failure.code, error);
      return digestEnded(deps, post, failure.code);
    case 'not_sent':
    case 'locked_out':
      return void (await deps.posts.postpone(post, deps.owner, pauseFor(post)));
    case 'lost':
      return lost(deps, post, failure.code);
    default:
      return die(deps, post, failure.code, error);
  }
}

/** The answer to a post was lost: it stays `posting` and is looked for before anything else happens to it. */
async function lost(deps: Holding, post: HeldPost, code: string): Promise<void> {
  deps.onError(new Error('answer to a post was lost'), { postId: post.id, teamId: post.teamId, code });
  await deps.posts.postpone(post, deps.owner, settleMs, { mayBePosted: true });
}

/** Found in the channel's history: it stands there. Not found: posted anew. Not allowed to look: never posted twice. */
async function settleLostPost(deps: Holding, post: HeldPost): Promise<void> {
  const found = await findOwnMessage(await deps.clientFor(post.teamId), post);
  if (found.kind === 'found') return standsAt(deps, post, { ...found, drawn: 0 });
  if (found.kind === 'absent') return void (await deps.posts.postpone(post, deps.owner, 0));
  if (found.kind === 'later')
    return void (await deps.posts.postpone(post, deps.owner, pauseFor(post), { mayBePosted: true }));
  deps.onError(new Error('a post may or may not be in Slack'), whereIs(post));
  await deps.posts.end(post, deps.owner, 'unknown', 'lost answer');
}

async function edit(deps: Holding, post: HeldPost, ts: string, message: Message): Promise<void> {
  const channel = post.place?.channelId ?? '';
  const client = await deps.clientFor(post.teamId);
  try {
    await client.chat.update({ channel, ts, ...asSent(message) });
    await deps.posts.pause(post.teamId, `channel:${channel}`, pauseAfterUpdate);
    await standsAt(deps, post, { channelId: channel, ts, drawn: post.wanted });
  } catch (error) {
    const failure = postFailure(error);
    if (failure.kind === 'limited') {
      await deps.posts.pause(post.teamId, 'method:chat.update', failure.retryAfterMs);
      return void (await deps.posts.postpone(post, deps.owner, failure.retryAfterMs));
    }
    if (failure.kind === 'gone' || failure.kind === 'refused_here' || failure.kind === 'invalid') {
      return die(deps, post, failure.code, error);
    }
    await deps.posts.postpone(post, deps.owner, pauseFor(post));
  }
}

/** The app is gone from there: what stands in Slack stays as it is, and nothing new comes. */
async function leaveBehind(deps: Holding, post: HeldPost): Promise<void> {
  const { ts, place, wanted } = post;
  if (ts && place) await deps.posts.live(post, deps.owner, { place, ts, drawn: wanted });
  else await deps.posts.end(post, deps.owner, 'dead', 'not installed');
}

async function die(deps: Holding, post: HeldPost, code: string, error: unknown): Promise<void> {
  deps.onError(error, { postId: post.id, teamId: post.teamId, code });
  await deps.posts.end(post, deps.owner, 'dead', code);
}

/** Drawing failed: ROQ may be away, and the message waits for it. */
async function stumble(deps: Holding, post: HeldPost, error: unknown): Promise<void> {
  if (error instanceof Problem && error.code === 'not_installed') return leaveBehind(deps, post);
  if (!(error instanceof RoqError)) deps.onError(error, whereIs(post));
  await deps.posts.postpone(post, deps.owner, pauseFor(post), { mayBePosted: post.state === 'posting' });
}
