import type { AlarmClock } from '../clock.ts';
import type { Hold, Worker } from '../worker.ts';
import { hintTaker } from './hints.ts';
import type { InviteHint, ReconcileTurns, WebhookArrivals } from './ports.ts';
import { reconciler } from './reconcile.ts';
import { type FollowDeps, type FollowStats, newFollowStats } from './refresh.ts';
import { type WebhookState, webhookWatch } from './webhook-watch.ts';

export type FollowingDeps = Omit<FollowDeps, 'stats'> & {
  turns: ReconcileTurns;
  arrivals: WebhookArrivals;
  environmentId: string;
  /** Whether there is a key by which a webhook is known. */
  hasKey: boolean;
  clock: AlarmClock;
  hold: () => Hold;
  onError: (error: unknown, where?: string) => void;
};

/** Everything by which cards and digests follow ROQ. */
export interface Following {
  workers: Worker[];
  /** A webhook of our environment came, with these hints; never throws. */
  heard(hints: readonly InviteHint[]): void;
  webhookState(): Promise<WebhookState>;
  stats: Readonly<FollowStats>;
}

export function following(deps: FollowingDeps): Following {
  const stats = newFollowStats();
  const watch = webhookWatch(deps);
  const hints = hintTaker({ ...deps, stats, onError: deps.onError });
  const reconciling = reconciler({ ...deps, stats, webhooksTell: watch.tell });
  return {
    workers: [hints, reconciling],
    stats,
    webhookState: watch.state,
    heard(found) {
      stats.webhooks += 1;
      for (const hint of found) hints.take(hint);
      watch.arrived(found.some(({ kind }) => kind === 'invite')).catch(deps.onError);
    },
  };
}
