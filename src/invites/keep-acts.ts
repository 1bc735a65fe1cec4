import { type KeeperDeps, keeper } from '../keeper.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import type { Worker } from '../worker.ts';
import type { NewPost } from '../workspaces/post.ts';
import type { HeldAct } from './act.ts';
import { isReminder } from './reminder.ts';
import { resumeAct, type SettleActDeps } from './settle-act.ts';

export type KeepActsDeps = KeeperDeps &
  Omit<SettleActDeps, 'wakeActs' | 'owner' | 'word'> & {
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
  const settling = { ...deps, owner, word: wordAtEnd, wakeActs: () => {} };
  await resumeAct(settling, act, act.requestId ?? deps.newRequestId()).catch((error) => {
    // That ROQ refused is an end like others: it is stored, and told.
    if (!(error instanceof Problem || error instanceof RoqError)) deps.onError(error);
  });
  deps.wakePosts();
}

/** Whoever asked was told that it is not certain yet, or was cut off by a restart: they hear how it ended, by DM. Nobody asked for a reminder. */
function wordAtEnd(act: HeldAct): NewPost | undefined {
  if (isReminder(act)) return undefined;
  const { id, teamId, tenantId, slackUserId } = act;
  return { key: `act-end:${id}`, kind: 'act_end', subject: id, teamId, tenantId, slackUserId };
}
