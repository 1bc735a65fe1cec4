import type { AlarmClock } from '../clock.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import { leaseMs, type Worker, worker } from '../worker.ts';
import type { PostStore } from '../workspaces/post.ts';
import type { Act } from './act.ts';
import { resumeAct, type SettleActDeps } from './settle-act.ts';

export type KeepActsDeps = Omit<SettleActDeps, 'wakeActs'> & {
  clock: AlarmClock;
  posts: PostStore;
  wakePosts: () => void;
  newRequestId: () => string;
  onError: (error: unknown) => void;
};

const atOnce = 10;

/** The worker that goes on with resends and cancels whose answer was lost or whose process died. */
export function actKeeper(deps: KeepActsDeps): Worker {
  const round = async (): Promise<number> => {
    const held = await deps.acts.claimAbandoned({ owner: deps.owner, leaseMs: leaseMs, limit: atOnce });
    const settle = { ...deps, wakeActs: () => {} };
    await Promise.all(
      held.map(async (act) => {
        await resumeAct(settle, act, deps.newRequestId()).catch((error) => {
          // That ROQ refused is an end like others: it is stored, and told below.
          if (!(error instanceof Problem || error instanceof RoqError)) deps.onError(error);
        });
        await tellEnd(deps, act);
      }),
    );
    return held.length > 0 ? 0 : Number.POSITIVE_INFINITY;
  };
  const loop = worker(deps.clock, round, deps.onError);
  return {
    ...loop,
    async stop() {
      await loop.stop();
      await deps.acts.release(deps.owner);
    },
  };
}

/** Whoever asked was told that it is not certain yet, or was cut off by a restart: they hear how it ended, by DM. */
async function tellEnd(deps: KeepActsDeps, { id }: Act): Promise<void> {
  const act = await deps.acts.find(id);
  if (act?.finishedAt === undefined) return;
  const { teamId, tenantId, slackUserId } = act;
  await deps.posts.create({ key: `act-end:${id}`, kind: 'act_end', subject: id, teamId, tenantId, slackUserId });
  deps.wakePosts();
}
