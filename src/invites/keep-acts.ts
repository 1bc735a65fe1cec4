import type { AlarmClock } from '../clock.ts';
import { Problem } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import { leaseMs, type Worker, worker } from '../worker.ts';
import { resumeAct, type SettleActDeps } from './settle-act.ts';

export type KeepActsDeps = Omit<SettleActDeps, 'wakeActs'> & {
  clock: AlarmClock;
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
      held.map((act) =>
        resumeAct(settle, act, deps.newRequestId()).catch((error) => {
          // The person was answered long ago; the act's end is stored, and the card shows it.
          if (!(error instanceof Problem || error instanceof RoqError)) deps.onError(error);
        }),
      ),
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
