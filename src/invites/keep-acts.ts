import { type KeeperDeps, keeper } from '../keeper.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import type { Worker } from '../worker.ts';
import type { PostStore } from '../workspaces/post.ts';
import type { Act, HeldAct } from './act.ts';
import { isReminder } from './reminder.ts';
import { resumeAct, type SettleActDeps } from './settle-act.ts';

export type KeepActsDeps = KeeperDeps &
  Omit<SettleActDeps, 'wakeActs' | 'owner'> & {
    posts: PostStore;
    wakePosts: () => void;
    newRequestId: () => string;
  };

const atOnce = 10;

/** The worker that goes on with resends and cancels whose answer was lost or whose process died. */
export function actKeeper(deps: KeepActsDeps): Worker {
  return keeper(deps, deps.acts, atOnce, async (held, owner) => {
    await Promise.all(held.map((act) => keep(deps, act, owner).catch(deps.onError)));
  });
}

async function keep(deps: KeepActsDeps, act: HeldAct, owner: string): Promise<void> {
  await resumeAct({ ...deps, owner, wakeActs: () => {} }, act, act.requestId ?? deps.newRequestId()).catch((error) => {
    // That ROQ refused is an end like others: it is stored, and told below.
    if (!(error instanceof Problem || error instanceof RoqError)) deps.onError(error);
  });
  await tellEnd(deps, act);
}

/** Whoever asked was told that it is not certain yet, or was cut off by a restart: they hear how it ended, by DM. Nobody asked for a reminder. */
async function tellEnd(deps: KeepActsDeps, { id }: Act): Promise<void> {
  const act = await deps.acts.find(id);
  if (act?.finishedAt === undefined || isReminder(act)) return;
  const { teamId, tenantId, slackUserId } = act;
  await deps.posts.create({ key: `act-end:${id}`, kind: 'act_end', subject: id, teamId, tenantId, slackUserId });
  deps.wakePosts();
}
