import type { Config } from './config.ts';
import { type Following, type FollowingDeps, following } from './invites/following.ts';
import { type SawDeps, saw } from './invites/refresh.ts';
import type { SlackDeps } from './slack/deps.ts';
import { type HomeKeeper, type HomeKeeperDeps, homeKeeper } from './slack/home.ts';

type Ours = 'arrivals' | 'turns' | 'environmentId' | 'hasKey' | 'moved' | 'onError' | 'homes' | 'command';
export type FollowingParts = Omit<FollowingDeps & HomeKeeperDeps, Ours> & {
  config: Config;
  store: Pick<StoreParts, 'homes' | 'reconcileTurns' | 'webhookArrivals'>;
  failed: (what: string) => FollowingDeps['onError'];
};
type StoreParts = {
  homes: HomeKeeperDeps['homes'];
  reconcileTurns: FollowingDeps['turns'];
  webhookArrivals: FollowingDeps['arrivals'];
};

/** The part of app.ts by which what people see follows ROQ: cards, digests and Homes. */
export function wireFollowing({ config, store, failed, ...shared }: FollowingParts): {
  cards: Following;
  homes: HomeKeeper;
  saw: SlackDeps['saw'];
} {
  const homes = homeKeeper({ ...shared, homes: store.homes, command: config.slack.command });
  const told: SawDeps = { ...shared, moved: homes.moved };
  const cards = following({
    ...shared,
    moved: homes.moved,
    turns: store.reconcileTurns,
    arrivals: store.webhookArrivals,
    environmentId: config.roq.environmentId,
    hasKey: config.roq.webhookKey !== undefined,
    onError: failed('ROQ could not be followed'),
  });
  return { cards, homes, saw: async (tenantId, invites) => void (await saw(told, tenantId, invites)) };
}
